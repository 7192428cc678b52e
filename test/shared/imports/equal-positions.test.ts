import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareNew } from "../../../shared/imports/equal-positions.ts";
import { cases } from "../../support/cases.ts";
import { positionOf } from "../../support/samples.ts";

type Row = ReturnType<typeof positionOf>;

/** What is found of a file with these rows, all of them new, beside what is stored. */
function found(rows: Row[], stored: Row[], known: Row[] = []) {
  const compared = compareNew();
  for (const row of [...rows, ...known]) compared.noteId(row);
  rows.forEach(compared.noteNew);
  [...stored, ...rows, ...known].forEach(compared.see);
  return compared.found();
}

const row = (positionId: string, change: Parameters<typeof positionOf>[0] = {}) =>
  positionOf({
    positionId,
    supplierId: "catl",
    originCountry: "CN",
    exposure: 100,
    date: "2026-07-01",
    ...change,
  });
const many = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, at) => row(`${prefix}${at}`, { exposure: 100 + at }));

describe("new positions that equal stored ones in all but the id", () => {
  it("are found, with their money and an example", () => {
    expect(found(many("n", 3), many("s", 3))).toEqual([
      { sector: "ai", positions: 3, of: 3, exposure: 303, example: ["n0", "s0"] },
    ]);
  });

  it.each<[string, Parameters<typeof positionOf>[0]]>([
    ["supplier", { supplierId: "byd" }],
    ["item", { item: "ups-lithium" }],
    ["origin", { originCountry: "KR" }],
    ["day", { date: "2026-07-02" }],
    ["exposure", { exposure: 7 }],
    ["sector", { sector: "defense" }],
  ])("are none where the %s differs", (_field, change) => {
    expect(
      found(
        many("n", 3),
        many("s", 3).map((one) => positionOf({ ...one, ...change })),
      ),
    ).toEqual([]);
  });

  it.each<[string, Row[], Row[]]>([
    ["one", many("n", 1), many("s", 1)],
    ["less than a tenth of the new ones", many("n", 40), many("s", 3)],
  ])("are not told where they are %s", (_name, rows, stored) => {
    expect(found(rows, stored)).toEqual([]);
  });

  it("are not those that the file itself holds, new or not", () => {
    expect(found([row("n1"), row("n2"), row("n3")], [])).toEqual([]);
    expect(found([row("n1"), row("n2")], [], [row("k1"), row("k2")])).toEqual([]);
  });

  it("are as many as can be paired with stored ones, in any order", () => {
    const some = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 12 });
    fc.assert(
      fc.property(some, some, (fresh, stored) => {
        const rowsOf = (all: number[], prefix: string) =>
          all.map((exposure, at) => row(`${prefix}${at}`, { exposure }));
        const [one] = found(rowsOf(fresh, "n"), rowsOf(stored, "s"));
        const pairs = [1, 2, 3, 4].map((exposure) => {
          const count = (all: number[]) => all.filter((other) => other === exposure).length;
          return { exposure, count: Math.min(count(fresh), count(stored)) };
        });
        const all = pairs.reduce((sum, { count }) => sum + count, 0);
        const money = pairs.reduce((sum, { exposure, count }) => sum + exposure * count, 0);
        expect([one?.positions, one?.exposure]).toEqual(all < 2 ? [undefined, undefined] : [all, money]);
      }),
      cases(200),
    );
  });
});
