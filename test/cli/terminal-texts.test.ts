import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { eventLine, WIDTH } from "../../cli/backtest/text.ts";
import { alertLines, besideLimit } from "../../cli/text/alerts.ts";
import { historyLines } from "../../cli/text/history.ts";
import type { HistoryRecord } from "../../shared/alerts/history.ts";
import type { SentEvent } from "../../shared/backtest/summary.ts";
import type { Measure } from "../../shared/policy/measure.ts";
import { ruleIn } from "../../shared/policy/policies.ts";
import { defaultWording } from "../../shared/policy/wording.ts";
import { policyOf, ruleOf } from "../support/builders.ts";
import { samplePolicies } from "../support/sample-policies.ts";

const fewest = ruleOf({
  id: "effective-owners",
  title: "Effective number of owners",
  measure: { kind: "effective", facet: "owner" },
  below: { warning: 3 },
});
const sent: SentEvent = {
  rule: "effective-owners",
  group: null,
  event: "raised",
  level: "warning",
  observed: { lower: 2.5, upper: 2.5 },
  limit: 3,
  reason: "crossed a limit",
};

function line(event: SentEvent, rule = fewest): string {
  return stripVTControlCharacters(eventLine(event, policyOf({ rules: [rule] })));
}

describe("a value on a terminal", () => {
  const measure: Measure = { kind: "look-through", of: { countries: ["CN"] } };
  it.each([
    ["a limit", ruleOf(), 0.3, 0.25, "30.0 %, limit 25 %"],
    ["a minimum", fewest, 2.5, 3, "2.5, minimum 3"],
    [
      "a limit that must not be reached",
      ruleOf({ measure, above: { critical: 0.05, atLimit: true }, margin: 0.01 }),
      0.05,
      0.05,
      "5.0 %, to stay under 5 %",
    ],
  ] as const)("stands beside %s as what it is", (_sentence, rule, value, limit, told) => {
    expect(besideLimit(rule, { lower: value, upper: value }, limit)).toBe(told);
  });
});

describe("an event of a backtest", () => {
  it("has the title and the id of its rule, and a minimum where it has one", () => {
    expect(line(sent)).toBe(
      "raised     warning   Effective number of owners [effective-owners]  2.5, minimum 3",
    );
  });

  it("has an item by its title and code, and by its code alone where there is no room for both", () => {
    const rule = { ...fewest, title: "Few owners", by: "item" as const };
    const named = (title: string) => {
      const wording = { ...defaultWording, items: new Map([["850760", title]]) };
      const policy = { ...policyOf({ rules: [rule] }), wording };
      return stripVTControlCharacters(eventLine({ ...sent, group: "850760" }, policy));
    };
    expect(named("cells")).toContain("Few owners (cells, 850760) [effective-owners]");
    expect(named("c".repeat(40))).toContain("Few owners (850760) [effective-owners]");
  });

  it("loses of its title before it loses its item", () => {
    const rule = { ...fewest, by: "item" as const };
    const told = line({ ...sent, group: "850760" }, rule);
    expect(told).toBe(
      "raised     warning   Effective number of… (850760) [effective-owners]  2.5, minimum 3",
    );
  });

  it("loses of its title before it loses its id or a figure", () => {
    const rule = { ...fewest, id: "a".repeat(40), title: "t".repeat(60) };
    const told = line({ ...sent, rule: rule.id }, rule);
    expect(told.endsWith(`t… [${rule.id}]  2.5, minimum 3`)).toBe(true);
    expect(told.length).toBeLessThanOrEqual(WIDTH);
  });
});

describe("an alert on a terminal", () => {
  const rule = ruleIn(samplePolicies, "ai", "china-origin");
  const status = {
    level: "critical",
    limit: 0.65,
    observed: null,
    observedAsOf: null,
    isWithheld: false,
    lastKnown: null,
    since: null,
    silencedUntil: null,
    acknowledged: null,
    isFirstLook: false,
  } as const;

  it("has the title and the id of its rule, and its group", () => {
    const alert = {
      ...status,
      rule: rule?.id ?? "",
      group: "bess\u0007",
      event: "raised",
      reason: "",
    } as const;
    const [told] = alertLines("ai", [alert], samplePolicies);
    expect(stripVTControlCharacters(told ?? "")).toContain(`${rule?.title} (bess) [${rule?.id}]`);
  });

  it("is known by its id when its rule has left the policy", () => {
    const alert = { ...status, rule: "gone", group: null, event: "resolved", reason: "" } as const;
    const [told] = alertLines("ai", [alert], samplePolicies);
    expect(stripVTControlCharacters(told ?? "")).toMatch(/^critical {2}gone /);
  });

  it.each([
    [
      { observed: { lower: 0.8, upper: 0.8 }, asOf: "2026-07-24" },
      "80.0 %, limit 65 % (last known, as of 2026-07-24; 3.0 % in incomplete data)",
    ],
    [null, "3.0 % in incomplete data, limit 65 %"],
  ])(
    "never shows a value of incomplete data as if its level came from it (last known: %j)",
    (lastKnown, value) => {
      const observed = { lower: 0.03, upper: 0.03 };
      const held = { ...status, observed, observedAsOf: "2026-07-31", isWithheld: true, lastKnown };
      const alert = { ...held, rule: rule?.id ?? "", group: null, event: null, reason: "" };
      const [told] = alertLines("ai", [alert], samplePolicies, { decided: "2026-07-31" });
      expect(stripVTControlCharacters(told ?? "")).toContain(`  ${value}  `);
    },
  );

  it("has both in its history too", () => {
    const record: HistoryRecord = {
      asOf: "2026-07-31",
      at: "2026-07-31T06:00:00.000Z",
      rule: rule?.id ?? "",
      group: null,
      event: "raised",
      level: "critical",
      observed: { lower: 0.7, upper: 0.7 },
      limit: 0.65,
      reason: "crossed a limit",
      published: true,
      silence: null,
      by: null,
    };
    const told = historyLines({ sector: "ai", events: [record] }, samplePolicies, null).map(
      stripVTControlCharacters,
    );
    expect(told[1]).toBe(`  ${rule?.title} [${rule?.id}]`);
    expect(told[2]).toContain("70.0 %, limit 65 %");
  });

  it("names the place in the command for what cannot be read of it", () => {
    const lost = { sector: "ai", events: [], unreadable: { count: 1, first: [] } };
    const place = { dir: "my data", policies: "rules" };
    expect(historyLines(lost, samplePolicies, place).join("\n")).toContain(
      "see npx chokepoint list unreadable --dir 'my data' --policies rules",
    );
  });
});
