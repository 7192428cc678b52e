import { describe, expect, it } from "vitest";
import {
  type CellTest,
  directDependency,
  NEVER,
  onList,
  shareOfCells,
} from "../../../shared/measures/counted-share.ts";
import type { Belongs } from "../../../shared/supply/membership.ts";
import type { Position } from "../../../shared/supply/position.ts";
import { asMinor } from "../../../shared/values/exposure.ts";
import { sectorScope, suppliersOf } from "../../support/builders.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";

const suppliers = suppliersOf(
  supplierOf({ supplierId: "cn-owned", country: "US", parentId: "cn-group", parentStake: 0.6 }),
  supplierOf({ supplierId: "cn-group", country: "CN", lists: ["1260h"] }),
  supplierOf({ supplierId: "jp-maker", country: "JP" }),
  supplierOf({ supplierId: "listed-jp", country: "JP", lists: ["ndaa-154", "1260h"] }),
  supplierOf({ supplierId: "stake-unknown", parentId: "cn-group", parentStake: null }),
  supplierOf({ supplierId: "country-unknown", country: null }),
  supplierOf({ supplierId: "listed-lost", lists: ["1260h"], parentId: "no-such-row", parentStake: 1 }),
);

/** A position worth 1 of 4; the other three are made in Japan by a Japanese supplier. */
function quarter(overrides: Partial<Position>): Position[] {
  return [positionOf({ supplierId: "jp-maker", exposure: 300 }), positionOf({ exposure: 100, ...overrides })];
}

const no = { lower: 0, upper: 0 };
const maybe = { lower: 0, upper: 0.25 };
const yes = { lower: 0.25, upper: 0.25 };

describe("the direct dependency on China", () => {
  it.each([
    ["counts what is made there", { originCountry: "CN", supplierId: "jp-maker" }, yes],
    ["counts what is controlled from there", { originCountry: "US", supplierId: "cn-owned" }, yes],
    ["counts what is both only once", { originCountry: "CN", supplierId: "cn-owned" }, yes],
    ["counts what is made there by nobody knows whom", { originCountry: "CN", supplierId: null }, yes],
    [
      "counts what is controlled from there, made nobody knows where",
      { originCountry: null, supplierId: "cn-group" },
      yes,
    ],
    ["leaves out what is neither", { originCountry: "JP", supplierId: "jp-maker" }, no],
    ["asks about an unknown origin", { originCountry: null, supplierId: "jp-maker" }, maybe],
    ["asks about an unknown supplier", { originCountry: "JP", supplierId: null }, maybe],
    ["asks about an unknown stake", { originCountry: "JP", supplierId: "stake-unknown" }, maybe],
    ["asks about an owner of unknown country", { originCountry: "JP", supplierId: "country-unknown" }, maybe],
    ["asks about a supplier without a row", { originCountry: "JP", supplierId: "no-such-row" }, maybe],
    ["asks when nothing is known", { originCountry: null, supplierId: null }, maybe],
  ])("%s", (_sentence, position, expected) => {
    expect(directDependency(sectorScope(quarter(position), suppliers), ["CN"])).toEqual(expected);
  });

  it("on several countries counts each exposure once", () => {
    const scope = sectorScope(quarter({ originCountry: "CN" }), suppliers);
    expect(directDependency(scope, ["CN", "JP", "CN"])).toEqual({ lower: 1, upper: 1 });
  });
});

describe("the share of the 1260H list", () => {
  it.each([
    ["counts a supplier that stands on it", "listed-jp", yes],
    ["counts a supplier whose owner stands on it", "cn-owned", yes],
    ["counts a supplier that stands on it, whoever owns it", "listed-lost", yes],
    ["leaves out a supplier that does not", "jp-maker", no],
    ["leaves out a supplier of unknown country that owns itself", "country-unknown", no],
    ["asks about a supplier of unknown owner", "stake-unknown", maybe],
    ["asks about a supplier without a row", "no-such-row", maybe],
    ["asks about an unknown supplier", null, maybe],
  ])("%s", (_sentence, supplierId, expected) => {
    expect(shareOfCells(sectorScope(quarter({ supplierId }), suppliers), onList("1260h"))).toEqual(expected);
  });

  it("is not that of another list", () => {
    const scope = sectorScope(quarter({ supplierId: "cn-owned" }), suppliers);
    expect(shareOfCells(scope, onList("ndaa-154"))).toEqual(no);
  });
});

describe("the share in a scope that some exposure may belong to or not", () => {
  /** A scope of so much exposure that counts, may count, and does not; and of so much that may belong to it. */
  function share(certain: Record<Belongs, number>, optional: Record<Belongs, number>) {
    const cellsOf = (amounts: Record<Belongs, number>) =>
      sectorScope(
        Object.entries(amounts).map(([item, exposure]) => positionOf({ item, positionId: item, exposure })),
      ).cells;
    const cells = cellsOf(certain);
    const total = asMinor(cells.reduce((sum, { exposure }) => sum + exposure, 0));
    const belongs: CellTest = ({ item }) => (item === "yes" ? "yes" : item === "maybe" ? "maybe" : "no");
    return shareOfCells({ ...sectorScope([]), cells, total, optional: cellsOf(optional) }, belongs);
  }
  const none = { yes: 0, maybe: 0, no: 0 };
  const certain = { yes: 40, maybe: 20, no: 40 };

  it.each([
    ["nothing more", none, 40 / 100, 60 / 100],
    ["what counts: it can only raise the share", { ...none, yes: 10 }, 40 / 100, 70 / 110],
    [
      "what may count: it raises the one bound and dilutes the other",
      { ...none, maybe: 30 },
      40 / 130,
      90 / 130,
    ],
    ["what does not count: it can only dilute", { ...none, no: 60 }, 40 / 160, 60 / 100],
    ["all of that", { yes: 10, maybe: 30, no: 60 }, 40 / 190, 100 / 140],
  ])("is wider by %s", (_what, optional, lower, upper) => {
    expect(share(certain, optional)).toEqual({ lower, upper });
  });
});

describe("a test that nothing passes", () => {
  it("says no of any cell", () => {
    const [cell] = sectorScope(quarter({}), suppliers).cells;
    expect(cell && NEVER(cell)).toBe("no");
  });
});
