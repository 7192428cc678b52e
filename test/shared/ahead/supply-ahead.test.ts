import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SupplyAhead } from "../../../shared/ahead/supply-ahead.ts";
import { holdsOn, type ListEntry } from "../../../shared/policy/list-entry.ts";
import { listingsOf } from "../../../shared/policy/listings.ts";
import { suppliersOn } from "../../../shared/supply/holder-table.ts";
import { type Holding, holdingKinds, holdingsOn } from "../../../shared/supply/holding.ts";
import { resolveOwnership } from "../../../shared/supply/ownership.ts";
import { withParents } from "../../../shared/supply/with-parents.ts";
import { addDays } from "../../../shared/values/day.ts";
import { AS_OF, assessed, entryOf, foldOf, policyOf, ruleOf, suppliersOf } from "../../support/builders.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";

const IDS = ["a", "b", "c", "d"] as const;
const DAYS = Array.from({ length: 14 }, (_, at) => addDays(AS_OF, at - 1));
const listed = ruleOf({
  id: "listed",
  measure: { kind: "share", of: { list: "1260h" } },
  above: { critical: 0 },
});

interface World {
  holdings: Holding[];
  entries: ListEntry[];
}

const day = fc.option(fc.constantFrom(...DAYS), { nil: null });
const holding = fc.record({
  supplierId: fc.constantFrom(...IDS),
  holderId: fc.option(fc.constantFrom(...IDS), { nil: null }),
  minShare: fc.constantFrom(0.3, 0.6, null),
  maxShare: fc.constant(null),
  kind: fc.constantFrom(...holdingKinds),
  from: day,
  to: day,
  source: fc.constant(null),
});
const entry = fc
  .record({ id: fc.constantFrom(...IDS), from: day, to: day })
  .filter(({ from, to }) => from === null || to === null || from < to)
  .map(({ id, from, to }) =>
    entryOf({ entity: `${id} Inc.`, names: [], country: null, suppliers: [id], from, to }),
  );
const world: fc.Arbitrary<World> = fc.record({
  holdings: fc.uniqueArray(holding, {
    maxLength: 6,
    selector: ({ supplierId, holderId, kind, from }) => JSON.stringify([supplierId, holderId, kind, from]),
  }),
  entries: fc.array(entry, { maxLength: 4 }),
});

/** Only `a` sells. */
function aheadIn({ holdings, entries }: World): SupplyAhead[] {
  const suppliers = rowsOf(holdings);
  const restrictedLists = {
    lists: new Map([["1260h", { list: "1260h", title: "L", source: "s" }]]),
    entries,
  };
  const policy = { ...policyOf({ rules: [listed] }), restrictedLists };
  const listings = listingsOf(suppliers, restrictedLists);
  const fold = foldOf([positionOf({ supplierId: "a" })]);
  return assessed({ fold, suppliers, policy, listings }).assessment.ahead ?? [];
}

function rowsOf(holdings: readonly Holding[]) {
  return suppliersOf(
    ...IDS.map((supplierId) => {
      const own = holdings.filter((one) => one.supplierId === supplierId);
      return supplierOf({
        supplierId,
        name: `Company ${supplierId}`,
        ...(own.length > 0 && { holdings: own }),
      });
    }),
  );
}

describe("the supply of days to come", () => {
  it("has each date once, after the day of the assessment, and in order", () => {
    fc.assert(
      fc.property(world, (given) => {
        const keys = aheadIn(given).map((one) => [one.date, one.kind, "list" in one ? one.list : ""].join());
        expect(keys).toEqual([...new Set(keys)]);
        const dates = aheadIn(given).map(({ date }) => date);
        expect(dates).toEqual(dates.toSorted());
        expect(dates.every((date) => date > AS_OF)).toBe(true);
      }),
    );
  });

  it("names, for each day, exactly those whose owner is another one from that day on", () => {
    fc.assert(
      fc.property(world, (given) => {
        const ahead = aheadIn(given);
        const ownersOn = (date: string) => {
          const rows = suppliersOn(rowsOf(given.holdings), date);
          const ownership = resolveOwnership(rows, 0.5);
          return new Map(
            withParents(["a"], rows).map(({ supplierId: id }) => [id, ownership.affiliationOf(id).owner]),
          );
        };
        for (const date of DAYS.filter((one) => one > AS_OF)) {
          const [before, after] = [ownersOn(addDays(date, -1)), ownersOn(date)];
          const both = [...after.keys()].filter((id) => before.has(id));
          const changed = both.filter((id) => before.get(id) !== after.get(id)).sort();
          const told = ahead.flatMap((one) =>
            one.kind === "holdings-change" && one.date === date ? one.owners.first : [],
          );
          expect(told.map(({ supplier }) => supplier.id)).toEqual(expect.arrayContaining(changed));
          for (const { supplier, after: owner } of told) {
            const id = supplier.id ?? "";
            if (after.has(id)) expect(owner?.id ?? null).toBe(after.get(id));
          }
        }
      }),
    );
  });

  it("has become, once the day has come, what it promised of holdings", () => {
    fc.assert(
      fc.property(world, (given) => {
        for (const one of aheadIn(given)) {
          if (one.kind !== "holdings-change") continue;
          for (const { supplier, holder, of, before, after } of one.moves.first) {
            const heldOn = (date: string) =>
              holdingsOn(given.holdings, date).find(
                ({ supplierId, holderId, kind }) =>
                  supplierId === supplier.id && holderId === (holder?.id ?? null) && kind === of,
              )?.minShare;
            expect(heldOn(addDays(one.date, -1))).toBe(before?.minShare);
            expect(heldOn(one.date)).toBe(after?.minShare);
          }
        }
      }),
    );
  });

  it("tells each company that the sector reaches of the day on which it comes on a list or goes off it, and no other", () => {
    fc.assert(
      fc.property(world, (given) => {
        const ahead = aheadIn(given);
        const isOn = (id: string, date: string) =>
          given.entries.some((one) => one.suppliers.includes(id) && holdsOn(one, date));
        for (const date of DAYS.filter((one) => one > AS_OF)) {
          const reached = withParents(["a"], suppliersOn(rowsOf(given.holdings), date)).map(
            (one) => one.supplierId,
          );
          const moved = (from: string, to: string) => reached.filter((id) => isOn(id, to) && !isOn(id, from));
          const told = ahead.find((one) => one.kind === "list-changes" && one.date === date);
          const ids = (side: "comes" | "goes") =>
            told?.kind === "list-changes" ? told[side].first.map(({ id }) => id) : [];
          expect(ids("comes")).toEqual(moved(addDays(date, -1), date));
          expect(ids("goes")).toEqual(moved(date, addDays(date, -1)));
        }
      }),
    );
  });
});

describe("a list that names goods", () => {
  const goods = (item: string) =>
    entryOf({
      entity: "foreign cells",
      names: [],
      country: null,
      items: [item],
      origins: ["CN"],
      from: "2026-09-01",
    });

  it("is told where such an item is bought, with the share that its rule will find", () => {
    const [date] = aheadIn({ holdings: [], entries: [goods("bess")] });
    expect(date).toMatchObject({
      kind: "list-changes",
      date: "2026-09-01",
      comes: { first: [{ id: null, name: "foreign cells" }], all: 1 },
      rules: ["listed"],
      found: [{ rule: "listed", group: null, observed: { lower: 0, upper: 0 } }],
    });
  });

  it("is not told where none is", () => {
    expect(aheadIn({ holdings: [], entries: [goods("inverter")] })).toEqual([]);
  });
});

it("the same rows with another day to come are another assessment, with the same measures", () => {
  const of = (from: string) => {
    const suppliers = suppliersOf(supplierOf({ supplierId: "a", holdings: [heldFrom(from)] }));
    return assessed({ fold: foldOf([positionOf({ supplierId: "a" })]), suppliers }).assessment;
  };
  const [one, other] = [of("2026-09-01"), of("2026-10-01")];
  expect(one.id).not.toBe(other.id);
  expect(one.inputHash).toBe(other.inputHash);
});

function heldFrom(from: string): Holding {
  const nobody = { minShare: 0.6, maxShare: null, to: null, source: null };
  return { supplierId: "a", holderId: "b", kind: "equity", from, ...nobody };
}

it("what a list will change is not told of a group below the floor of its rule", () => {
  const restrictedLists = {
    lists: new Map([["1260h", { list: "1260h", title: "L", source: "s" }]]),
    entries: [
      entryOf({
        entity: "a Inc.",
        names: [],
        country: null,
        suppliers: ["a"],
        from: addDays(AS_OF, 9),
        to: null,
      }),
    ],
  };
  const suppliers = rowsOf([]);
  const rulesAhead = (atLeast: number) => {
    const rule = { ...listed, by: "item" as const, atLeast };
    const policy = { ...policyOf({ rules: [rule] }), restrictedLists };
    const fold = foldOf([
      positionOf({ positionId: "large", supplierId: "a", item: "bess", exposure: 1000_00 }),
      positionOf({ positionId: "small", supplierId: "a", item: "ups", exposure: 10_00 }),
    ]);
    const { ahead = [] } = assessed({
      fold,
      suppliers,
      policy,
      listings: listingsOf(suppliers, restrictedLists),
    }).assessment;
    return ahead.flatMap((one) => ("found" in one ? one.found.map(({ group }) => group) : []));
  };
  expect(rulesAhead(10)).toEqual(["bess", "ups"]);
  expect(rulesAhead(11)).toEqual(["bess"]);
});
