import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { solveCovering } from "../../../shared/remedy/covering.ts";
import { cases } from "../../support/cases.ts";
import { leastAtCorners, type PlainCovering, sum } from "../../support/plain-remedy.ts";

/** Problems that everything together covers. */
const coverings: fc.Arbitrary<PlainCovering> = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 4 }))
  .chain(([rows, columns]) =>
    fc.record({
      rows: fc.array(
        fc.array(fc.constantFrom(0, 0.1, 0.25, 0.5, 0.8, 1), { minLength: columns, maxLength: columns }),
        { minLength: rows, maxLength: rows },
      ),
      parts: fc.array(fc.constantFrom(0, 0.2, 0.5, 0.9, 1), { minLength: rows, maxLength: rows }),
      most: fc.array(fc.integer({ min: 0, max: 12 }), { minLength: columns, maxLength: columns }),
    }),
  )
  .map(({ rows, parts, most }) => {
    const need = rows.map(
      (row, at) => (parts[at] ?? 0) * sum(row.map((own, place) => own * (most[place] ?? 0))),
    );
    return { rows, need, most };
  });

describe("a covering problem", () => {
  it("is solved at the price of its best corner", () => {
    fc.assert(
      fc.property(coverings, (covering) => {
        expect(sum(solveCovering(covering))).toBeCloseTo(leastAtCorners(covering) ?? Number.NaN, 7);
      }),
      cases(500),
    );
  });

  it("is solved within its bounds, and every row is covered", () => {
    fc.assert(
      fc.property(coverings, ({ rows, need, most }) => {
        const solution = solveCovering({ rows, need, most });
        for (const [at, own] of solution.entries()) {
          expect(own).toBeGreaterThan(-1e-9);
          expect(own).toBeLessThan((most[at] ?? 0) + 1e-9);
        }
        for (const [at, row] of rows.entries()) {
          const covered = sum(row.map((own, place) => own * (solution[place] ?? 0)));
          expect(covered).toBeGreaterThan((need[at] ?? 0) - 1e-9);
        }
      }),
      cases(500),
    );
  });

  it("takes the one column that covers two rows before two that cover one each", () => {
    const rows = [
      [1, 0, 1],
      [0, 1, 1],
    ];
    expect(solveCovering({ rows, need: [0.3, 0.3], most: [1, 1, 1] })).toEqual([0, 0, 0.3]);
  });
});
