import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type * as z from "zod";
import { askSchemaFor } from "../../../shared/contract/ask-payload.ts";
import { recomputePayloadSchema } from "../../../shared/contract/recompute-payload.ts";
import { digestPayloadSchema, reportPayloadSchema } from "../../../shared/contract/sectors-payload.ts";
import { simulatePayloadSchema } from "../../../shared/contract/simulate-payload.ts";
import { watchdogSchemaFor } from "../../../shared/contract/test-payload.ts";
import { shipped } from "../../support/shipped-policies.ts";

const sections = readFileSync("docs/functions.md", "utf8").split(/^## /m);

/** The payloads that a section of docs/functions.md shows, each on its line. */
function shown(name: string): unknown[] {
  const section = sections.find((text) => text.startsWith(`${name}\n`)) ?? "";
  return [...section.matchAll(/^\{ .* \}$|`(\{ "sectors".*?\})`/gm)].map(([line, inline]) =>
    JSON.parse(inline ?? line),
  );
}

const taken: [name: string, schemaFor: (payload: unknown) => z.ZodType, count: number][] = [
  ["recompute", () => recomputePayloadSchema(shipped), 1],
  ["simulate", () => simulatePayloadSchema(shipped), 2],
  ["silence", (payload) => askSchemaFor(payload, shipped), 4],
  ["digest", () => digestPayloadSchema(shipped), 1],
  ["watchdog", (payload) => watchdogSchemaFor(payload, shipped), 3],
  ["report", () => reportPayloadSchema(shipped), 1],
];

it.each(taken)("the payloads that docs/functions.md shows of %s are taken", (name, schemaFor, count) => {
  const payloads = shown(name);
  expect(payloads).toHaveLength(count);
  for (const payload of payloads) expect(schemaFor(payload).safeParse(payload).error).toBeUndefined();
});
