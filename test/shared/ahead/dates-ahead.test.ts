import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DateAhead } from "../../../shared/ahead/date-ahead.ts";
import { type AheadInput, datesAhead } from "../../../shared/ahead/dates-ahead.ts";
import { silencesInForce } from "../../../shared/alerts/silence.ts";
import { isStale } from "../../../shared/assessment/staleness.ts";
import { isInForce, isOver } from "../../../shared/policy/level.ts";
import { dateAheadLine } from "../../../shared/text/date-ahead.ts";
import { addDays } from "../../../shared/values/day.ts";
import { AS_OF, policyOf, ruleOf } from "../../support/builders.ts";

const rule = ruleOf();
const silence = { rule: null, group: null, until: "2026-08-05", by: "Ann" };
const acknowledgement = { rule: "china-origin", group: "bess", until: "2026-08-06", by: "Bo" };

function input(overrides: Partial<AheadInput> = {}): AheadInput {
  const nothing = { findings: [], supply: [], newestDate: null, silences: [], acknowledgements: [] };
  return { policy: policyOf(), today: AS_OF, ...nothing, ...overrides };
}

function lines(overrides: Partial<AheadInput>): string[] {
  const given = input(overrides);
  return datesAhead(given).map((one) => dateAheadLine(one, given.policy, given.today));
}

const found = (lower: number, upper: number | null = lower) => ({
  ...{ rule: rule.id, group: null, measure: rule.measure },
  observed: { lower, upper },
});

describe("a rule that begins", () => {
  const policy = policyOf({ rules: [{ ...rule, effectiveFrom: "2026-08-01" }] });

  it.each([
    ["over its limit", [found(0.3)], ": over limit 25 % (30.0 %)"],
    ["over the critical one", [found(0.7)], ": over limit 65 % (70.0 %)"],
    ["perhaps over its limit", [found(0.2, 0.3)], ": perhaps over limit 25 % (20.0 to 30.0 %)"],
    ["inside its limits", [found(0.2)], ": inside its limits (20.0 %)"],
    ["without anything to measure", [{ ...found(0), observed: null }], ": nothing to measure"],
    ["in several groups", [{ ...found(0.3), group: "bess" }], ": over limit 25 % (30.0 %) (bess)"],
    ["that nobody has measured", [], ""],
    [
      "that measured something else the last time",
      [{ ...found(0.9), measure: { kind: "loss" as const, of: "owner" as const } }],
      "",
    ],
  ])("%s", (_, findings, told) => {
    expect(lines({ policy, findings })).toEqual([
      `1 Aug 2026, 1 day left: the rule "Made in China" [china-origin] begins${told}`,
    ]);
  });

  it("leaves out what lies below its floor", () => {
    const small = { ...found(0), observed: null, group: "ups", belowFloor: true as const };
    const tells = (...findings: NonNullable<AheadInput["findings"]>) => lines({ policy, findings });
    expect(tells(small)).toEqual(['1 Aug 2026, 1 day left: the rule "Made in China" [china-origin] begins']);
    expect(tells(small, { ...found(0.3), group: "bess" })).toEqual([
      '1 Aug 2026, 1 day left: the rule "Made in China" [china-origin] begins: over limit 25 % (30.0 %) (bess)',
    ]);
  });

  it("about change does not tell the change of today", () => {
    const change = ruleOf({
      measure: { kind: "change", of: { kind: "hhi", facet: "owner" }, days: 30 },
      above: { warning: 100 },
    });
    const findings = [{ ...found(0.9), measure: change.measure }];
    const later = policyOf({ rules: [{ ...change, effectiveFrom: "2026-08-01" }] });
    expect(lines({ policy: later, findings })).toEqual([expect.stringMatching(/begins$/)]);
  });
});

it("each other kind of date is told in a sentence", () => {
  const named = (id: string) => ({ id, name: id.toUpperCase() });
  const part = (minShare: number | null, maxShare: number | null = minShare) => ({ minShare, maxShare });
  const move = { supplier: named("acme"), holder: named("geely"), of: "equity" as const };
  const holdings = (moves: object[], owners: object[]) =>
    ({
      kind: "holdings-change",
      date: "2026-08-03",
      moves: { first: moves, all: moves.length },
      owners: { first: owners, all: owners.length },
    }) as AheadInput["supply"][number];
  expect(
    lines({
      policy: policyOf({ staleAfterDays: 40, rules: [{ ...rule, effectiveUntil: "2026-08-02" }] }),
      newestDate: "2026-07-01",
      silences: [silence, { ...silence, rule: "china-origin", group: "bess", until: "2026-08-07" }],
      acknowledgements: [acknowledgement, { ...acknowledgement, until: null }],
      supply: [
        holdings(
          [
            { ...move, before: null, after: part(0.51) },
            { ...move, before: part(0.3, null), after: part(0.4, 0.6) },
            { ...move, holder: null, before: part(null, 0.2), after: null },
          ],
          [{ supplier: named("acme"), before: named("acme"), after: named("geely") }],
        ),
        { ...holdings([{ ...move, before: part(null), after: null }], []), date: "2026-08-04" },
        holdings(
          [{ ...move, before: null, after: part(0) }],
          [{ supplier: named("acme"), before: named("geely"), after: null }],
        ),
      ],
    }),
  ).toMatchInlineSnapshot(`
    [
      "2 Aug 2026, 2 days left: the rule "Made in China" [china-origin] ends, and raises no alert any more",
      "3 Aug 2026, 3 days left: GEELY holds 51.0 % of ACME (equity), GEELY holds 40.0 to 60.0 % of ACME (equity), until then 30.0 % or more, holders who are not named no longer hold at most 20.0 % of ACME (equity); ACME belongs to GEELY, until then to itself",
      "3 Aug 2026, 3 days left: GEELY holds 0.0 % of ACME (equity); ACME belongs to nobody who is known for certain, until then to GEELY",
      "4 Aug 2026, 4 days left: GEELY no longer holds a part of ACME (equity); no owner changes by it",
      "5 Aug 2026, 5 days left: the silence of Ann over every rule ends",
      "6 Aug 2026, 6 days left: what Bo acknowledged may be reminded of again: "Made in China (bess)" [china-origin]",
      "7 Aug 2026, 7 days left: the silence of Ann over "Made in China (bess)" [china-origin] ends",
      "11 Aug 2026, 11 days left: the data is stale from then on, unless newer data than that of 1 Jul 2026 comes",
    ]
  `);
});

describe("what is told of lists", () => {
  const list = (overrides: object) =>
    ({
      ...{ kind: "list-changes", date: "2026-09-01", list: "1260h", rules: [], found: [] },
      ...{ comes: { first: [{ id: "lg", name: "LG" }], all: 1 }, goes: { first: [], all: 0 } },
      ...overrides,
    }) as AheadInput["supply"][number];

  it("says when no rule looks at it, and which one does", () => {
    const [none, one] = [list({}), list({ rules: ["china-origin"] })].map((supply) =>
      lines({ supply: [supply] }),
    );
    expect([none, one]).toMatchInlineSnapshot(`
      [
        [
          "1 Sep 2026, 32 days left: LG comes on the list "DoD section 1260H list of Chinese military companies", which no rule in force then uses",
        ],
        [
          "1 Sep 2026, 32 days left: LG comes on the list "DoD section 1260H list of Chinese military companies", which "Made in China" [china-origin] uses",
        ],
      ]
    `);
  });

  it("leaves out rules that the policy has no longer", () => {
    expect(lines({ supply: [list({ rules: ["gone"], found: [{ ...found(0.9), rule: "gone" }] })] })).toEqual([
      expect.stringMatching(/which no rule in force then uses$/),
    ]);
  });

  it("counts companies that it does not name", () => {
    const many = { first: [1, 2, 3, 4].map((id) => ({ id: `${id}`, name: `Company ${id}` })), all: 30 };
    expect(lines({ supply: [list({ comes: many })] })[0]).toContain(
      "Company 1, Company 2, Company 3 and 27 more come on",
    );
  });
});

describe("any dates", () => {
  const day = fc.integer({ min: -20, max: 400 }).map((days) => addDays(AS_OF, days));
  const optional = fc.option(day, { nil: undefined });
  const given = fc
    .record({
      rules: fc.array(fc.tuple(optional, optional), { minLength: 1, maxLength: 4 }),
      staleAfterDays: fc.integer({ min: 1, max: 60 }),
      newestDate: fc.integer({ min: 0, max: 90 }).map((days) => addDays(AS_OF, -days)),
      untils: fc.array(day, { maxLength: 3 }),
      today: fc.integer({ min: 0, max: 300 }).map((days) => addDays(AS_OF, days)),
    })
    .map(({ rules, staleAfterDays, untils, ...rest }) => {
      const dated = rules.map(([effectiveFrom, effectiveUntil], at) => ({
        ...{ ...rule, id: `rule-${at}` },
        ...(effectiveFrom !== undefined && { effectiveFrom }),
        ...(effectiveUntil !== undefined && effectiveUntil > (effectiveFrom ?? "") && { effectiveUntil }),
      }));
      const silences = untils.map((until) => ({ ...silence, until }));
      return input({ policy: policyOf({ rules: dated, staleAfterDays }), silences, ...rest });
    });

  it("lie after today, in order", () => {
    fc.assert(
      fc.property(given, (one) => {
        const dates = datesAhead(one).map(({ date }) => date);
        expect(dates).toEqual(dates.toSorted());
        expect(dates.every((date) => date > one.today)).toBe(true);
      }),
    );
  });

  it("are those of an earlier day that have not come yet", () => {
    fc.assert(
      fc.property(given, fc.nat(200), (one, days) => {
        const today = addDays(one.today, days);
        expect(datesAhead({ ...one, today })).toEqual(datesAhead(one).filter(({ date }) => date > today));
      }),
    );
  });

  it("become what they promised when they come, and not a day before", () => {
    fc.assert(
      fc.property(given, (one) => {
        for (const ahead of datesAhead(one)) {
          expect([isTrueOn(ahead, addDays(ahead.date, -1), one), isTrueOn(ahead, ahead.date, one)]).toEqual([
            false,
            true,
          ]);
        }
      }),
    );
  });

  function isTrueOn(ahead: DateAhead, date: string, { policy, newestDate, silences }: AheadInput): boolean {
    if (ahead.kind === "rule-begins") return isInForce(ahead.rule, date);
    if (ahead.kind === "rule-ends") return isOver(ahead.rule, date);
    if (ahead.kind === "data-stale") return isStale(policy, newestDate, date);
    const all = silences.map((one) => ({ ...one, id: "s", reason: "r", since: "2026-07-01T00:00:00Z" }));
    const same = all.filter(({ until }) => until === ahead.date);
    return silencesInForce(same, date).length === 0;
  }
});
