import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Controller, controllerOf } from "../../../shared/supply/controller.ts";
import { suppliersOn } from "../../../shared/supply/holder-table.ts";
import { type Holding, holdingsOn } from "../../../shared/supply/holding.ts";
import { controlledFrom, ownedBy, standsOn } from "../../../shared/supply/membership.ts";
import { resolveOwnership } from "../../../shared/supply/ownership.ts";
import { suppliersOf } from "../../support/builders.ts";
import { heldSuppliers, type Split, splitsOf, tenthsOf } from "../../support/holder-worlds.ts";
import { supplierOf } from "../../support/samples.ts";

function heldBy(...holdings: Holding[]): Controller {
  return controllerOf(supplierOf({ supplierId: "held", holdings }), 0.5);
}

const equity = (id: string | null, least: number | null, most: number | null) =>
  tenthsOf("held", id, [least, most]);
const votes = (id: string, least: number | null, most: number | null) =>
  tenthsOf("held", id, [least, most], "votes");
const control = (id: string, least: number | null = null, most: number | null = null) =>
  tenthsOf("held", id, [least, most], "control");

describe("who controls a supplier", () => {
  it.each<[string, Holding[], Controller]>([
    ["the largest certain holder", [equity("a", 6, 8), equity("b", 1, 4)], { kind: "parent", id: "a" }],
    ["at exactly the controlling stake, the rest unknown", [equity("a", 5, 5)], { kind: "parent", id: "a" }],
    [
      "with the largest part not told: anybody",
      [equity("a", 2, 2), equity("b", 2, 2)],
      { kind: "anybody", id: null },
    ],
    [
      "of two equal holders: neither for certain",
      [equity("a", 5, 5), equity("b", 5, 5)],
      { kind: "anybody", id: null },
    ],
    [
      "with all told and none at the stake: nobody",
      [equity("a", 4, 4), equity("b", 3, 3), equity("c", 3, 3)],
      { kind: "nobody", id: null },
    ],
    [
      "with the rest in small hands: nobody",
      [equity("a", 4, 4), equity(null, null, 0.5)],
      { kind: "nobody", id: null },
    ],
    [
      "with the rest in small hands: one holder or nobody",
      [equity("a", 4, 6), equity(null, null, 1)],
      { kind: "parent, possibly", id: "a" },
    ],
    ["by votes where votes are told", [equity("a", 9, 9), votes("b", 6, 6)], { kind: "parent", id: "b" }],
    [
      "not by debt",
      [tenthsOf("held", "a", [9, 9], "debt"), equity(null, null, 1)],
      { kind: "nobody", id: null },
    ],
    [
      "by a right to control, whatever the capital",
      [equity("a", 9, 9), control("b")],
      { kind: "parent", id: "b" },
    ],
    [
      "by one of two rights to control: it is not known whose",
      [control("a"), control("b")],
      { kind: "anybody", id: null },
    ],
    [
      "by a right to control that is not certain",
      [equity(null, null, 1), control("b", 0, 10)],
      { kind: "parent, possibly", id: "b" },
    ],
    ["by nothing that is told on this day: anybody", [], { kind: "anybody", id: null }],
  ])("%s", (_sentence, holdings, controller) => {
    expect(heldBy(...holdings)).toEqual(controller);
  });

  it("is what every world says that the holdings allow, and anybody only where worlds differ", () => {
    fc.assert(
      fc.property(heldSuppliers, fc.constantFrom(3, 5, 6), ({ named, cap, supplier }, stake) => {
        const { kind, id } = controllerOf(supplier, stake / 10);
        const worlds = new Set(splitsOf(named, cap).map((split) => largestOf(split, stake)));
        if (worlds.size === 0) return;
        if (kind === "parent") expect(worlds).toEqual(new Set([id]));
        else if (kind === "nobody") expect(worlds).toEqual(new Set(["nobody"]));
        else if (kind === "parent, possibly") expect([...worlds].sort()).toEqual([id, "nobody"].sort());
        else expect(worlds.size > 1 || worlds.has("several") || worlds.has("~1")).toBe(true);
      }),
    );
  });
});

/** Who holds most, at least the stake; a holder with a name before those without one. */
function largestOf(split: Split, stake: number): string {
  const most = Math.max(...split.values());
  if (most < stake) return "nobody";
  const first = [...split].filter(([, tenths]) => tenths === most).map(([id]) => id);
  const named = first.filter((id) => !id.startsWith("~"));
  if (named.length > 1) return "several";
  return named[0] ?? "~1";
}

describe("the holdings of a day", () => {
  const one = (from: string | null, to: string | null, least: number) => ({
    ...equity("a", least, least),
    from,
    to,
  });

  it("begin and end with their first and last day, and the one that began last counts", () => {
    const holdings = [one(null, null, 1), one("2026-01-01", "2026-06-30", 6)];
    const onDay = (day: string) => holdingsOn(holdings, day).map(({ minShare }) => minShare);
    expect(["2025-12-31", "2026-01-01", "2026-06-30", "2026-07-01"].map(onDay)).toEqual([
      [0.1],
      [0.6],
      [0.6],
      [0.1],
    ]);
  });

  it("stand instead of the parent that they name, and beside any other", () => {
    const row = supplierOf({ supplierId: "held", parentId: "a", parentStake: 0.9 });
    const suppliers = (holdings: Holding[]) => suppliersOn(suppliersOf({ ...row, holdings }), "2026-07-31");
    const controller = (holdings: Holding[]) => {
      const held = suppliers(holdings).get("held");
      return held && controllerOf(held, 0.5);
    };
    expect(controller([one("2027-01-01", null, 6)])).toEqual({ kind: "anybody", id: null });
    expect(controller([equity("b", 1, 1)])).toEqual({ kind: "parent", id: "a" });
  });

  it("leave suppliers without any as they are", () => {
    const suppliers = suppliersOf(supplierOf());
    expect(suppliersOn(suppliers, "2026-07-31")).toBe(suppliers);
  });
});

describe("owner and control by holdings", () => {
  const state = supplierOf({ supplierId: "state", country: "CN", lists: ["l"] });
  const maker = (...holdings: Holding[]) => supplierOf({ supplierId: "held", country: "US", holdings });
  const ofMaker = (...holdings: Holding[]) =>
    resolveOwnership(suppliersOf(maker(...holdings), state), 0.5).affiliationOf("held");

  it("follow the largest certain holding", () => {
    const found = ofMaker(equity("state", 6, 6), equity("other", 4, 4));
    expect(found).toMatchObject({ owner: "state", control: "CN", lists: new Set(["l"]) });
  });

  it("are not known where the rest may hold more, and then rule nothing out", () => {
    const found = ofMaker(equity("state", 3, 3));
    expect(found).toMatchObject({ owner: null, control: null, country: "US", lists: new Set() });
    expect(controlledFrom(found, new Set(["CN"]))).toBe("maybe");
    expect(standsOn(found, "l")).toBe("maybe");
    expect(ownedBy(found, new Set(["state"]))).toBe("maybe");
  });

  it("find the rings that holdings make", () => {
    const a = supplierOf({ supplierId: "a", holdings: [tenthsOf("a", "b", [6, 6])] });
    const b = supplierOf({ supplierId: "b", holdings: [tenthsOf("b", "a", [7, 9])] });
    const ownership = resolveOwnership(suppliersOf(a, b), 0.5);
    expect(ownership.affiliationOf("a").owner).toBeNull();
    expect(ownership.cycles()).toEqual([["a", "b"]]);
  });
});
