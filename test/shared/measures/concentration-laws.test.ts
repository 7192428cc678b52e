import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  effectiveNumber,
  herfindahl,
  topShare,
  unknownShare,
} from "../../../shared/measures/concentration.ts";
import type { FacetTotals } from "../../../shared/supply/facet-totals.ts";
import type { Interval } from "../../../shared/values/interval.ts";
import { totalsArbitrary, totalsOf } from "../../support/builders.ts";
import { shareOf } from "../../support/plain-share.ts";

const measures: [string, (totals: FacetTotals) => Interval][] = [
  ["hhi", herfindahl],
  ["effective", effectiveNumber],
  ["top 1", (totals) => topShare(totals, 1)],
  ["top 3", (totals) => topShare(totals, 3)],
  ["share", (totals) => shareOf(totals, ["k0", "k2", "k13"])],
];
const narrowing = measures.filter(([name]) => name !== "effective");
const allKnown = totalsArbitrary(fc.constant(0));
const anyTotals = totalsArbitrary();

describe("shares", () => {
  it("of all keys and the unknown one add up to 1", () => {
    fc.assert(
      fc.property(anyTotals, (totals) => {
        const shares = [...totals.known.keys()].map((key) => shareOf(totals, [key]).lower);
        const sum = shares.reduce((a, b) => a + b, unknownShare(totals).lower);
        expect(Math.abs(sum - 1)).toBeLessThan(1e-12);
      }),
    );
  });
});

describe.each(measures)("%s", (_name, measure) => {
  it("does not depend on the order of keys", () => {
    fc.assert(
      fc.property(anyTotals, (totals) => {
        const backwards = { ...totals, known: new Map([...totals.known].reverse()) };
        expect(measure(backwards)).toEqual(measure(totals));
      }),
    );
  });

  it("does not depend on scale", () => {
    fc.assert(
      fc.property(anyTotals, fc.integer({ min: 1, max: 1000 }), ({ known, unknown }, factor) => {
        const scaled = [...known].map(([key, exposure]): [string, number] => [key, exposure * factor]);
        const larger = totalsOf(Object.fromEntries(scaled), unknown * factor);
        expect(measure(larger)).toEqual(measure(totalsOf(Object.fromEntries(known), unknown)));
      }),
    );
  });

  it("is never certain of more than is possible", () => {
    fc.assert(
      fc.property(anyTotals, (totals) => {
        const { lower, upper } = measure(totals);
        expect(lower).toBeLessThanOrEqual(upper);
      }),
    );
  });

  it("is certain when everything is known", () => {
    fc.assert(
      fc.property(allKnown, (totals) => {
        const { lower, upper } = measure(totals);
        expect(lower).toBe(upper);
      }),
    );
  });
});

describe.each(narrowing)("learning who the unknown part belongs to", (name, measure) => {
  it(`only narrows ${name}`, () => {
    fc.assert(
      fc.property(revealed(), ({ before, after }) => {
        expect(measure(after).lower).toBeGreaterThanOrEqual(measure(before).lower);
        expect(measure(after).upper).toBeLessThanOrEqual(measure(before).upper);
      }),
    );
  });
});

describe("the HHI", () => {
  it("of n keys lies between 10,000 / n and 10,000 when nothing is unknown", () => {
    fc.assert(
      fc.property(allKnown, (totals) => {
        const { lower } = herfindahl(totals);
        expect(lower).toBeGreaterThanOrEqual(10_000 / totals.known.size - 1e-9);
        expect(lower).toBeLessThanOrEqual(10_000);
      }),
    );
  });

  it("is not raised by splitting a key", () => {
    fc.assert(
      fc.property(anyTotals, fc.double({ min: 0, max: 1, noNaN: true }), (totals, at) => {
        const { k0 = 0, ...others } = Object.fromEntries(totals.known);
        const part = Math.floor(k0 * at);
        const split = herfindahl(totalsOf({ ...others, k0: k0 - part, part }, totals.unknown));
        expect(split.lower).toBeLessThanOrEqual(herfindahl(totals).lower);
        expect(split.upper).toBeLessThanOrEqual(herfindahl(totals).upper);
      }),
    );
  });

  it("and the effective number are each other's 10,000th reciprocal, bounds swapped", () => {
    fc.assert(
      fc.property(anyTotals, (totals) => {
        const hhi = herfindahl(totals);
        const { lower, upper } = effectiveNumber(totals);
        expect((lower * hhi.upper) / 10_000).toBeCloseTo(1, 14);
        expect((upper * hhi.lower) / 10_000).toBeCloseTo(1, 14);
      }),
    );
  });
});

describe("the effective number", () => {
  it("of n equal keys is exactly n", () => {
    const count = fc.integer({ min: 1, max: 400 });
    fc.assert(
      fc.property(count, fc.integer({ min: 1, max: 10 ** 13 }), (n, exposure) => {
        const totals = totalsOf(
          Object.fromEntries(Array.from({ length: n }, (_, at) => [`k${at}`, exposure])),
        );
        expect(effectiveNumber(totals)).toEqual({ lower: n, upper: n });
      }),
    );
  });
});

describe("the top n", () => {
  it("hold no less when n grows, and never more than everything", () => {
    fc.assert(
      fc.property(anyTotals, fc.integer({ min: 1, max: 15 }), (totals, n) => {
        const [few, more] = [topShare(totals, n), topShare(totals, n + 1)];
        expect(more.lower).toBeGreaterThanOrEqual(few.lower);
        expect(more.upper).toBeGreaterThanOrEqual(few.upper);
        expect(more.upper).toBeLessThanOrEqual(1);
      }),
    );
  });
});

/** Totals, and the same once parts of the unknown turn out to belong to keys, old or new ones. */
function revealed(): fc.Arbitrary<{ before: FacetTotals; after: FacetTotals }> {
  const finding = fc.record({ key: fc.nat({ max: 15 }), part: fc.double({ min: 0, max: 1, noNaN: true }) });
  return fc.tuple(anyTotals, fc.array(finding, { maxLength: 5 })).map(([before, findings]) => {
    const known = Object.fromEntries(before.known);
    let { unknown } = before;
    for (const { key, part } of findings) {
      const found = Math.floor(unknown * part);
      unknown -= found;
      if (found > 0) known[`k${key}`] = (known[`k${key}`] ?? 0) + found;
    }
    return { before, after: totalsOf(known, unknown) };
  });
}
