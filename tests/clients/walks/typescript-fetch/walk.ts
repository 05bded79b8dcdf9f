/** The walk with the clients of typescript-fetch: `node walk.js INPUT` prints what they received. */

import * as onlineServices from "../typescript-fetch/online_services/src";
import * as populationLookup from "../typescript-fetch/population_lookup/src";
import * as procedures from "../typescript-fetch/procedures/src";

declare function require(name: "fs"): { readFileSync(path: string): Uint8Array<ArrayBuffer> };
declare const process: { argv: string[] };

const { readFileSync } = require("fs");
const given = JSON.parse(new TextDecoder().decode(readFileSync(process.argv[2]!)));

const settings = (service: string, role: string) => ({
  basePath: given.urls[service],
  accessToken: `Bearer ${given.tokens[role]}`, // for OAuth 2.0 it sends this as it is
});
const decisions = (role: string) =>
  new procedures.DecisionsApi(new procedures.Configuration(settings("procedures", role)));
const catalogue = new procedures.ProceduresApi(new procedures.Configuration(settings("procedures", "reader")));

async function problemOf(code: string): Promise<string> {
  try {
    await catalogue.getProcedure({ code });
  } catch (error) {
    if (error instanceof procedures.ResponseError) {
      return procedures.GetProcedureProblemFromJSON(await error.response.json()).type;
    }
    throw error;
  }
  return "none";
}

async function main() {
  const before = await catalogue.listProcedures({ agency: given.agency });
  const decisionInput = procedures.DecisionInputFromJSON(given.decision);
  const draft = await decisions("drafter").draftDecision({ decisionInput, idempotencyKey: given.key });
  const repeated = await decisions("drafter").draftDecision({ decisionInput, idempotencyKey: given.key });
  const id = draft.id;
  await decisions("drafter").submitDecision({ id });
  await decisions("controller").approveDecision({ id });
  const body = new Blob([readFileSync(given.signed_file)], { type: "application/pdf" });
  await decisions("signer").signDecision({ id, body });
  const response = await decisions("publisher").publishDecisionRaw({ id });
  const published = await response.value();
  const eventPositionAtLeast = response.raw.headers.get("Event-Position")!;

  const registry = new onlineServices.OnlineServicesApi(
    new onlineServices.Configuration(settings("online_services", "clerk")),
  );
  const onlineServicesInput = onlineServices.OnlineServicesInputFromJSON(given.online_services);
  const registered = await registry.registerOnlineServices({ onlineServicesInput, eventPositionAtLeast });
  const lookUps = new populationLookup.LookUpsApi(
    new populationLookup.Configuration(settings("population_lookup", "reader")),
  );
  const lookupInput = populationLookup.LookupInputFromJSON(given.lookup);
  const found = await lookUps.lookUpCitizen({ lookupInput, eventPositionAtLeast });
  const listed = await catalogue.listProcedures({ agency: given.agency });
  return {
    listed_before: before.items.map((each) => each.code),
    same_draft: repeated.id === id,
    status: published.status,
    listed: listed.items.map((each) => each.code),
    registered: registered.services.map((each) => each.procedureCode),
    found: found.citizen?.fullName,
    problem: await problemOf(given.unknown_code),
  };
}

main().then(
  (seen) => console.log(JSON.stringify(seen)),
  async (error) => {
    throw new Error(error instanceof procedures.ResponseError ? await error.response.text() : String(error));
  },
);
