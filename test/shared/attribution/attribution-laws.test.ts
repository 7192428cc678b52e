import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { observeRule } from "../../../shared/assessment/observation.ts";
import type { Attribution } from "../../../shared/attribution/attribution.ts";
import type { StoredContributions } from "../../../shared/measures/contribution.ts";
import type { Measure, ScopeMeasure } from "../../../shared/policy/measure.ts";
import { isConcentration } from "../../../shared/policy/measure-facts.ts";
import type { Bound } from "../../../shared/values/interval.ts";
import { ruleOf, sectorScope } from "../../support/builders.ts";
import { cases } from "../../support/cases.ts";
import { attributionOf, boundOf, contributionsArbitrary } from "../../support/contribution-worlds.ts";
import { positionOf } from "../../support/samples.ts";
import { contributionsOf, observe } from "../../support/scope-measures.ts";
import { viewOf, worlds } from "../../support/supply-worlds.ts";

const scopeMeasures: ScopeMeasure[] = [
  { kind: "hhi", facet: "origin" },
  { kind: "hhi", facet: "supplier" },
  { kind: "top", facet: "supplier", n: 3 },
  { kind: "effective", facet: "origin" },
  { kind: "unknown", facet: "control" },
  { kind: "direct", of: { countries: ["CN"] } },
  { kind: "share", of: { facet: "origin", countries: ["CN", "JP"] } },
  { kind: "share", of: { facet: "control", countries: ["CN"] } },
  { kind: "share", of: { owners: ["s1", "s2"] } },
  { kind: "share", of: { suppliers: ["s1"] } },
  { kind: "share", of: { list: "1260h" } },
];
const tierMeasures: Measure[] = [
  { kind: "look-through", of: { countries: ["CN"] } },
  { kind: "look-through", of: { suppliers: ["s1"] } },
  { kind: "loss", of: "owner" },
  { kind: "loss", of: "country" },
];

describe("the contributions to a measure", () => {
  it.each(scopeMeasures)("make up both of its bounds: %j", (measure) => {
    fc.assert(
      fc.property(worlds({ cycles: true }), (world) => {
        const { sector } = viewOf(world);
        expectBounds(measure, contributionsOf(sector, measure), observe(sector, measure));
      }),
    );
  });

  it.each(tierMeasures)("make up both of its bounds: %j", (measure) => {
    fc.assert(
      fc.property(worlds({ cycles: true }), fc.constantFrom("safe", "unknown"), (world, unmapped) => {
        const view = viewOf(world, unmapped);
        const [found] = observeRule(ruleOf({ measure }), view, () => null);
        if (found?.contributions == null) throw new Error("nothing was observed");
        expectBounds(measure, found.contributions, found.observed);
      }),
    );
  });

  it("are told apart up to a hundred keys, and add up with the rest", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 250 }), (count) => {
        const positions = Array.from({ length: count }, (_, at) =>
          positionOf({ supplierId: `s${at}`, exposure: 100 + at }),
        );
        const scope = sectorScope(positions);
        const { keys, rest } = contributionsOf(scope, { kind: "hhi", facet: "supplier" });
        expect(keys.length + (rest?.keys ?? 0)).toBe(count);
        expect(keys.length).toBe(Math.min(count, 100));
        expect(keys.reduce((sum, { exposure }) => sum + exposure, rest?.exposure ?? 0)).toBe(scope.total);
      }),
      cases(20),
    );
  });

  it("cover all exposure of the scope", () => {
    fc.assert(
      fc.property(worlds({ cycles: true }), fc.constantFrom(...scopeMeasures), (world, measure) => {
        const { sector } = viewOf(world);
        const { keys } = contributionsOf(sector, measure);
        expect(keys.reduce((sum, { exposure }) => sum + exposure, 0)).toBe(sector.total);
      }),
    );
  });
});

const bounds: Bound[] = ["lower", "upper"];
const measures: Measure[] = [
  { kind: "share", of: { list: "1260h" } },
  { kind: "hhi", facet: "origin" },
  { kind: "top", facet: "supplier", n: 1 },
  { kind: "top", facet: "supplier", n: 3 },
  { kind: "effective", facet: "owner" },
];
const boundsOfMeasures = measures.flatMap((measure) =>
  bounds.map((bound) => [measure.kind, bound, measure] as const),
);

describe.each(boundsOfMeasures)("what moved a measure of the kind %s (%s bound)", (_kind, bound, measure) => {
  const states = contributionsArbitrary(isConcentration(measure));

  it("adds up to the whole change", () => {
    fc.assert(
      fc.property(states, states, (then, now) => {
        const { total, moves, rest, spread } = attributionOf(measure, bound, then, now);
        const sum = moves.reduce((told, { delta }) => told + delta, rest + spread);
        const size = moves.reduce((told, { delta }) => told + Math.abs(delta), Math.abs(total));
        expect(Math.abs(sum - total)).toBeLessThanOrEqual(1e-12 * size);
      }),
    );
  });

  it("is known to the last of it where all keys are told apart", () => {
    fc.assert(
      fc.property(states, states, (then, now) => {
        const { moves, rest, spread } = attributionOf(measure, bound, then, now);
        if (moves.length > 0) expect(rest + spread).toBeCloseTo(0, measure.kind === "hhi" ? 6 : 9);
      }),
    );
  });

  it("is never a key that did not change", () => {
    fc.assert(
      fc.property(states, states, fc.subarray(["a", "b", "c", null]), (then, now, same) => {
        const kept = now.keys.filter(({ key }) => !same.includes(key));
        const next = { keys: [...kept, ...then.keys.filter(({ key }) => same.includes(key))], rest: null };
        fc.pre(next.keys.some(({ isKnown }) => isKnown));
        const named = attributionOf(measure, bound, then, next).moves.map(({ key }) => key);
        expect(named.filter((key) => same.includes(key))).toEqual([]);
      }),
    );
  });

  it("is nothing where all exposures changed by one factor", () => {
    fc.assert(
      fc.property(states, fc.integer({ min: 1, max: 1000 }), (then, factor) => {
        const now = {
          keys: then.keys.map((one) => ({
            ...one,
            exposure: one.exposure * factor,
            lower: one.lower * factor,
            upper: one.upper * factor,
          })),
          rest: null,
        };
        expect(attributionOf(measure, bound, then, now).moves).toEqual([]);
      }),
    );
  });

  it("is the opposite on the way back", () => {
    fc.assert(
      fc.property(states, states, (then, now) => {
        const there = deltasOf(attributionOf(measure, bound, then, now));
        const back = deltasOf(attributionOf(measure, bound, now, then));
        for (const key of new Set([...there.keys(), ...back.keys()])) {
          expect((there.get(key) ?? 0) + (back.get(key) ?? 0)).toBeCloseTo(0, measure.kind === "hhi" ? 6 : 9);
        }
      }),
    );
  });

  it("comes largest first", () => {
    fc.assert(
      fc.property(states, states, (then, now) => {
        const sizes = attributionOf(measure, bound, then, now).moves.map(({ delta }) => Math.abs(delta));
        expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
      }),
    );
  });
});

describe("what moved a share", () => {
  const states = contributionsArbitrary(false);

  it("is what the formula in closed form says", () => {
    fc.assert(
      fc.property(states, states, (then, now) => {
        const { moves } = attributionOf({ kind: "share", of: { list: "l" } }, "lower", then, now);
        const [a, b] = [sums(then), sums(now)];
        fc.pre(a.exposure !== b.exposure);
        const log = Math.log(b.exposure / a.exposure) / (b.exposure - a.exposure);
        // The mean of share / exposure along the way.
        const drag =
          ((b.lower - a.lower) * log - (b.lower / b.exposure - a.lower / a.exposure)) /
          (b.exposure - a.exposure);
        for (const { delta, counted, exposure, passed } of moves) {
          if (passed !== null) continue;
          const expected = (counted.after - counted.before) * log - (exposure.after - exposure.before) * drag;
          expect(delta).toBeCloseTo(expected, 9);
        }
      }),
    );
  });
});

describe("what moved a concentration", () => {
  const states = contributionsArbitrary(true);

  it.each<[string, Measure, Bound, (held: Held) => number]>([
    ["an index", { kind: "hhi", facet: "owner" }, "lower", ({ known }) => squares(known)],
    ["an index", { kind: "hhi", facet: "owner" }, "upper", (held) => squares(ledBy(held))],
    ["the two largest", { kind: "top", facet: "owner", n: 2 }, "lower", ({ known }) => largest(known)],
    ["the two largest", { kind: "top", facet: "owner", n: 2 }, "upper", (held) => largest(ledBy(held))],
  ])(
    "is what many small steps of one key after the other do: %s, %s %s bound",
    (_name, measure, bound, value) => {
      fc.assert(
        fc.property(states, states, (then, now) => {
          const keys = [...new Set([...then.keys, ...now.keys].map(({ key }) => key))];
          const [from, to] = [then, now].map(({ keys: held }) =>
            keys.map((key) => held.find((one) => one.key === key)?.exposure ?? 0),
          );
          // Where the whole grows by more, the steps are no longer small.
          const [small = 0, large = 0] = [sums(then).exposure, sums(now).exposure].sort((a, b) => a - b);
          fc.pre(large <= 4 * small);
          // Where two keys run side by side, a step takes one past the other and back.
          fc.pre(!runSideBySide(from ?? [], to ?? [], small / 20));
          const stepped = inSmallSteps(keys, from ?? [], to ?? [], value);
          const scale = measure.kind === "hhi" ? 10_000 : 1;
          for (const { key, delta, passed } of attributionOf(measure, bound, then, now).moves) {
            if (passed !== null) continue;
            expect(Math.abs(delta / scale - (stepped.get(key) ?? Number.NaN))).toBeLessThan(0.03);
          }
        }),
        cases(40),
      );
    },
  );
});

/** What known keys hold, what is unknown, and all of it. */
interface Held {
  known: number[];
  unknown: number;
}

const squares = (known: number[], whole = 1) => known.reduce((sum, held) => sum + (held / whole) ** 2, 0);
const largest = (known: number[]) =>
  Math.max(...known) + Math.max(0, ...known.toSorted((a, b) => b - a).slice(1, 2));

function ledBy({ known, unknown }: Held): number[] {
  const leader = known.indexOf(Math.max(...known));
  return known.map((held, at) => (at === leader ? held + unknown : held));
}

const MANY = 1000;

/** Whether two keys are nearly the same then and now. */
function runSideBySide(from: number[], to: number[], gap: number): boolean {
  const isNear = (a: number, b: number) =>
    Math.abs((from[a] ?? 0) - (from[b] ?? 0)) + Math.abs((to[a] ?? 0) - (to[b] ?? 0)) < gap;
  return from.some((_, a) => from.some((__, b) => a < b && isNear(a, b)));
}

/** Moves every key by a little, one after the other, again and again, and adds up what each of them does. */
function inSmallSteps(
  keys: (string | null)[],
  from: number[],
  to: number[],
  value: (held: Held) => number,
): Map<string | null, number> {
  const at = [...from];
  const deltas = new Map(keys.map((key) => [key, 0]));
  const valueNow = () => {
    const whole = at.reduce((sum, held) => sum + held, 0);
    const shares = at.map((held) => held / whole);
    const unknown = keys.indexOf(null);
    return value({
      known: shares.filter((_, index) => index !== unknown),
      unknown: unknown === -1 ? 0 : (shares[unknown] ?? 0),
    });
  };
  for (let step = 1; step <= MANY; step += 1) {
    // There and back again, so that nobody is always the first.
    const order = [...keys.entries()];
    for (const [index, key] of step % 2 === 0 ? order : order.reverse()) {
      const before = valueNow();
      const [start = 0, end = 0] = [from[index], to[index]];
      at[index] = start + ((end - start) * step) / MANY;
      deltas.set(key, (deltas.get(key) ?? 0) + valueNow() - before);
    }
  }
  return deltas;
}

function expectBounds(
  measure: Measure,
  contributions: StoredContributions,
  observed: { lower: number; upper: number } | null,
): void {
  for (const bound of bounds) {
    const value = observed?.[bound] ?? Number.NaN;
    const made = boundOf(measure, bound, contributions);
    // An effective number may be without bound.
    if (Number.isFinite(value)) expect(made).toBeCloseTo(value, 6);
    else expect(made).toBe(value);
  }
}

function deltasOf({ moves }: Attribution): Map<string | null, number> {
  return new Map(moves.map(({ key, delta }) => [key, delta]));
}

function sums({ keys }: StoredContributions): { exposure: number; lower: number } {
  const sum = (read: (one: StoredContributions["keys"][number]) => number) =>
    keys.reduce((total, one) => total + read(one), 0);
  return { exposure: sum(({ exposure }) => exposure), lower: sum(({ lower }) => lower) };
}
