import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  createOverlapIndex,
  overlapsAmong,
  type PeriodFigure,
  periodText,
} from "../../../shared/supply/overlap.ts";

function figureOf(code: string, from: string, to: string, source = "customs"): PeriodFigure {
  return { source, code, from, to, identity: `${source} ${code} ${from} ${to}` };
}
const july = (code: string) => figureOf(code, "2026-07-01", "2026-07-31");

describe("two figures of one source", () => {
  it.each<[string, PeriodFigure, PeriodFigure, boolean]>([
    [
      "of one code in July and from January to July overlap",
      july("850760"),
      figureOf("850760", "2026-01-01", "2026-07-31"),
      true,
    ],
    ["of a code and its sub-code in July overlap", july("850760"), july("8507600030"), true],
    ["are found however the code is written", july("8507.60"), july("8507-60-0030"), true],
    ["of one code written in two ways overlap", july("8507.60"), july("850760"), true],
    [
      "of one code in June and July do not",
      july("850760"),
      figureOf("850760", "2026-06-01", "2026-06-30"),
      false,
    ],
    [
      "of a sub-code in June do not overlap with July",
      july("850760"),
      figureOf("8507600030", "2026-06-01", "2026-06-30"),
      false,
    ],
    ["of codes beside each other do not", july("8507600030"), july("8507600020"), false],
    ["of names that begin alike do not", july("bess"), july("bess-large"), false],
    ["of one code and period are the same figure", july("850760"), july("850760"), false],
    ["that meet on one day overlap", july("850760"), figureOf("850760", "2026-07-31", "2026-08-31"), true],
    [
      "of two sources do not",
      july("850760"),
      figureOf("850760", "2026-01-01", "2026-07-31", "census"),
      false,
    ],
  ])("%s", (_sentence, a, b, expected) => {
    for (const [first, second] of [
      [a, b],
      [b, a],
    ] as const) {
      const index = createOverlapIndex();
      index.add(first);
      expect(index.overlapping(second) !== null).toBe(expected);
    }
  });

  it("are found in any number of figures exactly when one of them overlaps", () => {
    const code = fc.constantFrom("85", "8507", "850760", "8507600030", "8507600020", "8506", "bess");
    const figure = fc.tuple(code, fc.nat({ max: 8 }), fc.nat({ max: 3 })).map(([one, start, length]) => {
      const day = (at: number) => `2026-07-${String(10 + at).padStart(2, "0")}`;
      return figureOf(one, day(start), day(start + length));
    });
    const isPart = (a: string, b: string) => a.startsWith(b) || b.startsWith(a);
    fc.assert(
      fc.property(fc.array(figure, { maxLength: 12 }), figure, (known, one) => {
        const index = createOverlapIndex();
        for (const each of known) index.add(each);
        const expected = known.some((other) => {
          const isOther = other.identity !== one.identity;
          return isOther && isPart(other.code, one.code) && other.from <= one.to && one.from <= other.to;
        });
        expect(index.overlapping(one) !== null).toBe(expected);
      }),
    );
  });
});

describe("the overlaps among figures", () => {
  it("are the same in whatever order they come", () => {
    const all = [
      july("850760"),
      july("8507600030"),
      figureOf("850760", "2026-01-01", "2026-07-31"),
      july("8506"),
    ];
    const expected = overlapsAmong(all);
    expect(expected).toHaveLength(2);
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
        expect(overlapsAmong(shuffled)).toEqual(expected);
      }),
    );
  });
});

describe("a period in words", () => {
  it.each([
    ["2026-07-01", "2026-07-31", "2026-07"],
    ["2024-02-01", "2024-02-29", "2024-02"],
    ["2024-01-01", "2024-12-31", "2024"],
    ["2026-01-01", "2026-07-31", "2026-01/2026-07"],
    ["2023-01-01", "2024-12-31", "2023-01/2024-12"],
    ["2026-07-05", "2026-07-11", "2026-07-05/2026-07-11"],
  ])("from %s to %s is %s", (from, to, expected) => {
    expect(periodText({ from, to })).toBe(expected);
  });
});
