import { describe, expect, it } from "vitest";
import { isInForce } from "../../../shared/policy/level.ts";
import { limitsOf } from "../../../shared/policy/limits.ts";
import { shippedLists } from "../../../shared/policy/restricted-lists.ts";
import type { Rule } from "../../../shared/policy/rule.ts";
import { isAsShipped, shipped } from "../../support/shipped-policies.ts";

function rulesOf(sector: string): Rule[] {
  return shipped.get(sector)?.rules ?? [];
}

/** The rules of a family that may page as of a day, each with its limits. */
function inForce(sector: string, family: string, asOf: string) {
  return rulesOf(sector)
    .filter((rule) => rule.id.startsWith(family) && isInForce(rule, asOf))
    .map((rule) => [rule.id, limitsOf(rule).limits.critical]);
}

describe.runIf(isAsShipped("ai"))("the material assistance of a day", () => {
  it.each([
    ["2025-12-31", null, null],
    ["2026-01-01", "2026", 0.45],
    ["2026-12-31", "2026", 0.45],
    ["2027-01-01", "2027", 0.4],
    ["2028-01-01", "2028", 0.35],
    ["2029-01-01", "2029", 0.3],
    ["2029-12-31", "2029", 0.3],
    ["2030-01-01", "after-2029", 0.25],
    ["2040-01-01", "after-2029", 0.25],
  ])("as of %s is that of one year: %s", (asOf, year, most) => {
    const expected = year === null ? [] : [[`material-assistance-${year}`, most]];
    expect(inForce("ai", "material-assistance-", asOf)).toEqual(expected);
  });
});

describe.runIf(isAsShipped("defense"))("10 USC 4865", () => {
  it.each([
    ["2027-12-31", null],
    ["2028-01-01", "advanced"],
    ["2028-12-31", "advanced"],
    ["2029-01-01", "standard"],
    ["2031-01-29", "standard"],
    ["2031-01-30", "existing"],
  ])("as of %s is looked after by one rule: %s", (asOf, which) => {
    const expected = which === null ? [] : [[`foreign-entity-${which}`, 0.05]];
    expect(inForce("defense", "foreign-entity-", asOf)).toEqual(expected);
  });

  it("counts a holding of 25 % as control, and reaching 5 % as too much", () => {
    const rules = rulesOf("defense").filter(({ id }) => id.startsWith("foreign-entity-"));
    expect(rules.map(({ controlStake, above }) => [controlStake, above?.atLimit])).toEqual([
      [0.25, true],
      [0.25, true],
      [0.25, true],
    ]);
  });
});

// A rule of one's own may say of itself what it likes.
const all = [...shipped.values()]
  .filter(({ sector }) => isAsShipped(sector))
  .flatMap(({ sector, rules }) => rules.map((rule) => [`${sector}, ${rule.id}`, rule] as const));

const ofSource = (part: RegExp) => all.filter(([, { source }]) => part.test(source));

it.each(all.filter(([, { id }]) => /^(material-assistance|foreign-entity)-/.test(id)))(
  "%s, whose law is about what is inside, looks through the tiers and says what that stands for",
  (_name, { measure, why }) => {
    expect(measure.kind).toBe("look-through");
    expect(why).toContain("indicator");
  },
);

it.each(all)(
  "%s is quiet about what is only possible where unknown inputs or holders raise it",
  (_name, rule) => {
    const isQuiet = ["look-through", "loss", "influenced"].includes(rule.measure.kind);
    expect(rule.possible).toBe(isQuiet ? "quiet" : undefined);
  },
);

it.runIf(isAsShipped("ai"))(
  "foreign influence is 25 % by one and 40 % together, and says what it stands for",
  () => {
    const rule = rulesOf("ai").find(({ id }) => id === "foreign-influenced");
    expect(rule).toMatchObject({ measure: { single: 0.25, together: 0.4 }, effectiveFrom: "2028-01-01" });
    for (const said of ["indicator", "secondary sources", "debt", "2027-07-04"])
      expect(rule?.why).toContain(said);
  },
);

it.each(ofSource(/^Regulation|Merger|CEPII/))("%s says that its limit is a yardstick here", (_name, rule) => {
  expect(`${rule.why} ${rule.source}`).toContain("yardstick");
});

it.each(ofSource(/2024\/1252/))("%s says what the EU's 65 %% is", (_name, { why }) => {
  expect(why).toMatch(/EU's benchmark for 2030/);
  expect(why).toContain("strategic raw material");
});

it.each([
  ["1260h", "CATL", "2025-01-07"],
  ["1260h", "BYD", "2026-06-08"],
  ["1260h", "CALB", "2026-06-08"],
  ["1260h", "EVE", "2026-06-08"],
  ["1260h", "Gotion", undefined],
  ["ndaa-154", "Gotion", "2027-10-01"],
  ["ndaa-154", "CALB", undefined],
])("the list %s names %s since %s", (list, alias, since) => {
  const found = shippedLists.entries.find((one) => one.list === list && one.names.includes(alias));
  expect(found?.from).toBe(since);
});
