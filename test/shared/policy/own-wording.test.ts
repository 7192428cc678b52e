import { describe, expect, it } from "vitest";
import * as z from "zod";
import { readWording, wordingSchema } from "../../../shared/policy/own-wording.ts";
import { policyText } from "../../../shared/policy/policy-hash.ts";
import { readPolicies, wordingIn } from "../../../shared/policy/read-policies.ts";
import { defaultWording } from "../../../shared/policy/wording.ts";
import { policyOf } from "../../support/builders.ts";
import { supplyWith } from "../../support/samples.ts";
import { tell } from "../bulletin/telling.ts";

const policy = { file: "ai.json", text: JSON.stringify(policyOf()) };
const words = (document: unknown) => ({ file: "wording.json", text: JSON.stringify(document) });

describe("a company's own words", () => {
  it("stand in subject and text in place of the usual ones", () => {
    const own = { supply: "battery spend", whatYouCanDo: "NEXT STEPS", advice: "Ask the risk desk first." };
    const [read] = readPolicies([policy], null, words(own)).values();
    if (read === undefined || "problem" in read) throw new Error("a sound policy is broken");
    const { subject, text } = tell({ positions: supplyWith(300), policy: read });
    expect(subject).toBe("[WARNING] AI: 30% of battery spend made in China (limit 25%)");
    expect(text).toContain("Made in China: 30.0 % of battery spend.\n");
    expect(text).toMatch(/\nNEXT STEPS\n.*\n {2}Ask the risk desk first\.\n/s);
    expect(policyText(read)).toBe(policyText({ ...read, wording: defaultWording }));
  });

  it.each<[string, unknown, string]>([
    [
      "a misspelled name",
      { suply: "spend" },
      'field "suply": is no text that can be replaced; nearest: supply',
    ],
    ["a place that is missing", { newSources: "Find new sources." }, 'field "newSources": lacks {amount}'],
    [
      "a place that is misspelled",
      { newSources: "Find sources for {amont}." },
      'field "newSources": has {amont}, which it cannot hold; nearest: {amount}',
    ],
    [
      "a place where there is none",
      { why: "WHY {rule}" },
      'field "why": has {rule}, and this text has no places',
    ],
    ["an empty text", { why: "  " }, 'field "why": must not be empty'],
    [
      "what a subject cannot hold",
      { supply: "Einkäufe" },
      'field "supply": must be ASCII: it stands in subjects',
    ],
    ["what is no text", { why: 5 }, 'field "why" is 5: expected string, received number'],
    [
      "a misspelled name in a sector",
      { sectors: { ai: { suply: "spend" } } },
      'field "sectors.ai.suply": is no text that can be replaced; nearest: supply',
    ],
    [
      "a sector that can be none",
      { sectors: { "AI!": {} } },
      'field "sectors.AI!": must be lower-case words joined by hyphens, like grid-storage',
    ],
    ["two lines", { why: "a\nb" }, 'field "why" is "a b": must be one line without invisible characters'],
  ])("are refused with %s", (_what, document, problem) => {
    expect(readWording(document)).toEqual({ problem: `wording.json: ${problem}` });
    expect(wordingIn(words(document))).toEqual({ problem: `wording.json: ${problem}` });
  });

  it("of one sector come before those of all", () => {
    const own = { supply: "spend", advice: "Ask first.", sectors: { grid: { supply: "grid imports" } } };
    const grid = { file: "grid.json", text: JSON.stringify(policyOf({ sector: "grid" })) };
    const read = readPolicies([policy, grid], null, words(own));
    expect(read.get("ai")).toMatchObject({ wording: { supply: "spend", advice: "Ask first." } });
    expect(read.get("grid")).toMatchObject({ wording: { supply: "grid imports", advice: "Ask first." } });
  });

  it("stop no alert where they cannot be used", () => {
    const [read] = readPolicies([policy], null, words({ suply: "spend" })).values();
    expect(read).toEqual(policyOf());
  });

  it("have the published JSON schema", async () => {
    const text = `${JSON.stringify(z.toJSONSchema(wordingSchema, { io: "input" }), null, 2)}\n`;
    await expect(text).toMatchFileSnapshot("../../../policies/wording.schema.json");
  });
});
