import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { importObject } from "../../../../functions/import/bucket/import-object.ts";
import { type MappedReport, mappedImport } from "../../../../functions/import/mapped/import-mapped.ts";
import { namesInTable } from "../../../../functions/import/mapped/names-in-table.ts";
import { suggestTable } from "../../../../functions/import/mapped/suggest-table.ts";
import type { Mapping } from "../../../../shared/mapping/mapping.ts";
import { cases } from "../../../support/cases.ts";
import { BUCKET, objectImportWorld } from "../../../support/object-import.ts";

const HEADER = "Order,Line,Vendor,Item,Amount,Day,Quantity";
const mapping: Mapping = {
  schemaVersion: 1,
  table: {},
  unknown: [],
  lines: "add-up",
  day: "earliest",
  totals: { columns: ["Order", "Vendor"], is: ["Total", "Subtotal", "* Total"] },
  columns: {
    positionId: { columns: ["Order", "Line"], join: "-" },
    sector: { constant: "ai" },
    supplierId: { column: "Vendor", as: "name" },
    item: { column: "Item" },
    exposure: { column: "Amount", format: "1,234.56", unit: "USD" },
    date: { column: "Day", format: "YYYY-MM-DD" },
  },
};

const tableOf = (...lines: string[]) => `${[HEADER, ...lines].join("\n")}\n`;
async function* bytesOf(text: string) {
  yield Buffer.from(text);
}

async function map(text: string, by: Mapping = mapping): Promise<MappedReport> {
  const importOne = mappedImport({ mapping: by, sector: null, mostBytes: 1_000_000 });
  return await importOne(bytesOf(text), objectImportWorld().ports, { file: "t.csv" });
}

const notes = ({ warnings }: MappedReport) => warnings.filter((one) => one.includes("total"));
const reasons = ({ reasons: all }: MappedReport) => all.map(({ column, reason }) => `${column}: ${reason}`);
const A = "A,1,Maker,bess,100.10,2026-07-01,5";
const B = "B,1,Maker,bess,200.20,2026-07-01,5";

describe("a line that is a total by the mapping", () => {
  it.each<[string, string[], string[]]>([
    [
      "that is right",
      [A, B, "Total,,,,300.30,,10"],
      ["line 4: total USD 300.30, equal to the sum of the lines above"],
    ],
    [
      "whatever its capitals",
      [A, "TOTAL,,,,100.10,,"],
      ["line 3: total USD 100.10, equal to the sum of the lines above"],
    ],
    [
      "in another column",
      [A, ",,Total,,100.10,,"],
      ["line 3: total USD 100.10, equal to the sum of the lines above"],
    ],
    [
      "that is wrong",
      [A, B, "Total,,,,300.31,,"],
      ["line 4: total USD 300.31, but the lines above add up to USD 300.30"],
    ],
    [
      "of credits and of what was refused",
      [A, "B,1,Maker,Two Words,50,2026-07-01,", "A,1,Maker,bess,(20),2026-07-01,", "Total,,,,130.10,,"],
      ["line 5: total USD 130.10, equal to the sum of the lines above"],
    ],
    [
      "of a part",
      [A, "Subtotal,,Maker,,100.10,,", B, "Subtotal,,Maker,,200.20,,", "Total,,,,300.30,,"],
      [
        "line 3: total USD 100.10, equal to the sum of the lines above",
        "line 5: total USD 200.20, equal to the sum of the lines since line 3",
        "line 6: total USD 300.30, equal to the sum of the lines above",
      ],
    ],
    [
      "of a part that is wrong",
      [A, "Subtotal,,,,100.10,,", B, "Subtotal,,,,200,,"],
      [
        "line 3: total USD 100.10, equal to the sum of the lines above",
        "line 5: total USD 200.00, but the lines above add up to USD 300.30, and those since line 3 to USD 200.20",
      ],
    ],
    [
      "above which an amount is not known",
      [A, "B,1,Maker,bess,ten,2026-07-01,", "Total,,,,300.30,,"],
      [
        "line 4: total USD 300.30, but the lines above add up to USD 100.10, without 1 amount not known in USD",
      ],
    ],
    [
      "above which an amount is not known, and that is equal to the others",
      [A, "B,1,Maker,bess,ten,2026-07-01,", "Total,,,,100.10,,"],
      [
        "line 4: total USD 100.10, but the lines above add up to USD 100.10, without 1 amount not known in USD",
      ],
    ],
    [
      "without an amount",
      [A, "Total,,,,,,"],
      ["line 3: a total whose amount is not known in USD: the lines above were not compared"],
    ],
    [
      "of a supplier",
      [A, ",,Maker Total,,100.10,,", B, "Total,,,,300.30,,"],
      [
        "line 3: total USD 100.10, equal to the sum of the lines above",
        "line 5: total USD 300.30, equal to the sum of the lines above",
      ],
    ],
    ["of nothing", ["Total,,,,0,,", A], ["line 2: total USD 0.00, equal to the sum of the lines above"]],
  ])("%s is compared, and neither taken nor refused", async (_name, lines, told) => {
    const report = await map(tableOf(...lines));
    const totals = lines.filter((line) => /total/i.test(line)).length;
    expect(notes(report)).toEqual(told);
    const { read, taken, netted, refused, totals: found } = report.mapped;
    expect(found?.rows).toBe(totals);
    expect(read.rows).toBe(lines.length);
    expect(taken.rows + netted.rows + refused.rows + totals).toBe(lines.length);
    expect(refused.rows).toBe(lines.filter((line) => /ten|Two/.test(line)).length);
  });

  it("is only counted where many are right", async () => {
    const parts = Array.from({ length: 9 }, (_, at) => [
      `P${at},1,Maker,bess,1,2026-07-01,`,
      "Subtotal,,,,1,,",
    ]);
    const report = await map(tableOf(...parts.flat()));
    expect(notes(report).length).toBe(3);
    expect(report.mapped.totals).toEqual({ rows: 9, amount: 9, unreadable: 0 });
  });

  it("changes nothing of what is taken, wherever it stands", async () => {
    const row = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: -500, max: 5000 }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 8 }),
        fc.nat({ max: 8 }),
        fc.nat(),
        async (rows, at, amount) => {
          const lines = rows.map(([order, cents]) => `O${order},1,Maker,bess,${cents / 100},2026-07-01,`);
          const total = `Total,,,,${amount / 100},,`;
          const [without, withIt] = await Promise.all([
            map(tableOf(...lines)),
            map(tableOf(...lines.slice(0, at), total, ...lines.slice(at))),
          ]);
          const { totals, read, ...rest } = withIt.mapped;
          const { read: before, ...others } = without.mapped;
          expect(rest).toEqual(others);
          expect(read.rows).toBe(before.rows + 1);
          expect(totals).toEqual({ rows: 1, amount: amount / 100, unreadable: 0 });
        },
      ),
      cases(200),
    );
  });
});

describe("a row is not taken for a total", () => {
  it.each([
    ["of a supplier with that word in its name", "X,1,Total Energies,bess,7,2026-07-01,"],
    ["of a supplier of that name", "X,1,Total,bess,7,2026-07-01,"],
    ["of a supplier of that name without a day", "X,1,Total,bess,7,,"],
    ["of a supplier whose name ends so", "X,1,Acme Total,bess,7,,"],
    ["of a key with that word in it", "X-Total,1,Maker,bess,7,2026-07-01,"],
  ])("%s", async (_name, line) => {
    const report = await map(tableOf(A, line));
    expect(report.mapped).toMatchObject({ read: { rows: 2 }, taken: { rows: 2 }, refused: { rows: 0 } });
    expect(report.mapped.totals).toBeUndefined();
  });

  it("of a supplier of that name, where the supplier alone is the key", async () => {
    const by = structuredClone(mapping);
    by.columns.positionId.columns = ["Vendor"];
    const report = await map(tableOf(A, "X,1,Total,bess,7,2026-07-01,", "X,1,Total Energies,bess,7,,"), by);
    expect(report.mapped).toMatchObject({ taken: { rows: 3 }, refused: { rows: 0 } });
  });
});

describe("a line that looks like a total, and is none by the mapping,", () => {
  const { totals: _, ...bare } = mapping;
  const LOOKS = "looks like a total, which would count twice:";
  it.each<[string, string, Mapping, string]>([
    [
      "in the key",
      "Grand Total,,,,1,,",
      bare,
      `Order: "Grand Total" ${LOOKS} write "totals": { "columns": ["Order"], "is": ["Grand Total"] } into the mapping, or remove the line`,
    ],
    [
      "in another column",
      ",,Summe:,,1,,",
      bare,
      `Vendor: "Summe:" ${LOOKS} write "totals": { "columns": ["Vendor"], "is": ["Summe:"] } into the mapping, or remove the line`,
    ],
    [
      "of a supplier",
      ",,Maker (A+B) Total,,1,,",
      bare,
      `Vendor: "Maker (A+B) Total" ${LOOKS} write "totals": { "columns": ["Vendor"], "is": ["* Total"] } into the mapping, or remove the line`,
    ],
    [
      "by another text",
      "Summe,,,,1,,",
      mapping,
      `Order: "Summe" ${LOOKS} add "Summe" to "is" of totals in the mapping, or remove the line`,
    ],
    [
      "in a column that the mapping does not use",
      ",,,,,,Total",
      mapping,
      `Quantity: "Total" ${LOOKS} add "Quantity" to "columns" of totals in the mapping, or remove the line`,
    ],
    [
      "with a key of its own",
      "Total,7,,bess,1,,",
      mapping,
      `Order: "Total" ${LOOKS} remove the line, or what it says in "Order", "Line"`,
    ],
  ])("%s is refused for that alone, with what to write", async (_name, line, by, reason) => {
    const report = await map(tableOf(A, line), by);
    expect(reasons(report)).toEqual([reason]);
    expect(report.mapped).toMatchObject({ taken: { rows: 1 }, refused: { rows: 1 } });
  });

  it("need not say its currency, but says no other", async () => {
    const by = structuredClone(mapping);
    by.columns.exposure.currency = { column: "Quantity", is: ["USD"] };
    const own = "A,1,Maker,bess,100.10,2026-07-01,USD";
    const told = async (currency: string) =>
      notes(await map(tableOf(own, `Total,,,,100.10,,${currency}`), by));
    expect(await told("")).toEqual(["line 3: total USD 100.10, equal to the sum of the lines above"]);
    expect(await told("USD")).toEqual(await told(""));
    expect(await told("EUR")).toEqual([
      "line 3: a total whose amount is not known in USD: the lines above were not compared",
    ]);
  });

  it("is what it was told to be once the mapping says what was told", async () => {
    const by = { ...bare, totals: { columns: ["Vendor"], is: ["Summe:"] } };
    expect((await map(tableOf(A, ",,Summe:,,100.10,,"), by)).mapped).toMatchObject({ totals: { rows: 1 } });
  });
});

describe("elsewhere", () => {
  const rows = Array.from(
    { length: 30 },
    (_, at) => `PO-${at},1,Maker ${at % 3},bess,100.25,2026-07-${10 + at},5`,
  );
  const all = tableOf(...rows.slice(0, 20), 'Total,,,,"2,005.00",,100');
  const context = { units: new Map([["ai", "USD" as const]]), sector: "ai", source: "t" };

  it("`import suggest` finds the total, and its mapping brings the table in whole", async () => {
    const { mapping: by, totals, fields, rows: looked } = await suggestTable(bytesOf(all), {}, context);
    expect(totals).toEqual([{ line: 22, text: "Total" }]);
    expect(by.totals).toEqual({ columns: ["Order"], is: ["Total"] });
    expect(looked).toBe(20);
    expect(fields.find(({ field }) => field === "exposure")?.why).toBe(
      "20 of 20 are amounts like 1,234.56 in USD",
    );
    const report = await map(all, by);
    expect(report).toMatchObject({ added: 20, rejected: 0, mapped: { totals: { rows: 1, amount: 2005 } } });
    expect(notes(report)).toEqual(["line 22: total USD 2,005.00, equal to the sum of the lines above"]);
  });

  it("`import suggest` writes one entry for the subtotals of all suppliers", async () => {
    const parts = ["A", "B", "C"].map((name, at) => [
      `PO-${at},1,${name},bess,1.25,2026-07-01,5`,
      `,,${name} Total,,1.25,,`,
    ]);
    const { mapping: by } = await suggestTable(
      bytesOf(tableOf(...parts.flat(), "Grand Total,,,,3.75,,")),
      {},
      context,
    );
    expect(by.totals).toEqual({ columns: ["Vendor", "Order"], is: ["* Total", "Grand Total"] });
  });

  it("`import suggest` finds one at the end of a table that is longer than what it looks at", async () => {
    const many = Array.from({ length: 2500 }, (_, at) => `PO-${at},1,Maker,bess,1.25,2026-07-01,5`);
    const found = await suggestTable(bytesOf(tableOf(...many, "Total,,,,3125,,")), {}, context);
    expect(found).toMatchObject({
      hasMoreRows: true,
      totals: [{ line: 2502 }],
      mapping: { totals: { is: ["Total"] } },
    });
  });

  it("`suppliers suggest` does not take it for the name of a supplier", async () => {
    const { rows: named } = await namesInTable(bytesOf(tableOf(A, ",,Total,,100.10,,")), mapping, "Vendor");
    expect([...named.keys()]).toEqual(["Maker"]);
  });

  it("it is the same through the bucket", async () => {
    const files = {
      "map/erp/mapping.json": JSON.stringify(mapping),
      "map/erp/t.csv": tableOf(A, "Total,,,,100.10,,"),
    };
    const world = objectImportWorld(files);
    const result = await importObject({ bucket: BUCKET, key: "map/erp/t.csv" }, world.ports);
    expect(result).toMatchObject({ status: "imported", report: { added: 1, rejected: 0 } });
    expect(result.report?.warnings).toContain(
      "line 3: total USD 100.10, equal to the sum of the lines above",
    );
    expect(world.refusals.size).toBe(0);
  });
});
