import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Affiliation } from "../../../shared/supply/affiliation.ts";
import { resolveOwnership } from "../../../shared/supply/ownership.ts";
import type { Supplier } from "../../../shared/supply/supplier.ts";
import { withParents } from "../../../shared/supply/with-parents.ts";
import { suppliersArbitrary, suppliersOf } from "../../support/builders.ts";
import { supplierOf } from "../../support/samples.ts";

const maker = supplierOf({ supplierId: "maker", country: "US", parentId: "group", parentStake: 0.5 });
const group = supplierOf({ supplierId: "group", country: "CN" });

function affiliation(supplierId: string, rows: Supplier[], controlStake = 0.5): Affiliation {
  return resolveOwnership(suppliersOf(...rows), controlStake).affiliationOf(supplierId);
}

describe("a supplier's owner", () => {
  it.each([
    ["is itself without a parent", [{ ...maker, parentId: null }], "maker", "US"],
    ["is its parent at exactly the controlling stake", [maker, group], "group", "CN"],
    ["is its parent above the controlling stake", [{ ...maker, parentStake: 1 }, group], "group", "CN"],
    ["is itself below the controlling stake", [{ ...maker, parentStake: 0.49 }, group], "maker", "US"],
    ["is itself when the parent holds nothing", [{ ...maker, parentStake: 0 }, group], "maker", "US"],
    ["is unknown when the stake is unknown", [{ ...maker, parentStake: null }, group], null, null],
    ["is unknown when the parent has no row", [maker], null, null],
    ["is unknown without a row of its own", [group], null, null],
    ["has an unknown country when its row has none", [maker, { ...group, country: null }], "group", null],
  ])("%s", (_sentence, rows, owner, control) => {
    expect(affiliation("maker", rows)).toMatchObject({ owner, control });
  });

  it("is the end of the chain, not the next link", () => {
    const holding = supplierOf({ supplierId: "holding", country: "HK" });
    const middle = { ...group, parentId: "holding", parentStake: 0.6 };
    expect(affiliation("maker", [maker, middle, holding])).toMatchObject({ owner: "holding", control: "HK" });
  });

  it("is where the chain stops: at the last link that is controlled", () => {
    const holding = supplierOf({ supplierId: "holding", country: "HK" });
    const middle = { ...group, parentId: "holding", parentStake: 0.4 };
    expect(affiliation("maker", [maker, middle, holding])).toMatchObject({ owner: "group", control: "CN" });
  });

  it("depends on the controlling stake of the policy", () => {
    const quarter = { ...maker, parentStake: 0.25 };
    expect(affiliation("maker", [quarter, group], 0.25).owner).toBe("group");
    expect(affiliation("maker", [quarter, group], 0.5).owner).toBe("maker");
  });
});

describe("restricted lists", () => {
  it("are inherited along the chain of control, and not downwards", () => {
    const rows = [
      { ...maker, lists: ["a"] },
      { ...group, lists: ["b"], parentId: "holding", parentStake: 1 },
      supplierOf({ supplierId: "holding", lists: ["c", "b"] }),
    ];
    expect([...affiliation("maker", rows).lists].sort()).toEqual(["a", "b", "c"]);
    expect([...affiliation("group", rows).lists].sort()).toEqual(["b", "c"]);
    expect([...affiliation("holding", rows).lists].sort()).toEqual(["b", "c"]);
  });

  it("are not inherited from a parent that does not control", () => {
    const rows = [
      { ...maker, parentStake: 0.49 },
      { ...group, lists: ["b"] },
    ];
    expect(affiliation("maker", rows).lists).toEqual(new Set());
  });

  it("of its own stay known when the owner is unknown", () => {
    expect(affiliation("maker", [{ ...maker, lists: ["a"] }])).toMatchObject({
      owner: null,
      control: null,
      lists: new Set(["a"]),
    });
  });
});

describe("long chains", () => {
  it("of 50,000 suppliers resolve to their end", () => {
    const rows = chain(50_000);
    const ownership = resolveOwnership(suppliersOf(...rows), 0.5);
    expect(ownership.affiliationOf("c0")).toMatchObject({ owner: "c49999", control: "CN" });
    expect(ownership.affiliationOf("c25000").owner).toBe("c49999");
  });

  it("are each walked once, so that asking for every member stays fast", () => {
    const rows = chain(50_000);
    const ownership = resolveOwnership(suppliersOf(...rows), 0.5);
    const owners = rows.map(({ supplierId }) => ownership.affiliationOf(supplierId).owner);
    expect(new Set(owners)).toEqual(new Set(["c49999"]));
  });
});

describe("affiliation", () => {
  it("does not depend on the order in which suppliers are asked for", () => {
    const cases = suppliersArbitrary.chain((suppliers) =>
      fc.record({
        suppliers: fc.constant(suppliers),
        order: fc.shuffledSubarray([...suppliers.keys()], { minLength: suppliers.size }),
      }),
    );
    fc.assert(
      fc.property(cases, ({ suppliers, order }) => {
        const shared = resolveOwnership(suppliers, 0.5);
        for (const id of order) {
          expect(shared.affiliationOf(id)).toEqual(resolveOwnership(suppliers, 0.5).affiliationOf(id));
        }
      }),
    );
  });

  it("does not change when asked for again", () => {
    fc.assert(
      fc.property(suppliersArbitrary, (suppliers) => {
        const ownership = resolveOwnership(suppliers, 0.5);
        const ask = () => [...suppliers.keys()].map((id) => ownership.affiliationOf(id));
        expect(ask()).toEqual(ask());
      }),
    );
  });

  it("holds every list that the supplier itself stands on", () => {
    fc.assert(
      fc.property(suppliersArbitrary, (suppliers) => {
        const ownership = resolveOwnership(suppliers, 0.5);
        for (const { supplierId, lists } of suppliers.values()) {
          const known = ownership.affiliationOf(supplierId).lists;
          expect(lists.every((list) => known.has(list))).toBe(true);
        }
      }),
    );
  });
});

describe("withParents", () => {
  it("holds the suppliers asked for and everyone above them, whatever the stake, by id", () => {
    const rows = suppliersOf(group, { ...maker, parentStake: 0 }, supplierOf({ supplierId: "other" }));
    expect(withParents(["maker", "ghost"], rows).map(({ supplierId }) => supplierId)).toEqual([
      "group",
      "maker",
    ]);
  });
});

function chain(length: number): Supplier[] {
  return Array.from({ length }, (_, index) =>
    index === length - 1
      ? supplierOf({ supplierId: `c${index}`, country: "CN" })
      : supplierOf({ supplierId: `c${index}`, parentId: `c${index + 1}`, parentStake: 1 }),
  );
}
