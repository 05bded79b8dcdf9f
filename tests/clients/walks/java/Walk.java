import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import online_services.api.OnlineServicesApi;
import online_services.model.OnlineServicesInput;
import population_lookup.api.LookUpsApi;
import population_lookup.model.LookupInput;
import procedures.ApiException;
import procedures.api.DecisionsApi;
import procedures.api.ProceduresApi;
import procedures.model.DecisionInput;
import procedures.model.GetProcedureProblem;

/** The walk with the Java clients of openapi-generator: `java Walk INPUT` prints what they received. */
public class Walk {
    private final JsonObject given;

    private Walk(JsonObject given) {
        this.given = given;
    }

    public static void main(String[] arguments) throws Exception {
        Walk walk = new Walk(JsonParser.parseString(Files.readString(Path.of(arguments[0]))).getAsJsonObject());
        System.out.println(new Gson().toJson(walk.run()));
    }

    private Map<String, Object> run() throws Exception {
        ProceduresApi catalogue = new ProceduresApi(procedures("reader"));
        Map<String, Object> seen = new LinkedHashMap<>();
        seen.put("listed_before", listed(catalogue));
        DecisionsApi drafter = new DecisionsApi(procedures("drafter"));
        DecisionInput body = DecisionInput.fromJson(given.get("decision").toString());
        UUID id = drafter.draftDecision(body, null, text("key"), null).getId();
        seen.put("same_draft", drafter.draftDecision(body, null, text("key"), null).getId().equals(id));
        drafter.submitDecision(id, null, null, null, null, null);
        new DecisionsApi(procedures("controller")).approveDecision(id, null, null, null, null, null);
        DecisionsApi signer = new DecisionsApi(procedures("signer"));
        signer.signDecision(id, new File(text("signed_file")), null, null, null, null, null, null, null);
        DecisionsApi publisher = new DecisionsApi(procedures("publisher"));
        var published = publisher.publishDecisionWithHttpInfo(id, null, null, null, null, null);
        String position = header(published.getHeaders(), "Event-Position");
        seen.put("status", published.getData().getStatus());
        seen.put("listed", listed(catalogue));

        var registry = new online_services.ApiClient().setBasePath(url("online_services"));
        registry.setAccessToken(token("clerk"));
        OnlineServicesInput services = OnlineServicesInput.fromJson(given.get("online_services").toString());
        List<String> registered = new ArrayList<>();
        new OnlineServicesApi(registry).registerOnlineServices(services, position, null, null).getServices()
            .forEach(each -> registered.add(each.getProcedureCode()));
        seen.put("registered", registered);

        var lookUps = new population_lookup.ApiClient().setBasePath(url("population_lookup"));
        lookUps.setAccessToken(token("reader"));
        LookupInput person = LookupInput.fromJson(given.get("lookup").toString());
        var found = new LookUpsApi(lookUps).lookUpCitizen(person, null, position, null, null);
        seen.put("found", found.getCitizen().getFullName());
        seen.put("problem", problemOf(catalogue, text("unknown_code")));
        return seen;
    }

    private String problemOf(ProceduresApi catalogue, String code) throws Exception {
        try {
            catalogue.getProcedure(code, null, null, null, null, null);
        } catch (ApiException refused) {
            return GetProcedureProblem.fromJson(refused.getResponseBody()).getType().getValue();
        }
        return "none";
    }

    private List<String> listed(ProceduresApi catalogue) throws Exception {
        List<String> codes = new ArrayList<>();
        catalogue.listProcedures(null, null, text("agency"), null, null, null, null, null, null, null).getItems()
            .forEach(each -> codes.add(each.getCode()));
        return codes;
    }

    private procedures.ApiClient procedures(String role) {
        procedures.ApiClient client = new procedures.ApiClient().setBasePath(url("procedures"));
        client.setAccessToken(token(role));
        return client;
    }

    /** The names of headers arrive as the server wrote them. */
    private static String header(Map<String, List<String>> headers, String name) {
        return headers.entrySet().stream().filter(each -> each.getKey().equalsIgnoreCase(name)).findFirst().orElseThrow()
            .getValue().get(0);
    }

    private String text(String name) {
        return given.get(name).getAsString();
    }

    private String url(String service) {
        return given.getAsJsonObject("urls").get(service).getAsString();
    }

    private String token(String role) {
        return given.getAsJsonObject("tokens").get(role).getAsString();
    }
}
