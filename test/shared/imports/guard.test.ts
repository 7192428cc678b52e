import { describe, expect, it } from "vitest";
import { unguarded } from "../../../shared/imports/guard.ts";
import type { FoldedPosition } from "../../../shared/supply/fold-positions.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";
import {
  basisIn,
  foldIn,
  recordOf,
  type SupplyState,
  supplyNow,
  yearOf,
} from "../../support/supply-states.ts";

const THEN = "2026-07-24";
const NOW = "2026-07-31";
const [FIRST, SECOND, THIRD] = ["0msa0uhs0-00000a", "0msa0uhs0-00000b", "0msa0uhs0-00000c"];

const at = (
  originCountry: string,
  dollars: number,
  importId: string,
  supplierId = "maker",
): FoldedPosition => {
  return { ...positionOf({ originCountry, exposure: dollars * 100, supplierId }), importId };
};
const stateOf = (...positions: FoldedPosition[]): SupplyState => ({
  positions,
  suppliers: [supplierOf({ supplierId: "maker", country: "CN" })],
  links: [],
});
const before = stateOf(at("CN", 400, FIRST), at("JP", 600, FIRST));

interface Options {
  confirmed?: string[];
  records?: ReturnType<typeof recordOf>[];
  /** Too many cells to be told apart. */
  isCoarse?: true;
}

function look(now: SupplyState, { confirmed = [], records = [], isCoarse }: Options = {}) {
  const baseline = basisIn(before, THEN);
  return unguarded({
    baseline: isCoarse ? { ...baseline, cells: null } : baseline,
    window: yearOf(NOW),
    fold: foldIn(yearOf(NOW), now.positions),
    foldThen: foldIn({ ...yearOf(THEN), comparedWith: yearOf(NOW) }, now.positions),
    supply: supplyNow(now, SECOND),
    records,
    confirmed: new Set(confirmed),
    followsData: false,
    guard: 0.25,
  });
}

const second = recordOf(SECOND, [FIRST]);
const third = recordOf(THIRD, [SECOND]);

describe("what unconfirmed imports moved", () => {
  it.each<[string, SupplyState, Options, object | null]>([
    ["nothing", before, { records: [second] }, null],
    [
      "a quarter, and no more",
      stateOf(at("CN", 400, FIRST), at("JP", 600, FIRST), at("US", 250, SECOND)),
      { records: [second] },
      null,
    ],
    [
      "a cent more than a quarter",
      stateOf(at("CN", 400, FIRST), at("JP", 600, FIRST), at("US", 250.01, SECOND)),
      { records: [second] },
      { added: 250_01, removed: 0, imports: [second] },
    ],
    [
      "the same, confirmed",
      stateOf(at("CN", 400, FIRST), at("JP", 600, FIRST), at("US", 250.01, SECOND)),
      { records: [second], confirmed: [SECOND] },
      null,
    ],
    [
      "rows taken by a confirmed import, and not put back",
      stateOf(at("JP", 600, FIRST)),
      { records: [second], confirmed: [SECOND] },
      null,
    ],
    ["rows that no record says were taken", stateOf(at("JP", 600, FIRST)), {}, null],
    [
      "what a later file puts back is not moved",
      stateOf(at("CN", 400, THIRD), at("JP", 600, FIRST)),
      { records: [second, third] },
      null,
    ],
    [
      "more than can be told apart: what is put back as well",
      stateOf(at("CN", 400, THIRD), at("JP", 600, FIRST)),
      { records: [second, third], isCoarse: true },
      { added: 400_00, removed: 400_00, imports: [second, third] },
    ],
    [
      "more than can be told apart, and nothing was moved",
      before,
      { records: [second], isCoarse: true },
      null,
    ],
    [
      "a country of a supplier",
      { ...before, suppliers: [supplierOf({ supplierId: "maker", country: "US" })] },
      { records: [second] },
      { edited: 1000_00, imports: [second] },
    ],
    [
      "what nobody knew of a supplier, which lies within the bounds of before",
      { ...before, suppliers: [supplierOf({ supplierId: "maker", country: "CN", lists: ["1260h"] })] },
      { records: [second] },
      null,
    ],
  ])("%s", (_name, now, options, expected) => {
    const found = look(now, options);
    if (expected === null) expect(found).toBeNull();
    else expect(found).toMatchObject(expected);
  });
});
