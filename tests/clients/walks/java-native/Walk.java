import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
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

/** The walk with the Java clients of openapi-generator on java.net.http: `java Walk INPUT` prints what they received. */
public class Walk {
    private static final ObjectMapper JSON = procedures.ApiClient.createDefaultObjectMapper();
    private final JsonNode given;

    private Walk(JsonNode given) {
        this.given = given;
    }

    public static void main(String[] arguments) throws Exception {
        System.out.println(JSON.writeValueAsString(new Walk(JSON.readTree(new File(arguments[0]))).run()));
    }

    private Map<String, Object> run() throws Exception {
        ProceduresApi catalogue = new ProceduresApi(procedures("reader"));
        Map<String, Object> seen = new LinkedHashMap<>();
        seen.put("listed_before", listed(catalogue));
        DecisionsApi drafter = new DecisionsApi(procedures("drafter"));
        DecisionInput body = JSON.treeToValue(given.get("decision"), DecisionInput.class);
        UUID id = drafter.draftDecision(body, null, text("key"), null).getId();
        seen.put("same_draft", drafter.draftDecision(body, null, text("key"), null).getId().equals(id));
        drafter.submitDecision(id, null, null, null, null, null);
        new DecisionsApi(procedures("controller")).approveDecision(id, null, null, null, null, null);
        DecisionsApi signer = new DecisionsApi(procedures("signer"));
        signer.signDecision(id, new File(text("signed_file")), null, null, null, null, null, null, null);
        DecisionsApi publisher = new DecisionsApi(procedures("publisher"));
        var published = publisher.publishDecisionWithHttpInfo(id, null, null, null, null, null);
        String position = published.getHeaders().get("Event-Position").get(0);
        seen.put("status", published.getData().getStatus());
        seen.put("listed", listed(catalogue));

        var registry = new online_services.ApiClient();
        registry.updateBaseUri(url("online_services"));
        registry.setRequestInterceptor(request -> request.header("Authorization", bearer("clerk")));
        OnlineServicesInput services = JSON.treeToValue(given.get("online_services"), OnlineServicesInput.class);
        List<String> registered = new ArrayList<>();
        new OnlineServicesApi(registry).registerOnlineServices(services, position, null, null).getServices()
            .forEach(each -> registered.add(each.getProcedureCode()));
        seen.put("registered", registered);

        var lookUps = new population_lookup.ApiClient();
        lookUps.updateBaseUri(url("population_lookup"));
        lookUps.setRequestInterceptor(request -> request.header("Authorization", bearer("reader")));
        LookupInput person = JSON.treeToValue(given.get("lookup"), LookupInput.class);
        var found = new LookUpsApi(lookUps).lookUpCitizen(person, null, position, null, null);
        seen.put("found", found.getCitizen().getFullName());
        seen.put("problem", problemOf(catalogue, text("unknown_code")));
        return seen;
    }

    private String problemOf(ProceduresApi catalogue, String code) throws Exception {
        try {
            catalogue.getProcedure(code, null, null, null, null, null);
        } catch (ApiException refused) {
            return JSON.readValue(refused.getResponseBody(), GetProcedureProblem.class).getType().getValue();
        }
        return "none";
    }

    private List<String> listed(ProceduresApi catalogue) throws Exception {
        List<String> codes = new ArrayList<>();
        catalogue.listProcedures(null, null, text("agency"), null, null, null, null, null, null, null).getItems()
            .forEach(each -> codes.add(each.getCode()));
        return codes;
    }

    /** The interceptor is all that the generator offers for a token. */
    private procedures.ApiClient procedures(String role) {
        procedures.ApiClient client = new procedures.ApiClient();
        client.updateBaseUri(url("procedures"));
        client.setObjectMapper(new FileMapper());
        client.setRequestInterceptor(request -> request.header("Authorization", bearer(role)));
        return client;
    }

    private String text(String name) {
        return given.get(name).asText();
    }

    private String url(String service) {
        return given.get("urls").get(service).asText();
    }

    private String bearer(String role) {
        return "Bearer " + given.get("tokens").get(role).asText();
    }
}
