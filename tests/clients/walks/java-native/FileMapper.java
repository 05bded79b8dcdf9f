import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import procedures.ApiClient;

/** The generator's library `native` sends the path of a file as JSON, whatever the document says; this sends its content. */
class FileMapper extends ObjectMapper {
    FileMapper() {
        super(ApiClient.createDefaultObjectMapper());
    }

    @Override
    public byte[] writeValueAsBytes(Object value) throws JsonProcessingException {
        if (!(value instanceof File file)) {
            return super.writeValueAsBytes(value);
        }
        try {
            return Files.readAllBytes(file.toPath());
        } catch (IOException failure) {
            throw JsonMappingException.fromUnexpectedIOE(failure);
        }
    }

    @Override
    public ObjectMapper copy() {
        return new FileMapper();
    }
}
