import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { leastSquaresOf, leastTopOf } from "../../../shared/measures/optional-least.ts";
import { mostSquaresOf, mostTopOf } from "../../../shared/measures/optional-most.ts";
import type { Amount } from "../../../shared/values/amount.ts";
import { type Quotient, toNumber } from "../../../shared/values/ratio.ts";
import { cases } from "../../support/cases.ts";

const STEPS = 24;

const amount = (mostOptional: number): fc.Arbitrary<Amount> =>
  fc.record({ certain: fc.nat({ max: 6 }), optional: fc.nat({ max: mostOptional }) });
/** Up to three blocks that may be larger, beside others that may not, of which one is certain. */
const blocksArbitrary = fc
  .tuple(
    fc.array(amount(6), { maxLength: 3 }),
    fc.array(amount(0), { maxLength: 3 }),
    fc.integer({ min: 1, max: 6 }),
  )
  .map(([some, others, certain]) => [...some, ...others, { certain, optional: 0 }]);

/** What the blocks hold when each has any of some even steps of its optional exposure. */
function everySplit(blocks: readonly Amount[]): number[][] {
  return blocks.reduce<number[][]>(
    (splits, { certain, optional }) => {
      const steps = optional === 0 ? 0 : STEPS;
      return Array.from(
        { length: steps + 1 },
        (_, step) => certain + (optional * step) / (steps || 1),
      ).flatMap((held) => splits.map((split) => [...split, held]));
    },
    [[]],
  );
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
const squares = (held: number[]) => sum(held.map((e) => e * e)) / sum(held) ** 2;
const topOf = (n: number) => (held: number[]) => sum(held.toSorted((a, b) => b - a).slice(0, n)) / sum(held);

const certainOf = (blocks: readonly Amount[]) => sum(blocks.map(({ certain }) => certain));
const packed = (blocks: readonly Amount[]) => ({
  fixed: new Map(blocks.entries().map(([at, block]) => [`k${at}`, block])),
  choosing: [],
  anyKey: { certain: 0, optional: 0 },
});

type Case = [
  string,
  (held: number[]) => number,
  (blocks: readonly Amount[]) => Quotient,
  (blocks: readonly Amount[]) => Quotient,
];

const measures: Case[] = [
  [
    "the square sum",
    squares,
    (blocks) => leastSquaresOf(blocks, certainOf(blocks), 0),
    (blocks) => mostSquaresOf(packed(blocks), certainOf(blocks)),
  ],
  ...[1, 2].map(
    (n): Case => [
      `the share of the ${n} largest`,
      topOf(n),
      (blocks) => leastTopOf(blocks, certainOf(blocks), 0, n),
      (blocks) => mostTopOf(packed(blocks), certainOf(blocks), n),
    ],
  ),
];

describe.each(measures)("%s of blocks that may be larger", (_name, measured, least, most) => {
  it("is at its bounds what a search over all splits finds", () => {
    fc.assert(
      fc.property(blocksArbitrary, (blocks) => {
        const values = everySplit(blocks).map(measured);
        const found = values.reduce((a, b) => Math.min(a, b));
        const bound = toNumber(least(blocks));
        expect(bound).toBeLessThanOrEqual(found + 1e-12);
        // The search goes in steps: it comes near.
        expect(found).toBeLessThanOrEqual(bound + 0.02);
        expect(toNumber(most(blocks))).toBeCloseTo(
          values.reduce((a, b) => Math.max(a, b)),
          12,
        );
      }),
      cases(60),
    );
  });
});

describe("the largest square sum of more blocks than a search can try", () => {
  it("is no less than any set of them gives", () => {
    const many = fc.array(amount(9), { minLength: 12, maxLength: 14 });
    const taken = fc.array(fc.boolean(), { minLength: 14, maxLength: 14 });
    fc.assert(
      fc.property(many, taken, (some, taken) => {
        const blocks = [...some, { certain: 5, optional: 0 }];
        const held = blocks.map(({ certain, optional }, at) => (taken[at] ? certain + optional : certain));
        const bound = toNumber(mostSquaresOf(packed(blocks), certainOf(blocks)));
        expect(bound).toBeGreaterThanOrEqual(squares(held) - 1e-12);
        expect(bound).toBeLessThanOrEqual(1);
      }),
    );
  });
});
