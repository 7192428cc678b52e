import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Observation } from "../../../shared/assessment/observation.ts";
import { type Level, levelOf } from "../../../shared/policy/level.ts";
import { listingsOf } from "../../../shared/policy/listings.ts";
import type { Policy } from "../../../shared/policy/policy.ts";
import { readPolicy } from "../../../shared/policy/read-policy.ts";
import { shippedLists } from "../../../shared/policy/restricted-lists.ts";
import { runPolicyTests } from "../../../shared/policy-tests/run.ts";
import type { Supplier } from "../../../shared/supply/supplier.ts";
import { windowEnding } from "../../../shared/values/day.ts";
import { AS_OF, assessed, foldOf, suppliersOf } from "../../support/builders.ts";
import { tenthsOf } from "../../support/holder-worlds.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";
import { isAsShipped } from "../../support/shipped-policies.ts";

const PAGE = readFileSync("docs/cookbook.md", "utf8");
const recipes = PAGE.split(/^## /m)
  .slice(1)
  .map((text) => {
    const [document, test] = [...text.matchAll(/```json\n([^`]*)```/g)].map(([, json = "null"]) =>
      JSON.parse(json),
    );
    return {
      title: text.slice(0, text.indexOf("\n")),
      text,
      document: document as { id: string },
      test: test as object,
    };
  });

/** The policy of a sector with one rule, as its file would hold it. */
function policyWith(rule: unknown): Policy {
  return readPolicy({ sector: "ai", label: "AI", title: "AI", unit: "USD", windowDays: 365, rules: [rule] });
}

/** What is bought from whom, made where, for how many dollars; and a year before that. */
interface World {
  bought: Bought[];
  before?: Bought[];
  suppliers?: Supplier[];
  links?: [supplierId: string, upstreamId: string, share: number][];
}
type Bought = [supplierId: string, dollars: number, originCountry?: string | null, item?: string];

const maker = (supplierId: string, country: string, more: Partial<Supplier> = {}) =>
  supplierOf({ supplierId, country, inputs: "none", ...more });
const apart: Bought[] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"].map((id) => [id, 10]);
const known = apart.map(([id]) => maker(id, "US"));
const integrator = supplierOf({ supplierId: "us", country: "US" });
const heldBy = (tenths: number) =>
  maker("us", "US", {
    holdings: [tenthsOf("us", "cn", [tenths, tenths]), tenthsOf("us", "home", [10 - tenths, 10 - tenths])],
  });

/** The integrator, with so much of its cells from a maker in China or on a list, and the rest from one at home. */
const viaMaker = (share: number, of: Supplier): World => ({
  bought: [["us", 100, "US"]],
  suppliers: [integrator, of, maker("home", "US")],
  links: [
    ["us", of.supplierId, share],
    ["us", "home", 1 - share],
  ],
});

/** For each recipe a world in which its alert is raised, and one in which it is not. */
const worlds: Record<string, { fires: World; isQuiet: World }> = {
  "owner-concentration": {
    fires: {
      bought: [
        ["a", 60],
        ["b", 40],
      ],
      suppliers: known,
    },
    isQuiet: { bought: apart, suppliers: known },
  },
  "concentration-rises": {
    fires: {
      bought: [
        ["a", 60],
        ["b", 40],
      ],
      before: apart,
      suppliers: known,
    },
    isQuiet: {
      bought: [
        ["a", 51],
        ["b", 49],
      ],
      before: [
        ["a", 50],
        ["b", 50],
      ],
      suppliers: known,
    },
  },
  "one-owner": {
    fires: { bought: [["a", 31], ...apart.slice(1, 8)], suppliers: known },
    isQuiet: { bought: apart, suppliers: known },
  },
  "one-country-by-item": {
    fires: {
      bought: [
        ["a", 66, "CN"],
        ["b", 34, "US"],
      ],
    },
    isQuiet: {
      bought: [
        ["a", 65, "CN"],
        ["b", 35, "US"],
      ],
    },
  },
  "origin-concentration": {
    fires: {
      bought: [
        ["a", 60, "CN"],
        ["b", 40, "US"],
      ],
    },
    isQuiet: {
      bought: [
        ["a", 40, "CN"],
        ["b", 30, "US"],
        ["c", 30, "KR"],
      ],
    },
  },
  "ndaa-154": {
    fires: viaMaker(0.01, maker("listed", "CN", { lists: ["ndaa-154"] })),
    isQuiet: viaMaker(0.9, maker("other", "CN", { lists: ["1260h"] })),
  },
  "chinese-military-companies": {
    fires: {
      bought: [
        ["listed", 1],
        ["a", 99],
      ],
      suppliers: [maker("listed", "CN", { lists: ["1260h"] })],
    },
    isQuiet: viaMaker(0.5, maker("listed", "CN", { lists: ["1260h"] })),
  },
  "foreign-entity-advanced": {
    fires: viaMaker(0.05, maker("cn", "CN")),
    isQuiet: viaMaker(0.04, maker("cn", "CN")),
  },
  "material-assistance-2026": {
    fires: viaMaker(0.46, maker("cn", "CN")),
    isQuiet: viaMaker(0.45, maker("cn", "CN")),
  },
  "component-assistance-2026": {
    fires: viaMaker(0.41, maker("cn", "CN")),
    isQuiet: viaMaker(0.4, maker("cn", "CN")),
  },
  "foreign-influenced": {
    fires: { bought: [["us", 100, "US"]], suppliers: [heldBy(2.5), maker("cn", "CN"), maker("home", "US")] },
    isQuiet: { bought: [["us", 100, "US"]], suppliers: [heldBy(2), maker("cn", "CN"), maker("home", "US")] },
  },
  "foreign-inverters": {
    fires: {
      bought: [
        ["a", 1, "CN", "inverter"],
        ["b", 99, "CN"],
      ],
      suppliers: known,
    },
    isQuiet: {
      bought: [
        ["a", 1, "US", "inverter"],
        ["b", 99, "CN"],
      ],
      suppliers: known,
    },
  },
};

describe("a recipe of the cookbook", () => {
  it("is there for each world, and a world for each recipe", () => {
    expect(recipes.map(({ document }) => document.id)).toEqual(Object.keys(worlds));
  });

  it.each(recipes)("$title: is a rule, alerts, and does not where it need not", ({ document }) => {
    const policy = policyWith(document);
    const { fires, isQuiet } = worlds[document.id] ?? {};
    if (fires === undefined || isQuiet === undefined) throw new Error(`no world tries ${document.id}`);
    expect(["warning", "critical"]).toContain(levelIn(fires, policy));
    expect(levelIn(isQuiet, policy)).toBe("none");
  });

  it.each(recipes)(
    "$title: comes with a test to copy, which passes and sees it alert and end",
    ({ document, test }) => {
      const file = { policy: "ai", tests: [test] };
      expect(test).toMatchObject({ rule: document.id });
      expect(runPolicyTests("ai.test.json", file, new Map([["ai", policyWith(document)]]))).toEqual([]);
      const expected = JSON.stringify(test);
      for (const event of ["nothing", "raised ", "resolved"])
        expect(expected).toContain(`"expect":"${event}`);
    },
  );

  it.each(recipes)("$title: says what it can and cannot tell", ({ text }) => {
    expect(text).toContain("*It can tell*");
    expect(text).toContain("*It cannot tell*");
  });

  it.runIf(["ai", "defense"].every(isAsShipped))("is the shipped rule where it has its id", async () => {
    const shipped = new Map(
      ["defense", "ai"].flatMap((sector) => {
        const { rules } = JSON.parse(readFileSync(`policies/${sector}.json`, "utf8")) as Policy;
        return rules.map((rule) => [rule.id as string, rule] as const);
      }),
    );
    const renewed = PAGE.replaceAll(/```json\n([^`]*)```/g, (block, json: string) => {
      const rule = shipped.get((JSON.parse(json) as { id: string }).id);
      return rule === undefined ? block : `\`\`\`json\n${shown(rule)}\n\`\`\``;
    });
    await expect(renewed).toMatchFileSnapshot("../../../docs/cookbook.md");
  });
});

/** The worst level that the only rule of a policy finds. */
function levelIn(
  { bought, before = [], suppliers = [], links = [] }: World,
  policy: Policy,
): Level | undefined {
  const yearBefore = windowEnding("2025-07-31", 365);
  const rows = suppliersOf(...suppliers);
  const { observations } = assessed({
    policy,
    listings: listingsOf(rows, shippedLists),
    fold: foldOf(positionsOf(bought, "2026-07-15")),
    foldsBefore: new Map([[365, foldOf(positionsOf(before, "2025-07-15"), 0, yearBefore)]]),
    suppliers: rows,
    links: new Map(
      [...Map.groupBy(links, ([supplierId]) => supplierId)].map(([supplierId, some]) => [
        supplierId,
        some.map(([, upstreamId, share]) => ({
          ...{ supplierId, input: "cells", upstreamId, share },
          ...{ originCountry: null, source: AS_OF },
        })),
      ]),
    ),
  });
  const levels = observations.flatMap(levelFound);
  return levels.at(0);
}

function levelFound({ rule, observed }: Observation): Level[] {
  return observed === null ? [] : [levelOf(rule, observed)];
}

function positionsOf(bought: Bought[], date: string) {
  return bought.map(([supplierId, dollars, originCountry = "US", item = "bess"], at) =>
    positionOf({ positionId: `P-${at}`, supplierId, exposure: dollars * 100, originCountry, item, date }),
  );
}

/** A rule as the cookbook shows it: a field on each line. */
function shown(rule: object): string {
  const fields = Object.entries(rule).map(([name, value]) => {
    const text = JSON.stringify(value, null, 1).replaceAll(/\n\s*/g, " ");
    return `  ${JSON.stringify(name)}: ${text.replaceAll("[ ", "[").replaceAll(" ]", "]")}`;
  });
  return `{\n${fields.join(",\n")}\n}`;
}
