import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import type { Measure } from "../../../shared/policy/measure.ts";
import { unknownSector } from "../../../shared/policy/policies.ts";
import { policySchema } from "../../../shared/policy/policy.ts";
import { isPolicyFile } from "../../../shared/policy/read-policies.ts";
import { readPolicy } from "../../../shared/policy/read-policy.ts";
import { policyOf, ruleOf } from "../../support/builders.ts";
import { samplePolicies } from "../../support/sample-policies.ts";
import digests from "../../support/shipped-digests.json" with { type: "json" };
import { digestsOfPolicies, isAsShipped, shipped } from "../../support/shipped-policies.ts";

const FOLDER = "policies";
const SCHEMA = "policy.schema.json";
const files = readdirSync(FOLDER).filter(isPolicyFile);

const sectorOf = (file: string) => file.replace(/\.json$/, "");

function documentOf(file: string): { $schema?: unknown; sector?: unknown } {
  return JSON.parse(readFileSync(join(FOLDER, file), "utf8"));
}

describe.each(files)("the shipped policy %s", (file) => {
  it("is read, and is the sector that its file is named after", () => {
    const policy = readPolicy(documentOf(file));
    expect(`${policy.sector}.json`).toBe(file);
    expect({ ...shipped.get(policy.sector), wording: undefined, calendar: undefined }).toEqual(policy);
  });

  it.runIf(isAsShipped(sectorOf(file)))(
    "has a why and a source for every rule, as a sentence for a reader",
    () => {
      for (const { why, source } of readPolicy(documentOf(file)).rules) {
        expect(why).toMatch(/^[A-Z].*\.$/s);
        expect(source.length).toBeGreaterThan(10);
      }
    },
  );

  it.runIf(isAsShipped(sectorOf(file)))("points its editor at the JSON schema", () => {
    const { $schema } = documentOf(file);
    expect($schema).toBe(`./${SCHEMA}`);
    expect(existsSync(join(dirname(join(FOLDER, file)), String($schema)))).toBe(true);
  });
});

const isFull = process.env.CHOKEPOINT_TESTS === "full";
it.runIf(isFull)("the shipped policies are those that their tests are about", async () => {
  const shippedFiles = files.filter((file) => file in digests);
  const text = `${JSON.stringify(digestsOfPolicies(shippedFiles), null, 2)}\n`;
  await expect(text).toMatchFileSnapshot("../../support/shipped-digests.json");
});

describe("a policy", () => {
  it("is watched for a year and counts a half as control unless it says otherwise", () => {
    expect(policyOf()).toMatchObject({ windowDays: 365, controlStake: 0.5 });
  });

  it("is read the same again once it was read", () => {
    for (const { wording: _, calendar: __, ...policy } of shipped.values())
      expect(readPolicy(policy)).toEqual(policy);
  });

  it("is asked for by a sector that exists", () => {
    expect(unknownSector("al", samplePolicies)).toBe('"al" is not a sector; nearest: ai');
    expect(unknownSector("moon", samplePolicies)).toBe(
      '"moon" is not a sector; the sectors are ai, defense, us-storage-imports',
    );
  });
});

describe("a rule about change", () => {
  it("may have a limit below zero: it is a fall that it watches", () => {
    const measure: Measure = { kind: "change", of: { kind: "hhi", facet: "owner" }, days: 30 };
    const { below } = ruleOf({ measure, below: { warning: -500 } });
    expect(below).toEqual({ warning: -500 });
  });
});

describe("a refused policy", () => {
  const rule = ruleOf();
  const ofList = { kind: "share", of: { list: "1260-h" } };
  const { above: _, ...withoutLimits } = rule;

  it.each<[string, object, string]>([
    [
      "an unknown list",
      { measure: ofList },
      'measure.of.list": "1260-h" is no restricted list; nearest: 1260h',
    ],
    [
      "a country that is none",
      { measure: { kind: "direct", of: { countries: ["CN", "ZZ"] } } },
      'measure.of.countries.1": "ZZ" is no country of ISO 3166-1; nearest: ZA (South Africa)',
    ],
    [
      "a country by a code of another list",
      { measure: { kind: "change", of: { kind: "direct", of: { countries: ["UK"] } }, days: 30 } },
      'measure.of.of.countries.0": "UK" is no country of ISO 3166-1; nearest: GB (United Kingdom)',
    ],
    [
      "more keys than there can be",
      { measure: { kind: "top", facet: "owner", n: 1_000_000_000 } },
      'measure.n" is 1000000000: the 1000000000 largest are all of them; at most 100',
    ],
    [
      "an HHI as a fraction",
      { measure: { kind: "hhi", facet: "owner" }, above: { warning: 0.25 } },
      'above.warning": 0.25 must be points from 0 to 10000, not a fraction; 2500?',
    ],
    [
      "a change of an HHI as a fraction",
      {
        measure: { kind: "change", of: { kind: "hhi", facet: "owner" }, days: 30 },
        above: { warning: 0.05 },
      },
      'above.warning": 0.05 must be points from -10000 to 10000, not a fraction; 500?',
    ],
    [
      "limits above and below",
      { below: { warning: 0.1 } },
      'above": give either above or below, and not both',
    ],
    ["no limit in above", { above: {} }, 'above": needs a warning limit, a critical limit, or both'],
    [
      "warning beyond critical",
      { above: { warning: 0.7, critical: 0.65 } },
      'above.warning" is 0.7: must be crossed before the critical limit',
    ],
    [
      "warning at critical",
      { above: { warning: 0.65, critical: 0.65 } },
      'above.warning" is 0.65: must be crossed before the critical limit',
    ],
    ["a share in percent", { above: { warning: 25 } }, 'above.warning": 25 must be between 0 and 1; 0.25?'],
    ["a limit below zero", { above: { warning: -0.1 } }, 'above.warning": -0.1 must be between 0 and 1'],
    [
      "an HHI beyond a monopoly",
      { measure: { kind: "hhi", facet: "owner" }, above: { critical: 10_001 } },
      'above.critical": 10001 must be between 0 and 10000',
    ],
    [
      "a limit that no subject has room for",
      { measure: { kind: "effective", facet: "owner" }, above: { warning: 1e90 } },
      'above.warning": 1e+90 must be between 0 and 1000000',
    ],
    [
      "a change of more than everything",
      { measure: { kind: "change", of: rule.measure, days: 30 }, above: { warning: 1.5 } },
      'above.warning": 1.5 must be between -1 and 1; 0.015?',
    ],
    ["a group that is none", { by: "owner" }, 'by" is "owner": must be one of item, program'],
    ["a group that is its field's name", { by: "by" }, 'by" is "by": must be one of item, program'],
    ["fewer runs than can be counted", { for: -1e300 }, 'for" is -1e+300: must be -9007199254740991 or more'],
    [
      "a measure of no kind",
      { measure: { kind: "hhi-2" } },
      'measure.kind" is "hhi-2": must be one of hhi, top, unknown, direct, influenced, share, effective, look-through, loss, change',
    ],
    ["a possible that is loud", { possible: "loud" }, 'possible" is "loud": must be "quiet"'],
    ["a title of another type", { title: 7 }, 'title" is 7: must be a text, not a number'],
    ["a title left out", { title: undefined }, 'title" is missing: must be a text'],
    [
      "an id in capitals",
      { id: "China" },
      'id" is "China": must be lower-case words joined by hyphens, like china-direct',
    ],
    [
      "a country by its name",
      { measure: { kind: "direct", of: { countries: ["China"] } } },
      'measure.of.countries.0" is "China": must be a two-letter country code like CN',
    ],
    [
      "no country",
      { measure: { kind: "direct", of: { countries: [] } } },
      'measure.of.countries": must not be empty',
    ],
    [
      "a day that does not exist",
      { effectiveFrom: "2027-02-29" },
      'effectiveFrom" is "2027-02-29": must be a day like 2026-07-31',
    ],
    ["no why", { why: "" }, 'why" is "": must not be empty'],
  ])("with %s is told so in one sentence", (_what, change, problem) => {
    const document = { ...policyOf(), rules: [{ ...rule, ...change }] };
    expect(() => readPolicy(document)).toThrow(
      new Error(`rule "${(change as { id?: string }).id ?? "china-origin"}": field "${problem}`),
    );
  });

  it.each<[string, object, string]>([
    [
      "a rule without limits",
      { rules: [withoutLimits] },
      'rule "china-origin": field "above": give either above or below, and not both',
    ],
    [
      "two rules of one id",
      { rules: [rule, rule] },
      'rule "china-origin": field "id": "china-origin" is used twice',
    ],
    ["no rule", { rules: [] }, 'field "rules": must not be empty'],
    ["an unknown field", { colour: "red" }, 'field "colour" is not known'],
    [
      "an unknown field in a rule",
      { rules: [{ ...rule, hold: 2 }] },
      'rule "china-origin": field "hold" is not known',
    ],
    [
      "a margin that nothing could be inside by",
      { rules: [{ ...rule, margin: 0.3 }] },
      'rule "china-origin": field "margin" is 0.3: leaves no value that is inside the limit of 0.25 by it',
    ],
    [
      "no run to keep",
      { rules: [{ ...rule, keep: 0 }] },
      'rule "china-origin": field "keep" is 0: must be 1 or more',
    ],
    [
      "half a run",
      { rules: [{ ...rule, for: 0.5 }] },
      'rule "china-origin": field "for" is 0.5: must be a whole number',
    ],
    ["an unknown unit", { unit: "GBP" }, 'field "unit" is "GBP": must be one of USD, EUR, kWh'],
    ["a window of no days", { windowDays: 0 }, 'field "windowDays" is 0: must be more than 0'],
    ["a controlling stake of nothing", { controlStake: 0 }, 'field "controlStake" is 0: must be more than 0'],
    [
      "a label that is no ASCII",
      { label: "KI für alle" },
      'field "label" is "KI für alle": must be 1 to 24 ASCII characters: it opens the subject',
    ],
  ])("with %s is told so in one sentence", (_what, change, problem) => {
    expect(() => readPolicy({ ...policyOf(), ...change })).toThrow(new Error(problem));
  });

  it.each([null, undefined, 7, "text", []])("that is %j is refused as well", (document) => {
    expect(() => readPolicy(document)).toThrow(/^must be an object/);
  });
});

describe("the JSON schema of policies", () => {
  const schema = z.toJSONSchema(policySchema, { io: "input" });

  it("is the one that editors are pointed at", async () => {
    const text = `${JSON.stringify(schema, null, 2)}\n`;
    await expect(text).toMatchFileSnapshot("../../../policies/policy.schema.json");
  });

  it("is of draft 2020-12 and has no id", () => {
    expect(schema.$schema).toBe("https://json-schema.org/draft/2020-12/schema");
    expect(schema).not.toHaveProperty("$id");
  });
});
