import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createDigestIndex } from "../../../functions/import/tables/digest-index.ts";
import { createFileRows } from "../../../functions/import/tables/file-rows.ts";
import { createHeldValues } from "../../../functions/import/tables/held-values.ts";
import { createIntegers, createNumbers } from "../../../functions/import/tables/integers.ts";
import { cases } from "../../support/cases.ts";

describe("texts that are numbered by their digests", () => {
  it("have the numbers that a map of them gives, also when the index grows", () => {
    const index = createDigestIndex();
    const map = new Map<string, number>();
    for (let at = 0; at < 20_000; at += 1) {
      const text = `id-${(at * 7919) % 13_001}`;
      const known = map.get(text);
      expect(index.add(text)).toEqual({ at: known ?? map.size, isNew: known === undefined });
      if (known === undefined) map.set(text, map.size);
    }
    expect(index.size).toBe(map.size);
    for (const [text, at] of map) expect(index.find(text)).toBe(at);
    expect(index.find("id-13001")).toBeNull();
  });
});

describe("values that are held", () => {
  it("come back as they were, in their order and as often as they are asked for", () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue(), { maxLength: 20 }),
        fc.integer({ min: 1, max: 300 }),
        (some, times) => {
          const all = Array.from({ length: times }, () => some).flat();
          const texts = all.map((value) => JSON.stringify(value));
          const held = createHeldValues<unknown>();
          for (const value of all) held.add(value);
          const back = () => [...held.values()].map((value) => JSON.stringify(value));
          expect(back()).toEqual(texts);
          expect(back()).toEqual(texts);
          expect([...held.takeBlocks()].flat().map((value) => JSON.stringify(value))).toEqual(texts);
        },
      ),
      cases(50),
    );
  });

  it("may be any text, half a letter too", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 50 }), (text) => {
        const held = createHeldValues<string>();
        held.add(`${text}\ud83d`);
        expect([...held.values()]).toEqual([`${text}\ud83d`]);
      }),
      cases(200),
    );
  });
});

describe("integers", () => {
  it("come back as they were, and none that was not added", () => {
    const all = createIntegers();
    const plain = Array.from({ length: 40_000 }, (_, at) => (at * 7919) % 50_021);
    for (const one of plain) all.push(one);
    expect([...all]).toEqual(plain);
    expect([all.size, all.at(39_999)]).toEqual([40_000, plain[39_999]]);
    expect(() => all.at(40_000)).toThrow(RangeError);
  });

  it("can be changed, and forgotten from the beginning, without any other being touched", () => {
    for (const all of [createIntegers(), createNumbers()]) {
      for (let at = 0; at < 40_000; at += 1) all.push(at);
      all.set(20_000, -7);
      all.forgetBefore(20_000);
      all.forgetBefore(10);
      expect(() => all.at(0)).toThrow(RangeError);
      expect([19_999, 20_000, 20_001, 39_999].map(all.at)).toEqual([19_999, -7, 20_001, 39_999]);
      expect(() => all.set(40_000, 1)).toThrow(RangeError);
      all.push(5);
      expect([all.size, all.at(40_000)]).toEqual([40_001, 5]);
    }
  });

  it("of 64 bits hold parts and large amounts", () => {
    const all = createNumbers();
    const plain = [Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER, 0.1];
    for (const one of plain) all.push(one);
    expect([...all]).toEqual(plain);
  });
});

describe("the rows of a file", () => {
  it("come back as their JSON is, in their order, whatever fields they have", () => {
    const fields = fc.dictionary(
      fc.constantFrom("a", "b", "c"),
      fc.option(fc.jsonValue(), { nil: undefined }),
      {
        noNullPrototype: true,
      },
    );
    const property = fc.property(
      fc.array(fields, { minLength: 1, maxLength: 6 }),
      fc.nat(400),
      (some, times) => {
        const all = Array.from({ length: times + 1 }, () => some).flat();
        const rows = createFileRows<object>();
        for (const [at, row] of all.entries()) rows.add(`${at}`, { line: at + 2, row });
        const found = [...rows.takeBlocks()].flat();
        expect(found.map(({ line }) => line)).toEqual(all.map((_, at) => at + 2));
        expect(found.map(({ row }) => JSON.stringify(row))).toEqual(all.map((row) => JSON.stringify(row)));
      },
    );
    fc.assert(property, cases(100));
  });

  it("are not added to when they are taken", () => {
    const rows = createFileRows<object>();
    expect([...rows.takeBlocks()]).toEqual([]);
    expect(() => rows.add("a", { line: 2, row: {} })).toThrow("taken");
  });

  it("are told apart by name and content, and those that are refused are gone", () => {
    const rows = createFileRows<{ value: number }>();
    expect(rows.add("a", { line: 2, row: { value: 1 } })).toEqual({ kind: "added", at: 0 });
    expect(rows.add("b", { line: 3, row: { value: 1 } })).toEqual({ kind: "added", at: 1 });
    expect(rows.add("a", { line: 4, row: { value: 1 } })).toEqual({ kind: "again" });
    expect(rows.add("a", { line: 5, row: { value: 2 } })).toEqual({ kind: "other", line: 2 });
    expect([rows.size, rows.has("a"), rows.has("c")]).toEqual([2, true, false]);
    rows.refuse([0]);
    expect([rows.size, rows.has("a"), rows.has("b")]).toEqual([1, false, true]);
    expect([...rows.takeBlocks()]).toEqual([[{ line: 3, row: { value: 1 } }]]);
  });
});
