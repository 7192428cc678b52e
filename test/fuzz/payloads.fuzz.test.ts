import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type * as z from "zod";
import { errorOf, PayloadError, readPayload } from "../../functions/runtime/payload.ts";
import { askSchemaFor } from "../../shared/contract/ask-payload.ts";
import { importSchemaFor } from "../../shared/contract/import-payload.ts";
import { recomputePayloadSchema } from "../../shared/contract/recompute-payload.ts";
import { digestPayloadSchema } from "../../shared/contract/sectors-payload.ts";
import { simulatePayloadSchema } from "../../shared/contract/simulate-payload.ts";
import { watchdogSchemaFor } from "../../shared/contract/test-payload.ts";
import { problemSentence } from "../../shared/values/problem.ts";
import { cases } from "../support/cases.ts";
import { CASES, expectSentence, hostileJson, hostileText, mutated } from "../support/hostile.ts";
import { samplePolicies } from "../support/sample-policies.ts";

const silence = { sector: "ai", until: "2026-08-31", by: "ops", reason: "known" };
const s3 = { bucket: { name: "files" }, object: { key: "positions/july.csv" } };

const edges: [name: string, schemaFor: (event: unknown) => z.ZodType, valid: object[]][] = [
  [
    "recompute",
    () => recomputePayloadSchema(samplePolicies),
    [{ sector: "ai", asOf: "2026-07-31", windowDays: 30, dryRun: true, force: false }, {}],
  ],
  [
    "simulate",
    () => simulatePayloadSchema(samplePolicies),
    [
      { sector: "ai", remove: { countries: ["CN"] }, asOf: "2026-07-31" },
      { sector: "defense", remove: { owners: ["catl"], suppliers: ["s"], lists: ["1260h"] } },
      {
        sector: "ai",
        move: [
          { part: 0.2, item: "bess", from: "catl", to: "lg" },
          { exposure: 5e6, item: "bess", from: "byd", to: { name: "N", country: "SE", inputs: "none" } },
        ],
        limits: [{ rule: "china-origin", warning: 0.3, critical: 0.7 }],
      },
    ],
  ],
  [
    "silence",
    (event) => askSchemaFor(event, samplePolicies),
    [silence, { ...silence, rule: "china-origin", group: "bess" }, { sector: "ai", lift: "s1" }],
  ],
  ["digest", () => digestPayloadSchema(samplePolicies), [{ sectors: ["ai", "defense"] }, {}]],
  [
    "watchdog",
    (event) => watchdogSchemaFor(event, samplePolicies),
    [{}, { test: "operations" }, { test: "alerts", sector: "ai", level: "warning", dryRun: true }],
  ],
  [
    "import",
    importSchemaFor,
    [
      { bucket: "files", key: "positions/july.csv" },
      { Records: [{ s3 }, { s3 }] },
      { detail: s3 },
      { Event: "s3:TestEvent" },
    ],
  ],
];

describe("whatever the payload, it is read or refused in one sentence, by", () => {
  it.each(edges)("%s", (_name, schemaFor, valid) => {
    const payloads = fc.oneof(
      { weight: 1, arbitrary: hostileJson },
      { weight: 1, arbitrary: fc.dictionary(hostileText, hostileJson, { maxKeys: 4 }) },
      { weight: 4, arbitrary: mutated(fc.constantFrom(...valid)) },
    );
    fc.assert(
      fc.property(payloads, (event) => {
        try {
          const payload = readPayload(schemaFor(event), event);
          expect(schemaFor(event).parse(event ?? {})).toEqual(payload);
        } catch (error) {
          if (!(error instanceof PayloadError)) throw error;
          expectSentence(problemSentence(error.problem));
          // As it comes back from Lambda, it is read as the same.
          const { name: errorType, message: errorMessage } = error;
          expect(errorOf({ errorType, errorMessage }).message).toBe(errorMessage);
        }
      }),
      cases(CASES),
    );
  });
});

it("a payload of thousands of unknown fields is refused in one sentence", () => {
  const event = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`field\n${at}`, at]));
  expect(() => readPayload(digestPayloadSchema(samplePolicies), event)).toThrow(
    'payload: fields "field 0", "field 1", "field 2" and 4997 more are not known',
  );
});
