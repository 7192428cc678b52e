import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ListEntry } from "../../../shared/policy/list-entry.ts";
import { listDayOf, listDaysOf, listingsOf } from "../../../shared/policy/listings.ts";
import { resemblances } from "../../../shared/policy/resemblances.ts";
import { shippedLists } from "../../../shared/policy/restricted-lists.ts";
import type { Supplier } from "../../../shared/supply/supplier.ts";
import { assessed, entryOf, foldOf, policyOf, ruleOf, suppliersOf, YEAR } from "../../support/builders.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";

const LISTS = new Map(["1260h", "theirs"].map((list) => [list, { list, title: list, source: "A test" }]));

function listsOn(day: string, supplier: Partial<Supplier>, ...entries: ListEntry[]): string[] | undefined {
  const suppliers = suppliersOf(supplierOf({ supplierId: "m", country: "CN", lists: [], ...supplier }));
  return listingsOf(suppliers, { lists: LISTS, entries }).on(day).get("m")?.lists;
}

describe("membership of a restricted list", () => {
  const removed = { to: "2026-07-01", status: "removed" } as const;
  const again = { from: "2026-09-01" };

  it.each([
    ["the day before its period", "2026-06-07", [entryOf()], []],
    ["the first day", "2026-06-08", [entryOf()], ["1260h"]],
    ["the last day of an ended period", "2026-06-30", [entryOf(removed)], ["1260h"]],
    ["the day of its removal", "2026-07-01", [entryOf(removed)], []],
    ["between two periods", "2026-08-31", [entryOf(removed), entryOf(again)], []],
    ["in the second period", "2026-09-01", [entryOf(removed), entryOf(again)], ["1260h"]],
    [
      "any day before an end, where the beginning is not known",
      "1999-01-01",
      [entryOf({ ...removed, from: null })],
      ["1260h"],
    ],
    [
      "a day on which only the other list holds",
      "2026-07-01",
      [entryOf(removed), entryOf({ list: "theirs" })],
      ["theirs"],
    ],
  ])("is as of the day: %s", (_what, day, entries, lists) => {
    expect(listsOn(day, { name: "Maker Co., Limited" }, ...entries)).toEqual(lists);
  });

  it.each([
    ["the official name", { name: "Maker Co., Limited" }, true],
    ["the official name in capitals and with more spaces", { name: " MAKER  CO., LIMITED" }, true],
    ["another name of the entry", { name: "MKR" }, true],
    ["the name without its legal form, which is a guess", { name: "Maker" }, false],
    [
      "the name without its legal form, where the row names the list",
      { name: "Maker", lists: ["1260h"] },
      true,
    ],
    ["the same name in another country", { name: "MKR", country: "US" }, false],
    ["the same name in an unknown country", { name: "MKR", country: null }, false],
    [
      "the same name in another country, where the row names the list",
      { name: "MKR", country: "US", lists: ["1260h"] },
      true,
    ],
    ["part of the name", { name: "Maker Co., Limited, Berlin" }, false],
    ["an id that looks like the name", { supplierId: "m", name: "M" }, false],
  ])("by %s", (_what, supplier, isMember) => {
    expect(listsOn("2026-06-08", supplier, entryOf())).toEqual(isMember ? ["1260h"] : []);
    const before = listsOn("2026-06-07", supplier, entryOf());
    expect(before).toEqual([]);
  });

  it("by the id that an entry gives, whatever the name and country", () => {
    const entry = entryOf({ suppliers: ["m"] });
    expect(listsOn("2026-06-08", { name: "Other", country: "US" }, entry)).toEqual(["1260h"]);
  });

  it("by a row alone holds on every day, as before lists had periods", () => {
    const row = { name: "Successor", lists: ["1260h", "theirs"] };
    expect(listsOn("1999-01-01", row, entryOf())).toEqual(["1260h", "theirs"]);
  });

  it("leaves the suppliers untouched when nothing differs, and makes each state once", () => {
    const suppliers = suppliersOf(
      supplierOf({ supplierId: "m", name: "MKR", country: "CN", lists: ["1260h"] }),
    );
    const { on } = listingsOf(suppliers, { lists: LISTS, entries: [entryOf()] });
    expect(on("2026-06-08")).toBe(suppliers);
    expect(on("2026-01-01")).toBe(on("2026-01-02"));
    expect(on("2026-01-01")).not.toBe(suppliers);
  });

  it("is that of an obvious search through all entries", () => {
    const name = fc.constantFrom("MKR", "Maker", "Maker Co., Limited", "Other", "Other Ltd");
    const country = fc.constantFrom("CN", "US", null);
    const day = fc.constantFrom("2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01");
    const list = fc.constantFrom("1260h", "theirs");
    const id = fc.constantFrom("a", "b", "c");
    const entry = fc
      .record({
        list,
        entity: name,
        country,
        from: fc.option(day),
        to: fc.option(day),
        suppliers: fc.array(id),
      })
      .filter(({ from, to }) => from === null || to === null || from < to)
      .map((one) => entryOf({ ...one, names: [] }));
    const supplier = fc.record({ supplierId: id, name, country, lists: fc.uniqueArray(list) });
    const bare = (text: string) => text.replace(/ (Co\., Limited|Ltd)$/, "");
    fc.assert(
      fc.property(fc.array(supplier), fc.array(entry), day, (rows, entries, asOf) => {
        const suppliers = suppliersOf(...rows.map((row) => supplierOf(row)));
        const found = listingsOf(suppliers, { lists: LISTS, entries }).on(asOf);
        for (const row of suppliers.values()) {
          for (const one of ["1260h", "theirs"]) {
            const about = entries.filter((each) => {
              if (each.list !== one) return false;
              if (each.suppliers.includes(row.supplierId)) return true;
              if (each.entity === row.name && (each.country ?? row.country) === row.country) return true;
              return row.lists.includes(one) && bare(each.entity) === bare(row.name);
            });
            const holds = about.some(({ from, to }) => (from ?? "") <= asOf && asOf < (to ?? "9999"));
            const expected = about.length === 0 ? row.lists.includes(one) : holds;
            expect(found.get(row.supplierId)?.lists.includes(one)).toBe(expected);
          }
        }
      }),
    );
  });
});

describe("a supplier with a listed name that its row does not mark", () => {
  const questions = resemblances({ lists: LISTS, entries: [entryOf(), entryOf({ list: "theirs" })] });

  it("counts by the exact name, and is asked about by one that only resembles", () => {
    const exact = questions(supplierOf({ name: "MKR", country: "CN", lists: ["theirs"] }));
    expect(exact).toEqual([{ list: "1260h", entries: [entryOf()] }]);
    const similar = questions(supplierOf({ name: "Maker", country: "CN", lists: [] }));
    expect(similar).toEqual(["1260h", "theirs"].map((list) => ({ list, entries: [] })));
    expect(questions(supplierOf({ name: "Nobody", lists: [] }))).toEqual([]);
  });
});

describe("an assessment", () => {
  const measure = { kind: "share", of: { list: "1260h" } } as const;
  const rule = ruleOf({ id: "listed", measure, above: { critical: 0 } });
  const ahead = ruleOf({
    id: "ahead",
    measure: { kind: "look-through", of: { list: "ndaa-154" } },
    above: { critical: 0 },
    effectiveFrom: "2027-10-01",
  });
  const policy = policyOf({ rules: [rule, ahead] });
  const suppliers = suppliersOf(
    supplierOf({
      supplierId: "byd",
      name: "BYD",
      country: "CN",
      lists: ["1260h", "ndaa-154"],
      inputs: "none",
    }),
    supplierOf({ supplierId: "lg", name: "LG", country: "KR", lists: [], inputs: "none" }),
  );
  const positions = [
    positionOf({ positionId: "1", supplierId: "byd", exposure: 300, date: null }),
    positionOf({ positionId: "2", supplierId: "lg", exposure: 100, date: null }),
  ];
  const at = (asOf: string) => {
    const window = { ...YEAR, asOf };
    const fold = foldOf(positions, 0, window);
    return assessed({ fold, suppliers, policy, window, listings: listingsOf(suppliers, shippedLists) });
  };
  const shares = (asOf: string) => at(asOf).observations.map(({ observed }) => observed?.lower);

  it("counts who is on the list on its day, and a rule that only looks ahead who will be on it then", () => {
    expect(shares("2026-06-07")).toEqual([0, 0.75]);
    expect(shares("2026-06-08")).toEqual([0.75, 0.75]);
    expect(shares("2027-09-30")).toEqual([0.75, 0.75]);
    expect(shares("2027-10-01")).toEqual([0.75, 0.75]);
  });

  it("has another input when a list has changed, and the same when it has not", () => {
    const hash = (asOf: string) => at(asOf).assessment.inputHash;
    expect(hash("2026-06-07")).not.toBe(hash("2026-06-08"));
    expect(hash("2026-06-08")).toBe(hash("2026-06-09"));
    expect(listDaysOf([ruleOf()], "2026-06-08")).toEqual([]);
    expect(listDaysOf([ahead, rule, ahead], "2026-06-08")).toEqual(["2026-06-08", "2027-10-01"]);
  });

  it("measures an announced rule as of its beginning, and one in force as of today", () => {
    expect(listDayOf(ahead, "2026-06-08")).toBe("2027-10-01");
    expect(listDayOf(ahead, "2028-01-01")).toBe("2028-01-01");
    expect(listDayOf(rule, "2026-06-08")).toBe("2026-06-08");
    expect(listDayOf(ruleOf({ effectiveFrom: "2027-10-01" }), "2026-06-08")).toBe("2026-06-08");
  });
});
