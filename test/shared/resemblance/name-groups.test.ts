import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { groupPairs } from "../../../shared/resemblance/name-groups.ts";
import {
  givesWay,
  type SupplierName,
  type SupplierPair,
} from "../../../shared/resemblance/supplier-pairs.ts";

const inTable = (id: string, rows: number | null = 1, hasRow = false): SupplierName => {
  return { name: `Name ${id}`, supplierId: id, rows, hasRow, country: null };
};

function pairOf(a: SupplierName, b: SupplierName, score = 1): SupplierPair {
  const [name, other] = givesWay(a, b) <= 0 ? [a, b] : [b, a];
  return { name, other, score, reason: { kind: "same" } };
}

/** All pairs of these names. */
function allPairs(names: SupplierName[]): SupplierPair[] {
  return names.flatMap((a, at) => names.slice(at + 1).map((b) => pairOf(a, b)));
}

/** What each id means after all pairs were accepted, one after the other, as `suppliers accept` does it. */
function acceptAll(pairs: readonly SupplierPair[]): Map<string, string> {
  const means = new Map<string, string>();
  for (const { name, other } of pairs) {
    expect(means.has(name.supplierId)).toBe(false);
    means.set(name.supplierId, means.get(other.supplierId) ?? other.supplierId);
  }
  return means;
}

describe("thirty spellings of one supplier", () => {
  it("are told in 29 pairs, each with the stored one", () => {
    const twins = Array.from({ length: 29 }, (_, at) => inTable(`twin-${at}`));
    const stored = inTable("acme", null, true);
    const { pairs, implied } = groupPairs(allPairs([...twins, stored]));
    expect(pairs).toHaveLength(29);
    expect(new Set(pairs.map(({ other }) => other.supplierId))).toEqual(new Set(["acme"]));
    expect(implied).toBe((30 * 29) / 2 - 29);
  });
});

describe("two stored suppliers that one name may mean", () => {
  it("are both told", () => {
    const [name, one, two] = [inTable("new"), inTable("acme-de", null, true), inTable("acme-cn", null, true)];
    const { pairs } = groupPairs([pairOf(name, one), pairOf(name, two)]);
    expect(pairs.map(({ name: { supplierId }, other }) => [supplierId, other.supplierId])).toEqual([
      ["new", "acme-de"],
      ["new", "acme-cn"],
    ]);
  });
});

describe("the pairs to decide", () => {
  const edge = fc.record({
    a: fc.integer({ min: 0, max: 8 }),
    b: fc.integer({ min: 0, max: 8 }),
    score: fc.constantFrom(0.8, 0.9, 1),
  });
  const edges = fc.uniqueArray(edge, { selector: ({ a, b }) => [a, b].sort().join(" "), maxLength: 20 });
  const rows = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 9, maxLength: 9 });

  it("make one supplier of every group when they are accepted in their order", () => {
    fc.assert(
      fc.property(edges, rows, (drawn, counts) => {
        const pairs = drawn
          .filter(({ a, b }) => a !== b)
          .map(({ a, b, score }) => pairOf(inTable(`s${a}`, counts[a]), inTable(`s${b}`, counts[b]), score));
        const grouped = groupPairs(pairs);
        expect(grouped.pairs.length + grouped.implied).toBe(pairs.length);
        const means = acceptAll(grouped.pairs);
        const meantBy = (id: string) => means.get(id) ?? id;
        for (const { name, other } of pairs) expect(meantBy(name.supplierId)).toBe(meantBy(other.supplierId));
      }),
    );
  });
});
