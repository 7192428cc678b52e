import fc from "fast-check";
import { expect, it } from "vitest";
import { createKeyedLines, type KeyedSum } from "../../../../functions/import/mapped/keyed-lines.ts";
import type { MappedLine } from "../../../../functions/import/mapped/mapped-line.ts";
import type { Position } from "../../../../shared/supply/position.ts";
import { earlier } from "../../../../shared/values/day.ts";
import { asMinor } from "../../../../shared/values/exposure.ts";
import { cases } from "../../../support/cases.ts";

const lineArbitrary = fc.record({
  id: fc.constantFrom("A", "B", "C", "A\u0000B"),
  sector: fc.constantFrom("ai", "defense"),
  supplierId: fc.constantFrom(null, "one", "two"),
  originCountry: fc.constantFrom(null, "CN", "KR"),
  date: fc.constantFrom(null, "2026-01-02", "2026-07-31"),
  amount: fc.oneof(
    fc.integer({ min: -500, max: 500 }),
    fc.constantFrom(Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER, 2 ** 52),
  ),
});

function mapped(one: { id: string; amount: number } & Partial<Position>, at: number): MappedLine {
  const { id, amount, ...own } = one;
  const unknown = { supplierId: null, originCountry: null, date: null, program: null, source: null };
  const position = { item: "bess", ...unknown, periodStart: null, ...own, positionId: id };
  return { line: at + 2, amount, position: { ...position, exposure: asMinor(0) } as Position };
}

/** The same by plain arithmetic. */
function plain(all: readonly MappedLine[]) {
  const keys = new Map<string, KeyedSum>();
  for (const { line, amount, position } of all) {
    const { positionId, sector, supplierId, item, originCountry, program, source, date } = position;
    const name = `${sector}/${positionId}`;
    const own = keys.get(name) ?? {
      key: keys.size,
      positionId,
      firstLine: line,
      lines: 0,
      sum: 0n,
      sector,
      day: null,
      said: { supplierId, item, originCountry, program, source },
    };
    keys.set(name, {
      ...own,
      lines: own.lines + 1,
      sum: own.sum + BigInt(amount),
      day: earlier(own.day, date),
      said: {
        ...own.said,
        supplierId: own.said.supplierId ?? supplierId,
        originCountry: own.said.originCountry ?? originCountry,
      },
    });
  }
  return [...keys.values()];
}

it("lines come together by their key as plain arithmetic says, however large their sums are", () => {
  const property = fc.property(fc.array(lineArbitrary, { maxLength: 30 }), fc.nat(7), (some, mask) => {
    const all = some.map(mapped);
    const lines = createKeyedLines(earlier);
    for (const one of all) lines.add(one);
    const expected = plain(all);
    const isWanted = (key: number) => ((mask >> (key % 3)) & 1) === 1;
    const keyOf = ({ position }: MappedLine) =>
      expected.find((one) => one.sector === position.sector && one.positionId === position.positionId)?.key ??
      -1;
    expect([...lines.takeLines(isWanted)]).toEqual(
      all
        .filter((one) => isWanted(keyOf(one)))
        .map((one) => ({ key: keyOf(one), line: one.line, amount: one.amount })),
    );
    expect([...lines.takeKeys()]).toEqual(expected);
    const contradicting = expected.filter(({ key }) => {
      const own = all.filter((one) => keyOf(one) === key);
      const said = (field: "supplierId" | "originCountry") =>
        new Set(own.map(({ position }) => position[field]).filter((text) => text !== null)).size;
      return said("supplierId") > 1 || said("originCountry") > 1;
    });
    expect([...lines.contradictions.keys()].sort()).toEqual(contradicting.map(({ key }) => key));
  });
  fc.assert(property, cases(500));
});

it("tens of thousands of keys are given one by one, and no line is added to those that are taken", () => {
  const lines = createKeyedLines(earlier);
  const count = 40_000;
  for (let at = 0; at < 2 * count; at += 1)
    lines.add(mapped({ id: `P-${at % count}`, sector: "ai", amount: at }, at));
  let seen = 0;
  for (const one of lines.takeKeys()) {
    if (one.positionId !== `P-${seen}` || one.sum !== BigInt(2 * seen + count) || one.lines !== 2)
      expect.fail(`key ${seen} is ${one.positionId} with ${one.sum}`);
    seen += 1;
  }
  expect(seen).toBe(count);
  expect(() => lines.add(mapped({ id: "P-1", sector: "ai", amount: 1 }, 0))).toThrow("no line is added");
});
