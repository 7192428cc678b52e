import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attributeCauses } from "../../../shared/attribution/cause-attribution.ts";
import { causedChanges } from "../../../shared/attribution/caused.ts";
import type { Evidence } from "../../../shared/attribution/evidence.ts";
import { listChange } from "../../../shared/attribution/list-change.ts";
import { listingsOf } from "../../../shared/policy/listings.ts";
import type { RestrictedLists } from "../../../shared/policy/restricted-lists.ts";
import type { FoldedPosition } from "../../../shared/supply/fold-positions.ts";
import { asMinor, toUnit } from "../../../shared/values/exposure.ts";
import { entryOf, policyOf, ruleOf, suppliersOf } from "../../support/builders.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";
import {
  assessedIn,
  basisIn,
  foldIn,
  recordOf,
  type SupplyState,
  supplyNow,
  yearOf,
} from "../../support/supply-states.ts";

const THEN = "2026-07-24";
const NOW = "2026-08-20";
const IMPORT = "0msa0uhs0-00000a";
const IDS = ["a", "b", "c", "d"];

const policy = policyOf({
  rules: [
    ruleOf({ id: "listed", measure: { kind: "share", of: { list: "1260h" } }, above: { critical: 0 } }),
  ],
});
const [rule = ruleOf()] = policy.rules;
const makers = IDS.map((supplierId) =>
  supplierOf({ supplierId, name: supplierId, country: "CN", lists: [] }),
);

/** What `supplierId` sold, in USD, brought by an import since or long ago. */
const sold = (supplierId: string, usd: number, importId: string | null): FoldedPosition => ({
  ...positionOf({ supplierId, exposure: usd * 100, date: null }),
  importId,
});

function evidenceOf(
  then: SupplyState,
  now: SupplyState,
  listsThen: RestrictedLists,
  listsNow: RestrictedLists,
) {
  const listingsThen = listingsOf(suppliersOf(...then.suppliers), listsThen);
  const listings = listingsOf(suppliersOf(...now.suppliers), listsNow);
  const { assessment } = assessedIn(then, THEN, policy, listingsThen);
  const evidence: Evidence = {
    policy,
    assessment,
    basis: basisIn(then, THEN, { policy, listings: listingsThen }),
    fold: foldIn(yearOf(NOW), now.positions),
    foldThen: foldIn({ ...yearOf(THEN), comparedWith: yearOf(NOW) }, now.positions),
    listings,
    asOf: NOW,
    windowDays: 365,
    windowEnd: NOW,
    supply: supplyNow(now, IMPORT),
    records: [recordOf(IMPORT, [null])],
  };
  return { evidence, found: assessedIn(now, NOW, policy, listings).assessment };
}

/** How much each kind of cause moved the share on the list. */
function partsOf(...world: Parameters<typeof evidenceOf>) {
  const { evidence, found } = evidenceOf(...world);
  const [was, is] = [evidence.assessment.rules[0], found.rules[0]];
  if (was?.contributions == null || is?.contributions == null) throw new Error("nothing was found");
  const bounds = { before: was.contributions, after: is.contributions };
  const inUnit = (exposure: number) => toUnit(asMinor(exposure), "USD");
  const caused = causedChanges(evidence, { rule, group: null }, "lower", bounds, inUnit);
  if (caused === null) throw new Error("nothing explains it");
  const [before, after] = [was.observed?.lower ?? 0, is.observed?.lower ?? 0];
  const { moves, rest } = attributeCauses(
    rule.measure,
    "lower",
    { value: before, contributions: bounds.before },
    { value: after, contributions: bounds.after },
    caused,
  );
  const of = (kind: string) => moves.find(({ cause }) => cause.kind === kind)?.delta ?? 0;
  return { lists: of("lists"), import: of("import"), supply: of("supply"), rest, total: after - before };
}

const USD = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 4, maxLength: 4 });
const entryArbitrary = fc
  .record({
    at: fc.integer({ min: 0, max: 3 }),
    from: fc.constantFrom(null, "2026-07-01", "2026-08-01"),
    to: fc.constantFrom(null, "2026-08-10", "2026-09-01"),
  })
  .map(({ at, from, to }) => ({ id: IDS[at] ?? "a", from, to }));
const entriesArbitrary = fc.uniqueArray(entryArbitrary, { selector: ({ id }) => id });

const listsOf = (entries: { id: string; from: string | null; to: string | null }[]): RestrictedLists => ({
  lists: new Map(),
  entries: entries.map(({ id, from, to }) =>
    entryOf({ entity: `${id} Holding`, names: [], suppliers: [id], from, to }),
  ),
});

describe("what a list moved", () => {
  it("is what a plain calculation says, apart from what was bought; the parts add up to the whole", () => {
    fc.assert(
      fc.property(USD, USD, entriesArbitrary, entriesArbitrary, (were, more, entriesThen, entriesNow) => {
        const old = IDS.map((id, at) => sold(id, were[at] ?? 0, null));
        const bought = IDS.map((id, at) => ({ ...sold(id, more[at] ?? 0, IMPORT), positionId: `new-${id}` }));
        const then = { positions: old, suppliers: makers, links: [] };
        const now = { positions: [...old, ...bought], suppliers: makers, links: [] };
        const parts = partsOf(then, now, listsOf(entriesThen), listsOf(entriesNow));

        const isOn = (entries: typeof entriesThen, day: string, id: string) =>
          entries.some((one) => one.id === id && (one.from ?? "") <= day && day < (one.to ?? "9999"));
        const sum = (amounts: number[]) => amounts.reduce((total, one) => total + one, 0);
        const [first, last] = [sum(were), sum(were) + sum(more)];
        // All exposure grows along a straight line, so one dollar moves the share by the mean of 1 / total.
        const meanShareOfOne = Math.log(last / first) / (last - first);
        const relisted = sum(
          IDS.map((id, at) => {
            const change = Number(isOn(entriesNow, NOW, id)) - Number(isOn(entriesThen, THEN, id));
            return change * (were[at] ?? 0);
          }),
        );
        expect(parts.lists).toBeCloseTo(relisted * meanShareOfOne, 6);
        expect(parts.supply).toBe(0);
        expect(parts.lists + parts.import + parts.supply + parts.rest).toBeCloseTo(parts.total, 9);
        expect(parts.rest).toBeCloseTo(0, 6);
      }),
    );
  });

  const positions = [sold("a", 300, null), sold("b", 100, null)];
  const state = { positions, suppliers: makers, links: [] };
  const NONE = listsOf([]);
  const onAugust = listsOf([{ id: "a", from: "2026-08-01", to: null }]);

  it("is the whole change when nothing was bought: by the calendar, or by another list", () => {
    const all = { lists: expect.closeTo(0.75, 9), import: 0, supply: 0, total: 0.75 };
    expect(partsOf(state, state, onAugust, onAugust)).toMatchObject(all);
    expect(partsOf(state, state, NONE, onAugust)).toMatchObject(all);
  });

  it("is nothing when the row of the supplier was edited: that is told as the edit", () => {
    const marked = makers.map((row) => (row.supplierId === "a" ? { ...row, lists: ["1260h"] } : row));
    const edited = { ...state, suppliers: marked };
    expect(partsOf(state, edited, NONE, NONE)).toMatchObject({
      lists: 0,
      supply: expect.closeTo(0.75, 9),
      total: 0.75,
    });
  });

  it("is told for a state of an earlier version, which took the lists of the rows", () => {
    const { evidence } = evidenceOf(state, state, NONE, onAugust);
    const { listings: _, ...older } = evidence.basis;
    expect(listChange(rule, { ...evidence, basis: older })?.moves).toEqual([{ supplierId: "a", isOn: true }]);
  });

  it("names who came and who went, in the order of ids", () => {
    const before = listsOf([
      { id: "b", from: null, to: "2026-08-10" },
      { id: "a", from: "2026-08-01", to: null },
      { id: "c", from: null, to: null },
    ]);
    expect(listChange(rule, evidenceOf(state, state, before, before).evidence)).toMatchObject({
      list: "1260h",
      moves: [
        { supplierId: "a", isOn: true },
        { supplierId: "b", isOn: false },
      ],
    });
    expect(listChange(ruleOf(), evidenceOf(state, state, before, before).evidence)).toBeNull();
  });
});
