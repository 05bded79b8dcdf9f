/** The walk with openapi-fetch on the types of openapi-typescript: `node walk.js INPUT` prints what it received. */

import createClient, { type Client } from "openapi-fetch";
import type { paths as OnlineServices } from "../openapi-typescript/online_services";
import type { paths as PopulationLookup } from "../openapi-typescript/population_lookup";
import type { paths as Procedures } from "../openapi-typescript/procedures";

declare function require(name: "fs"): { readFileSync(path: string): Uint8Array<ArrayBuffer> };
declare const process: { argv: string[] };

const { readFileSync } = require("fs");
const given = JSON.parse(new TextDecoder().decode(readFileSync(process.argv[2]!)));

function client<Paths extends {}>(service: string, role: string): Client<Paths> {
  const headers = { Authorization: `Bearer ${given.tokens[role]}` };
  return createClient<Paths>({ baseUrl: given.urls[service], headers });
}

const procedures = (role: string) => client<Procedures>("procedures", role);

/** What was received, or an exception with the problem. */
function received<T>(result: { data?: T; error?: unknown }): T {
  if (result.data === undefined) {
    throw new Error(JSON.stringify(result.error));
  }
  return result.data;
}

async function listed(): Promise<string[]> {
  const page = await procedures("reader").GET("/v1/procedures", { params: { query: { agency: given.agency } } });
  return received(page).items.map((each) => each.code);
}

async function main() {
  const before = await listed();
  const params = { header: { "Idempotency-Key": given.key } };
  const draft = received(await procedures("drafter").POST("/v1/decisions", { params, body: given.decision }));
  const repeated = received(await procedures("drafter").POST("/v1/decisions", { params, body: given.decision }));
  const path = { id: draft.id };
  received(await procedures("drafter").POST("/v1/decisions/{id}/submit", { params: { path } }));
  received(await procedures("controller").POST("/v1/decisions/{id}/approve", { params: { path } }));
  const signed = await procedures("signer").POST("/v1/decisions/{id}/sign", {
    params: { path },
    headers: { "Content-Type": "application/pdf" },
    body: "", // a file is a string in these types
    bodySerializer: () => readFileSync(given.signed_file),
  });
  received(signed);
  const published = await procedures("publisher").POST("/v1/decisions/{id}/publish", { params: { path } });
  const header = { "Event-Position-At-Least": published.response.headers.get("Event-Position")! };

  const registry = client<OnlineServices>("online_services", "clerk");
  const services = await registry.POST("/v1/online-services", { params: { header }, body: given.online_services });
  const lookUps = client<PopulationLookup>("population_lookup", "reader");
  const found = received(await lookUps.POST("/v1/lookups", { params: { header }, body: given.lookup }));
  const unknown = { params: { path: { code: given.unknown_code } } };
  const refused = await procedures("reader").GET("/v1/procedures/{code}", unknown);
  return {
    listed_before: before,
    same_draft: repeated.id === draft.id,
    status: received(published).status,
    listed: await listed(),
    registered: received(services).services.map((each) => each.procedure_code),
    found: found.citizen?.full_name,
    problem: refused.error?.type ?? "none",
  };
}

main().then(
  (seen) => console.log(JSON.stringify(seen)),
  (error) => {
    throw error;
  },
);
