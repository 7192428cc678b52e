import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MOST_INLINE } from "../../../shared/contract/parts.ts";
import { partsInput } from "../../../shared/parts/machine.ts";
import { type PartsPlan, partsOf } from "../../../shared/parts/plan.ts";
import { addDays } from "../../../shared/values/day.ts";

const AFTER = "2025-07-31";
const sizes = fc.record({
  shards: fc.integer({ min: 1, max: 16 }),
  positions: fc.integer({ min: 0, max: 1_000_000_000 }),
  perPart: fc.integer({ min: 1, max: 5_000_000 }),
});
const span = fc.integer({ min: 0, max: 800 }).map((days) => ({ after: AFTER, end: addDays(AFTER, days) }));

describe("the parts of a sector", () => {
  it("have each day after the first one in exactly one part of each shard, up to any later day", () => {
    fc.assert(
      fc.property(span, sizes, fc.integer({ min: 1, max: 1000 }), (days, size, later) => {
        const parts = partsOf(days, size);
        const day = addDays(AFTER, later);
        for (let shard = 0; shard < size.shards; shard += 1) {
          const having = parts.filter(
            (part) =>
              part.shard === shard && (part.from ?? "") <= day && (part.to === null || day <= part.to),
          );
          expect(having).toHaveLength(1);
        }
      }),
    );
  });

  it("have the positions without a day in the last part of each shard, and only there", () => {
    fc.assert(
      fc.property(span, sizes, (days, size) => {
        const open = partsOf(days, size).filter(({ to }) => to === null);
        expect(open.map(({ shard }) => shard)).toEqual([...Array(size.shards).keys()]);
      }),
    );
  });

  it("are as many as the positions need, and never more than one message to Step Functions holds", () => {
    const year = { after: AFTER, end: addDays(AFTER, 365) };
    const count = (positions: number) => partsOf(year, { shards: 16, positions, perPart: 5_000_000 }).length;
    expect(count(0)).toBe(16);
    expect(count(80_000_000)).toBe(16);
    expect(count(80_000_001)).toBe(32);
    expect(count(1e12)).toBe(1600);
    const parts = partsOf(year, { shards: 16, positions: 1e12, perPart: 1 });
    const plan = { sector: "us-storage-imports", run: "x".repeat(36), parts } as PartsPlan;
    expect(JSON.stringify(partsInput(plan)).length).toBeLessThan(256_000);
  });

  it("are folded by an inline map as long as it has room for all at once", () => {
    const plan = (count: number) =>
      ({
        sector: "ai",
        run: "one",
        parts: Array(count).fill({ shard: 0, from: null, to: null }),
      }) as PartsPlan;
    expect(partsInput(plan(MOST_INLINE)).isMany).toBe(false);
    expect(partsInput(plan(MOST_INLINE + 1)).isMany).toBe(true);
  });
});
