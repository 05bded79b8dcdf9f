// A reader of streams in JavaScript, written from docs/streams.md: checks the test vectors with the built-in modules of Node.js.
// usage: node check_vectors.mjs stream-vectors.json

import assert from "node:assert/strict";
import { createHash, createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";

const vectors = JSON.parse(readFileSync(process.argv[2], "utf8"));

function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
}

function hashOf(event, payload) {
  const hash = createHash("sha256").update(Buffer.from(event.prevhash, "hex"));
  const texts = [event.source, event.shard, event.sequence, event.id, event.type, event.time].map((part) => Buffer.from(String(part)));
  for (const part of [...texts, payload]) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(part.length);
    hash.update(length).update(part);
  }
  return hash.digest("hex");
}

function isSigned(publicKey, signature, signed) {
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: publicKey.toString("base64url") }, format: "jwk" });
  return verify(null, signed, key, Buffer.from(signature, "base64"));
}

let previous = vectors.genesis;
for (const record of vectors.chain) {
  const payload = Buffer.from(record.payload_hex, "hex");
  assert.equal(record.prevhash, previous, `${record.about}: does not continue the chain`);
  assert.equal(hashOf(record, payload), record.hash, `${record.about}: hash`);
  assert.equal(payload.toString(), record.payload, `${record.about}: text`);
  assert.equal(canonical(JSON.parse(record.payload)), record.payload, `${record.about}: canonical form`);
  previous = record.hash;
}
assert.equal(hashOf(vectors.alone, Buffer.from(vectors.alone.payload_hex, "hex")), vectors.alone.hash, vectors.alone.about);

const page = JSON.parse(vectors.page);
assert.equal(page.events.length, vectors.chain.length, "page: number of events");
page.events.forEach((event, index) => {
  const payload = Buffer.from(canonical(event.data));
  assert.equal(payload.toString("hex"), vectors.chain[index].payload_hex, `page: payload ${index}`);
  assert.equal(hashOf({ ...event, source: event.source.replace("/congbo/", "") }, payload), event.hash, `page: hash ${index}`);
});

const trusted = new Map();
for (const key of vectors.keys) {
  const raw = Buffer.from(key.public_key, "base64");
  assert.equal(createHash("sha256").update(raw).digest("hex").slice(0, 16), key.key_id, "keys: id");
  if (trusted.size === 0) trusted.set(key.signed_by, raw);
  assert.ok(trusted.has(key.signed_by), "keys: signed by no earlier key");
  assert.ok(isSigned(trusted.get(key.signed_by), key.signature, raw), "keys: signature");
  trusted.set(key.key_id, raw);
}

for (const [name, vector] of Object.entries({ head: vectors.head, "head in epoch": vectors.head_in_epoch })) {
  const { signed } = vector;
  assert.equal(canonical(signed.head), vector.canonical, `${name}: canonical form`);
  assert.ok(isSigned(trusted.get(signed.key_id), signed.signature, Buffer.from(canonical(signed.head))), `${name}: signature`);
}
assert.equal(vectors.head.signed.head.hash, previous, "head: hash of the last event");

const { signed } = vectors.epoch;
assert.equal(canonical(signed.act), vectors.epoch.canonical, "epoch: canonical form");
assert.ok(isSigned(trusted.get(signed.key_id), signed.signature, Buffer.from(canonical(signed.act))), "epoch: signature");
for (const point of signed.act.points) assert.equal(point.hash, vectors.chain[point.sequence - 1].hash, "epoch: hash of its point");
console.log(`${vectors.chain.length + 1} records, ${vectors.keys.length} keys, two heads and an epoch are valid`);
