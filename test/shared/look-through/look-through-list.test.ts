import { describe, expect, it } from "vitest";
import type { LookThroughMeasure } from "../../../shared/policy/measure.ts";
import { assessed, foldOf, policyOf, ruleOf, suppliersOf } from "../../support/builders.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";

const suppliers = suppliersOf(
  supplierOf({ supplierId: "listed", country: "CN", lists: ["1260h"], inputs: "none" }),
  supplierOf({ supplierId: "daughter", country: "US", parentId: "listed", parentStake: 0.6, inputs: "none" }),
  supplierOf({ supplierId: "asked", country: "US", parentId: "listed", parentStake: null, inputs: "none" }),
  supplierOf({ supplierId: "packer", country: "US" }),
  supplierOf({ supplierId: "free", country: "CN", lists: ["ndaa-154"], inputs: "none" }),
);
const cells = { supplierId: "packer", input: "cells", originCountry: null, source: null };
const links = new Map([
  [
    "packer",
    [
      { ...cells, upstreamId: "daughter", share: 0.8 },
      { ...cells, upstreamId: "free", share: 0.2 },
    ],
  ],
]);
const worth = { listed: 100, daughter: 50, asked: 30, packer: 200, free: 620 };
const positions = Object.entries(worth).map(([supplierId, exposure]) =>
  positionOf({ positionId: supplierId, supplierId, exposure, originCountry: "US" }),
);

function found(of: LookThroughMeasure["of"]) {
  const measure = { kind: "look-through" as const, of };
  const policy = policyOf({ rules: [ruleOf({ id: "by-list", measure })] });
  const { observations } = assessed({ fold: foldOf(positions), suppliers, links, policy });
  const [{ observed = null } = {}] = observations;
  return observed;
}

describe("a look-through by restricted list", () => {
  it("removes who stands on it and whom they control, and what comes through them, and may remove whom they may control", () => {
    // 100 listed, 50 controlled, and 80 % of 200; 30 more if the listed parent controls the one whose stake is not known.
    const observed = found({ list: "1260h" });
    expect(observed?.lower).toBeCloseTo((100 + 50 + 160) / 1000, 12);
    expect(observed?.upper).toBeCloseTo((100 + 50 + 160 + 30) / 1000, 12);
  });

  it("removes nobody of another list", () => {
    // 620 itself, and 20 % of 200.
    const observed = found({ list: "ndaa-154" });
    expect(observed?.lower).toBeCloseTo(0.66, 12);
    expect(observed?.upper).toBeCloseTo(0.66, 12);
  });
});
