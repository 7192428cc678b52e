import { describe, expect, it } from "vitest";
import { createLossMeter } from "../../../shared/look-through/loss-meter.ts";
import type { RemovedSet } from "../../../shared/look-through/removed-set.ts";
import type { Risk } from "../../../shared/look-through/risk.ts";
import { lossOf } from "../../../shared/look-through/scope-loss.ts";
import { type AffiliatedCell, NO_NODE } from "../../../shared/supply/affiliated-cell.ts";
import type { Scope } from "../../../shared/supply/scope.ts";
import { asMinor } from "../../../shared/values/exposure.ts";
import { sectorScope } from "../../support/builders.ts";
import { positionOf } from "../../support/samples.ts";

interface Sold {
  exposure: number;
  originCountry?: string;
  /** The place of its seller among all; its own unless given. */
  node?: number;
}

/** A scope of these cells, in this order, each of a seller of its own; and of some that may belong to it or not. */
function scopeOf(sold: Sold[], maybe: Sold[] = []): Scope {
  const traced = (some: Sold[]): AffiliatedCell[] =>
    some.map(({ exposure, originCountry = "JP", node }, at) => {
      const [cell] = sectorScope([positionOf({ exposure, originCountry })]).cells;
      if (cell === undefined) throw new Error("no cell");
      return { ...cell, node: node ?? at };
    });
  const total = asMinor(sold.reduce((sum, { exposure }) => sum + exposure, 0));
  return { ...sectorScope([]), total, cells: traced(sold), optional: traced(maybe) };
}

/** What sellers lose: certainly and possibly, by their place; and who of them was moved. */
function riskOf(lower: number[], upper: number[], touched: number[]): Risk {
  return {
    lower: Float64Array.from(lower),
    upper: Float64Array.from(upper),
    removed: new Uint8Array(),
    lostLinks: new Uint8Array(),
    touched,
  };
}

const times = <Value>(count: number, value: Value) => new Array<Value>(count).fill(value);
const NOBODY: RemovedSet = {};
/** A meter of one scope. */
function meterOf(scope: Scope, before: Risk) {
  const meter = createLossMeter([scope], before);
  return (set: RemovedSet, risk: Risk) => meter(set, risk)[0];
}
const nothingLost = (sellers: number) => riskOf(times(sellers, 0), times(sellers, 0), []);

describe("the loss of a scope", () => {
  it("is the sum of what each cell loses, as a share of all", () => {
    const scope = scopeOf([{ exposure: 40 }, { exposure: 40 }, { exposure: 20, originCountry: "CN" }]);
    const risk = riskOf([0.5, 0, 0], [1, 0.25, 0], []);
    expect(lossOf(scope, NOBODY, risk)).toEqual({ lower: 0.2, upper: 0.5 });
    expect(lossOf(scope, { countries: ["CN"] }, risk)).toEqual({ lower: 0.4, upper: 0.7 });
  });

  it("is no more than all of it, however the fractions are rounded", () => {
    const scope = scopeOf([{ exposure: 1 }, ...times(19, { exposure: 0 })]);
    const beyond = [1 + Number.EPSILON, ...times(19, 0)];
    const risk = riskOf(beyond, beyond, [0]);
    expect(lossOf(scope, NOBODY, risk)).toEqual({ lower: 1, upper: 1 });
    expect(meterOf(scope, nothingLost(20))(NOBODY, risk)).toEqual({ lower: 1, upper: 1 });
  });

  it("is least with all that is safe in it, and most with all that is lost", () => {
    const scope = scopeOf([{ exposure: 60 }, { exposure: 40 }], [{ exposure: 100, node: 2 }]);
    expect(lossOf(scope, NOBODY, riskOf([0.5, 0, 0], [0.5, 0, 0], []))).toEqual({ lower: 0.15, upper: 0.3 });
    expect(lossOf(scope, NOBODY, riskOf([0.5, 0, 1], [0.5, 0, 1], []))).toEqual({ lower: 0.3, upper: 0.65 });
  });
});

/** Twenty of exposure 5, of which the removal of any may be measured against a half that is possible for all before. */
const twenty = scopeOf(times(20, { exposure: 5 }));
const halfPossible = riskOf(times(20, 0), times(20, 0.5), []);

describe("the loss by one of many removals", () => {
  it("changes only what the removal moves", () => {
    const meter = meterOf(twenty, halfPossible);
    const lower = [...times(18, 0), 0.5, 1];
    const upper = [...times(18, 0.5), 1, 1];
    expect(meter(NOBODY, riskOf(lower, upper, [18, 19]))).toEqual({ lower: 0.075, upper: 0.55 });
    // Who was moved twice counts once.
    expect(meter(NOBODY, riskOf(lower, upper, [19, 19]))).toEqual({ lower: 0.05, upper: 0.525 });
  });

  it("may move sellers from whom the scope buys nothing", () => {
    const meter = meterOf(twenty, halfPossible);
    const risk = riskOf([1, ...times(20, 0)], [1, ...times(20, 0.5)], [0, 20]);
    expect(meter(NOBODY, risk)).toEqual({ lower: 0.05, upper: 0.525 });
  });

  it("counts what is made in a removed country, whoever sells it, and no country of which there is nothing", () => {
    const scope = scopeOf([...times(19, { exposure: 5 }), { exposure: 5, originCountry: "CN" }]);
    const meter = meterOf(scope, halfPossible);
    expect(meter({ countries: ["CN", "RU"] }, halfPossible)).toEqual({ lower: 0.05, upper: 0.525 });
  });

  it.each([
    ["few sellers are moved", [0, 1]],
    ["many are", [0, 1, 2, 3]],
  ])("counts what may belong to the scope or not, where %s", (_where, touched) => {
    const maybe = scopeOf(times(20, { exposure: 5 }), [{ exposure: 100, node: 20 }]);
    const [lower, upper] = [
      [1, 1, ...times(19, 0)],
      [1, 1, ...times(18, 0), 1],
    ];
    const meter = meterOf(maybe, nothingLost(21));
    expect(meter(NOBODY, riskOf(lower, upper, touched))).toEqual({ lower: 0.05, upper: 0.55 });
  });

  it("is certainly the plain sum to the last bit, in whatever order sellers were moved", () => {
    const scope = scopeOf(times(30, { exposure: 1 }));
    // 0.1 + 0.2 + 0.3 differs in its last bit from 0.3 + 0.2 + 0.1.
    const lower = [0.1, 0.2, 0.3, ...times(27, 0)];
    const before = nothingLost(30);
    const risk = riskOf(lower, lower, [2, 1, 0]);
    const measured = meterOf(scope, before)(NOBODY, risk);
    expect(measured?.lower).toBe(lossOf(scope, NOBODY, risk).lower);
    expect(measured?.upper).toBeCloseTo(lossOf(scope, NOBODY, risk).upper, 12);
  });

  it("is measured in each scope by what it buys itself", () => {
    const [first, second] = [
      scopeOf([{ exposure: 30 }, { exposure: 10 }]),
      scopeOf([{ exposure: 8, node: 1 }]),
    ];
    const meter = createLossMeter([first, second], nothingLost(2));
    expect(meter(NOBODY, riskOf([0, 0.5], [0, 1], [1]))).toEqual([
      { lower: 0.125, upper: 0.25 },
      { lower: 0.5, upper: 1 },
    ]);
    expect(meter(NOBODY, riskOf([1, 0], [1, 0], [0]))).toEqual([
      { lower: 0.75, upper: 0.75 },
      { lower: 0, upper: 0 },
    ]);
  });

  it("counts an unknown seller as anybody", () => {
    const scope = scopeOf([{ exposure: 3 }, { exposure: 1, node: NO_NODE }]);
    expect(meterOf(scope, nothingLost(1))(NOBODY, riskOf([1], [1], [0]))).toEqual({ lower: 0.75, upper: 1 });
  });
});

describe("what a removal costs to measure", () => {
  it.each([0, 1, 10, 100])("one that moves %i of a hundred sellers reads the risk of these", (moved) => {
    const meter = createLossMeter([scopeOf(times(100, { exposure: 1 }))], nothingLost(100));
    const seen = new Set<number>();
    const lower = new Proxy(new Float64Array(100), {
      get(risks, node) {
        if (typeof node === "string" && /^\d+$/.test(node)) seen.add(Number(node));
        return Reflect.get(risks, node);
      },
    });
    meter(NOBODY, { ...riskOf([], times(100, 0), [...new Array(moved).keys()]), lower });
    expect(seen.size).toBe(moved);
  });
});
