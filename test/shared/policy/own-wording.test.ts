import { describe, expect, it } from "vitest";
import * as z from "zod";
import { measuredSector } from "../../../shared/assessment/assessment.ts";
import { askedNames, companyNames, shownCompanies } from "../../../shared/policy/company-names.ts";
import { companiesNamed } from "../../../shared/policy/named-company.ts";
import { readWording, wordingSchema } from "../../../shared/policy/own-wording.ts";
import { policyText } from "../../../shared/policy/policy-hash.ts";
import { readPolicies, wordingIn } from "../../../shared/policy/read-policies.ts";
import { defaultWording } from "../../../shared/policy/wording.ts";
import { assessed, foldOf, policyOf, suppliersOf } from "../../support/builders.ts";
import { positionOf, supplierOf, supplyWith } from "../../support/samples.ts";
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
    ["what is no text", { why: 5 }, 'field "why" is 5: must be a text, not a number'],
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
    [
      "one short name for two",
      { names: { catl: "CATL", "catl-hk": "catl" } },
      'field "names": "catl-hk" is called "catl", as "catl" is: a reader could not tell them apart',
    ],
    [
      "a short name of two, one of them in a sector",
      { names: { byd: "BYD" }, sectors: { ai: { names: { fdb: "byd" } } } },
      'field "sectors.ai.names": "fdb" is called "byd", as "byd" is: a reader could not tell them apart',
    ],
    [
      "one title for two items",
      { items: { bess: "Batteries", "ups-lithium": "batteries" } },
      'field "items": "ups-lithium" is called "batteries", as "bess" is: a reader could not tell them apart',
    ],
    [
      "a title for what is no code",
      { items: { "8507.60": "Cells" } },
      'field "items.8507.60": must be lower-case words joined by hyphens, like ups-lithium',
    ],
    [
      "a misspelled field of titles",
      { item: {} },
      'field "item": is no text that can be replaced; nearest: items',
    ],
    ["an empty short name", { names: { catl: " " } }, 'field "names.catl" is " ": must not be empty'],
    ...["a\nb", "x".repeat(10_000), "evil\u202egnp", "www.evil.example", "CRITICAL  All: 100 %"].map(
      (name): [string, unknown, string] => [
        `a short name that cannot be shown as it is (${name.slice(0, 12)})`,
        { names: { catl: name } },
        expect.stringContaining(
          "must be one line of at most 60 characters, without a link or invisible characters",
        ),
      ],
    ),
    ["two lines", { why: "a\nb" }, 'field "why" is "a b": must be one line without invisible characters'],
  ])("are refused with %s", (_what, document, problem) => {
    const told = typeof problem === "string" ? `wording.json: ${problem}` : problem;
    expect(readWording(document)).toEqual({ problem: told });
    expect(wordingIn(words(document))).toEqual({ problem: told });
  });

  it("call a company by its short name, in every text and not in its id", () => {
    const names = { catl: "CATL", lg: "<b>LG</b>" };
    const [read] = readPolicies([policy], null, words({ names })).values();
    if (read === undefined || "problem" in read) throw new Error("a sound policy is broken");
    const suppliers = suppliersOf(
      supplierOf({ supplierId: "catl", name: "Contemporary Amperex Technology Co., Limited" }),
    );
    expect(["catl", "lg", "byd"].map(companyNames(suppliers, read))).toEqual(["CATL", "<b>LG</b>", "byd"]);
    const asked = askedNames(suppliers, read);
    const ids = new Set(["catl", "lg"]);
    for (const name of ["CATL", "contemporary amperex technology co., limited", "catl"])
      expect(companiesNamed(name, ids, asked)).toEqual(["catl"]);
    const { assessment, nameOf } = assessed({
      fold: foldOf([positionOf({ supplierId: "catl" })]),
      suppliers,
      policy: read,
    });
    expect(nameOf("catl")).toBe("CATL");
    expect(measuredSector(assessment)?.facets.owner.keys).toMatchObject([{ key: "catl", name: "CATL" }]);
  });

  it("in another script keep the direction of the text around them", () => {
    const [read] = readPolicies([policy], null, words({ names: { catl: "שלום" } })).values();
    if (read === undefined || "problem" in read) throw new Error("a sound policy is broken");
    expect(shownCompanies(new Map(), read)("catl")).toBe("\u2068שלום\u2069");
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
