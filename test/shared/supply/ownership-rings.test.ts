import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { resolveOwnership } from "../../../shared/supply/ownership.ts";
import type { Supplier, Suppliers } from "../../../shared/supply/supplier.ts";
import { withParents } from "../../../shared/supply/with-parents.ts";
import { suppliersArbitrary, suppliersOf } from "../../support/builders.ts";
import { supplierOf } from "../../support/samples.ts";

/** Suppliers of which each is wholly owned by the next one named: `a>b` is `a`, owned by `b`. */
function owned(...arrows: string[]): Suppliers {
  const rows = arrows.map((arrow): Supplier => {
    const [supplierId = "", parentId = null] = arrow.split(">");
    return supplierOf({ supplierId, parentId, parentStake: 1, lists: [`list-of-${supplierId}`] });
  });
  return suppliersOf(...rows);
}

describe("suppliers that own each other", () => {
  it.each([
    ["one that owns itself", owned("a>a"), "a", [["a"]]],
    ["a ring of two", owned("a>b", "b>a"), "a", [["a", "b"]]],
    ["a ring of three", owned("a>b", "b>c", "c>a"), "b", [["a", "b", "c"]]],
    ["one that leads into a ring", owned("x>a", "a>b", "b>a"), "x", [["a", "b"]]],
    ["a chain that leads into one that owns itself", owned("x>y", "y>a", "a>a"), "x", [["a"]]],
  ])("%s: the owner is unknown and the ring is reported", (_sentence, suppliers, asked, rings) => {
    const ownership = resolveOwnership(suppliers, 0.5);
    expect(ownership.affiliationOf(asked)).toMatchObject({ owner: null, control: null });
    expect(ownership.cycles()).toEqual(rings);
  });

  it("are reported once, however often they are met", () => {
    const ownership = resolveOwnership(owned("x>a", "y>b", "a>b", "b>a"), 0.5);
    for (const id of ["x", "y", "a", "b", "x"]) ownership.affiliationOf(id);
    expect(ownership.cycles()).toEqual([["a", "b"]]);
  });

  it("are not reported before they are met", () => {
    const ownership = resolveOwnership(owned("x", "a>b", "b>a"), 0.5);
    ownership.affiliationOf("x");
    expect(ownership.cycles()).toEqual([]);
  });

  it("are no ring below the controlling stake", () => {
    const rows = [
      supplierOf({ supplierId: "a", parentId: "b", parentStake: 0.3 }),
      supplierOf({ supplierId: "b", parentId: "a", parentStake: 0.3 }),
    ];
    const ownership = resolveOwnership(suppliersOf(...rows), 0.5);
    expect(ownership.affiliationOf("a").owner).toBe("a");
    expect(ownership.cycles()).toEqual([]);
  });

  it("stand on all lists of the ring, and hand them to whom they own", () => {
    const ownership = resolveOwnership(owned("x>a", "a>b", "b>a"), 0.5);
    expect(ownership.affiliationOf("a").lists).toEqual(new Set(["list-of-a", "list-of-b"]));
    expect(ownership.affiliationOf("x").lists).toEqual(new Set(["list-of-x", "list-of-a", "list-of-b"]));
  });

  it("do not make withParents hang", () => {
    expect(withParents(["x"], owned("x>a", "a>b", "b>a")).map(({ supplierId }) => supplierId)).toEqual([
      "a",
      "b",
      "x",
    ]);
  });

  it("are the same rings in the same order whoever is asked for first", () => {
    fc.assert(
      fc.property(suppliersArbitrary, (suppliers) => {
        const ids = [...suppliers.keys()];
        expect(ringsMet(suppliers, ids.toReversed())).toEqual(ringsMet(suppliers, ids));
      }),
    );
  });

  it("have no owner, and their country of control is unknown", () => {
    fc.assert(
      fc.property(suppliersArbitrary, (suppliers) => {
        const ownership = resolveOwnership(suppliers, 0.5);
        for (const id of suppliers.keys()) ownership.affiliationOf(id);
        for (const member of ownership.cycles().flat()) {
          expect(ownership.affiliationOf(member)).toMatchObject({ owner: null, control: null });
        }
      }),
    );
  });
});

function ringsMet(suppliers: Suppliers, ids: string[]): string[][] {
  const ownership = resolveOwnership(suppliers, 0.5);
  for (const id of ids) ownership.affiliationOf(id);
  return ownership.cycles();
}
