import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createWorstRemovals } from "../../../shared/look-through/worst-removals.ts";

const loss = fc
  .tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }))
  .map(([lower, more]) => ({ lower: lower / 10, upper: Math.min(1, (lower + more) / 10) }));

describe("the worst removals of a scope, found bound by bound", () => {
  it("are those that certainly cost most, and the one that possibly does, when all are solved", () => {
    fc.assert(
      fc.property(fc.array(loss, { maxLength: 30 }), fc.integer({ min: 1, max: 8 }), (losses, most) => {
        const worst = createWorstRemovals(most);
        for (const [at, { lower }] of losses.entries()) worst.addCertain(at, lower);
        for (const [at, { upper }] of losses.entries()) worst.addPossible(at, upper);
        const unfinished = worst.unfinished();
        if (unfinished !== null) worst.finish(losses[unfinished]?.lower ?? Number.NaN);
        const found = worst.done();
        for (const { at, loss } of found) expect(loss).toEqual(losses[at]);
        expect(new Set(found.map(({ at }) => at)).size).toBe(found.length);
        const falling = (numbers: number[]) => numbers.sort((a, b) => b - a);
        const lowers = falling(losses.map(({ lower }) => lower));
        expect(falling(found.map(({ loss }) => loss.lower)).slice(0, most)).toEqual(lowers.slice(0, most));
        const largest = (some: { upper: number }[]) => Math.max(-1, ...some.map(({ upper }) => upper));
        expect(largest(found.map(({ loss }) => loss))).toBe(largest(losses));
        expect(worst.mostPossible()).toBe(largest(losses));
        expect(worst.mostLeft()).toBe(lowers[most] ?? 0);
      }),
    );
  });

  it("say below what a removal is not listed any more", () => {
    const worst = createWorstRemovals(2);
    expect(worst.leastListed()).toBe(0);
    worst.addCertain(0, 0.3);
    expect(worst.leastListed()).toBe(0);
    worst.addCertain(1, 0.1);
    expect(worst.leastListed()).toBe(0.1);
    worst.addCertain(2, 0.2);
    expect(worst.leastListed()).toBe(0.2);
    expect(worst.certain().sort()).toEqual([0, 2]);
  });

  it("say which one is listed without it being known what it certainly costs", () => {
    const worst = createWorstRemovals(1);
    worst.addCertain(0, 0.3);
    worst.addPossible(0, 0.4);
    expect(worst.unfinished()).toBeNull();
    worst.addPossible(7, 0.9);
    expect(worst.unfinished()).toBe(7);
    worst.finish(0.2);
    expect(worst.unfinished()).toBeNull();
    expect(worst.done()).toContainEqual({ at: 7, loss: { lower: 0.2, upper: 0.9 } });
  });

  it("know that what was not solved costs nothing for certain where the list has room", () => {
    const worst = createWorstRemovals(2);
    worst.addCertain(0, 0.3);
    worst.addPossible(5, 0.4);
    worst.addPossible(6, 0.8);
    expect(worst.unfinished()).toBeNull();
    expect(worst.done()).toEqual([
      { at: 0, loss: { lower: 0.3, upper: 0.3 } },
      { at: 5, loss: { lower: 0, upper: 0.4 } },
      { at: 6, loss: { lower: 0, upper: 0.8 } },
    ]);
  });
});
