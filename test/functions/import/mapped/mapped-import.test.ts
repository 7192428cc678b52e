import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { withoutWriting } from "../../../../functions/import/mapped/answer.ts";
import { type MappedReport, mappedImport } from "../../../../functions/import/mapped/import-mapped.ts";
import type { Mapping } from "../../../../shared/mapping/mapping.ts";
import { erpCells, erpMapping, erpPurchases, erpText } from "../../../support/erp.ts";
import { type ObjectImportWorld, objectImportWorld } from "../../../support/object-import.ts";
import { supplierOf } from "../../../support/samples.ts";
import { workbookOf, zipOf } from "../../../support/workbooks.ts";

const HEADER = "Order,Vendor,Item,Country,Amount,Day";
const mapping: Mapping = {
  schemaVersion: 1,
  table: {},
  unknown: ["n/a"],
  lines: "add-up",
  day: "earliest",
  columns: {
    positionId: { columns: ["Order"], join: "-" },
    sector: { constant: "ai" },
    supplierId: { column: "Vendor", as: "name" },
    item: { column: "Item", values: { Storage: "bess" } },
    originCountry: { column: "Country", values: { "Made in PRC": "CN" } },
    exposure: { column: "Amount", format: "1,234.56", unit: "USD" },
    date: { column: "Day", format: "MM/DD/YYYY" },
  },
};

async function* bytesOf(content: string | Buffer, size = 1000): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(content);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

interface Mapped {
  content: string | Buffer;
  by?: Mapping;
  world?: ObjectImportWorld;
  isDry?: boolean;
  replace?: boolean;
}

function map({ content, by = mapping, world = objectImportWorld(), isDry = false, replace = false }: Mapped) {
  const importOne = mappedImport({ mapping: by, sector: null, mostBytes: 100_000_000 });
  const ports = isDry ? withoutWriting(world.ports) : world.ports;
  return importOne(bytesOf(content), ports, { file: "t.csv", replace });
}

const rows = (...lines: string[]) => [HEADER, ...lines, ""].join("\n");

/** The reasons of a report, by column. */
const reasons = ({ reasons: all }: MappedReport) =>
  all.map(({ column, reason, lines }) => `${lines.join()} ${column}: ${reason}`);

describe("the same export in any form", () => {
  const purchases = erpPurchases();
  const cells = erpCells(purchases);
  const forms: [string, string | Buffer, string[]][] = [
    ["commas", erpText(purchases), []],
    ["semicolons", erpText(purchases, ";"), ["columns apart by semicolons"]],
    ["tabs", erpText(purchases, "\t"), ["columns apart by tabs"]],
    ["bars", erpText(purchases, "|"), ["columns apart by bars"]],
    ["sep=;", `sep=;\n${erpText(purchases, ";")}`, ["columns apart by semicolons"]],
    ["UTF-8 with a mark", `\uFEFF${erpText(purchases)}`, []],
    [
      "UTF-16",
      Buffer.from(`\uFEFF${erpText(purchases, "\t")}`, "utf16le"),
      ["UTF-16", "columns apart by tabs"],
    ],
    ["UTF-16 without a mark", Buffer.from(erpText(purchases), "utf16le"), ["UTF-16"]],
    [
      "UTF-16, the other way around",
      Buffer.from(`\uFEFF${erpText(purchases)}`, "utf16le").swap16(),
      ["UTF-16"],
    ],
    ["Windows-1252", Buffer.from(erpText(purchases), "latin1"), ["Windows-1252"]],
    ["gzip", gzipSync(erpText(purchases)), []],
    ["a workbook", workbookOf(cells), ['sheet "Orders"']],
    ["a workbook with its texts in the cells", workbookOf(cells, { inlineTexts: true }), ['sheet "Orders"']],
    ["a workbook that counts from 1904", workbookOf(cells, { since1904: true }), ['sheet "Orders"']],
    [
      "a workbook with a hidden sheet first, and a title above the header",
      workbookOf([["Purchases"], [], ...cells], { before: [{ name: "old", isHidden: true }] }),
      ['sheet "Orders"'],
    ],
  ];

  it.each(forms)("%s", async (_form, content, readAs) => {
    const [plain, other] = [objectImportWorld(), objectImportWorld()];
    const usual = await map({ content: erpText(purchases), by: erpMapping, world: plain });
    const report = await map({ content, by: erpMapping, world: other });
    expect(other.positions).toEqual(plain.positions);
    expect(report.rejected).toBe(0);
    expect(report.mapped.readAs).toEqual(readAs);
    expect({ ...report.mapped, readAs: [], headerLine: 1 }).toEqual({ ...usual.mapped, readAs: [] });
  });

  it("is taken whole: 500 rows, to the cent", async () => {
    const world = objectImportWorld();
    const { mapped } = await map({ content: workbookOf(cells), by: erpMapping, world });
    const cents = purchases.reduce((sum, one) => sum + one.cents, 0);
    expect(mapped.read).toEqual({ rows: 500, amount: cents / 100, unreadable: 0 });
    expect(mapped.taken.rows).toBe(440);
    expect(mapped.netted).toMatchObject({ rows: 60, positions: 30 });
    expect(mapped.refused).toEqual({ rows: 0, amount: 0, unreadable: 0 });
    const stored = [...world.positions.values()].reduce((sum, { exposure }) => sum + exposure, 0);
    expect(stored).toBe(cents);
  });
});

it("what is the same for all rows stands in the mapping", async () => {
  const world = objectImportWorld();
  const by: Mapping = {
    ...mapping,
    columns: {
      positionId: { columns: ["Order"], join: "-" },
      sector: { constant: "defense" },
      supplierId: { constant: "Maker Inc.", as: "name" },
      item: { constant: "bess" },
      originCountry: { constant: "CN" },
      exposure: { column: "Amount", format: "1,234.56", unit: "thousand USD" },
      date: { constant: "2026-07-31" },
      program: { constant: "IAD" },
      source: { constant: "a file" },
    },
  };
  await map({ content: "Order\tAmount\nA\t1.5\n", by, world });
  expect([...world.positions.values()]).toEqual([
    {
      positionId: "A",
      sector: "defense",
      supplierId: "maker-inc",
      item: "bess",
      originCountry: "CN",
      exposure: 150_000,
      date: "2026-07-31",
      periodStart: null,
      program: "IAD",
      source: "a file",
    },
  ]);
});

describe("lines of one key", () => {
  it("add up, credits taken away; what one line knows counts for all", async () => {
    const world = objectImportWorld();
    const content = rows(
      'A,Maker,Storage,,"$1,000.00",07/03/2026',
      "B,,bess,CN,5,",
      "A,Maker,Storage,China (PRC),($250.50),07/01/2026",
      "A,n/a,Storage,Made in PRC,0.50,n/a",
    );
    const { mapped } = await map({ content, world });
    expect([...world.positions.values()]).toMatchObject([
      {
        positionId: "A",
        supplierId: "maker",
        item: "bess",
        originCountry: "CN",
        exposure: 75_000,
        date: "2026-07-01",
      },
      { positionId: "B", supplierId: null, originCountry: "CN", exposure: 500, date: null },
    ]);
    expect(mapped).toMatchObject({
      read: { rows: 4, amount: 755 },
      taken: { rows: 1, amount: 5 },
      netted: { rows: 3, positions: 1, amount: 750 },
      changes: [{ sector: "ai", added: 2, changed: 0, removed: 0, exposure: { added: 755, removed: 0 } }],
    });
  });

  it("that come out below zero are refused, with all of them named", async () => {
    const report = await map({ content: rows("A,,bess,,10,", "B,,bess,,1,", "A,,bess,,-30.25,") });
    expect(reasons(report)).toEqual([
      '2,4 Order: the lines of "A" (lines 2, 4) add up to -20.25 USD, which is below zero: correct them, or leave the credit out',
    ]);
    expect(report.mapped).toMatchObject({
      taken: { rows: 1, amount: 1 },
      refused: { rows: 2, amount: -20.25, unreadable: 0 },
    });
  });

  it("that contradict each other are refused, with what they say", async () => {
    const report = await map({ content: rows("A,,bess,CN,10,", "A,,bess,KR,5,") });
    expect(reasons(report)).toEqual([
      '2,3 Order: the lines of "A" (lines 2, 3) say both "CN" and "KR" in Country: they are not one position; name more columns in positionId of the mapping, or correct them',
    ]);
  });

  it("are refused from the second on where each line is a position", async () => {
    const report = await map({
      content: rows("A,,bess,,10,", "A,,bess,,10,", "B,,bess,,-1,"),
      by: { ...mapping, lines: "one-each" },
    });
    expect(reasons(report).sort()).toEqual([
      '3 Order: "A" stands on line 2 already; name more columns in positionId of the mapping, or say "lines": "add-up" where lines of one key are one position',
      '4 Amount: is negative: with "lines": "add-up" in the mapping it is taken away from the other lines of its key',
    ]);
    expect(report.mapped).toMatchObject({
      read: { rows: 3, amount: 19 },
      taken: { rows: 1 },
      refused: { rows: 2, amount: 9 },
    });
  });
});

describe("what is refused", () => {
  it.each([
    [
      "A,,Racks,,1,",
      '2 Item: "Racks" is no item: write "Racks": "racks" into "values" of item in the mapping',
    ],
    [
      "A,,bess,Chinaa,1,",
      '2 Country: "Chinaa" is not a country: write CN if China is meant; or write what it means into "values" of originCountry in the mapping',
    ],
    ["A,,bess,,ten,", '2 Amount: "ten" is not an amount like 1,234.56'],
    ["A,,bess,,,", "2 Amount: is empty: write 0 where nothing was paid"],
    ["A,,bess,,€5,", '2 Amount: "€5" is in €, and the mapping says that amounts are in USD'],
    ["A,,bess,,1.005,", '2 Amount: "1.005" has more than 2 decimals of USD'],
    ["A,,bess,,1,31.07.2026", '2 Day: "31.07.2026" is not a day of the form MM/DD/YYYY'],
    [
      "A,,bess,,1,01/01/1900",
      "2 Day: must lie between 1970-01-01 and 2100-12-31, or be empty where it is not known",
    ],
    [",,bess,,1,", "2 Order: is empty: without it, a position has no name"],
    [
      "Total:,,bess,,1,",
      '2 Order: "Total:" looks like a total, which would count twice: write "totals": { "columns": ["Order"], "is": ["Total:"] } into the mapping, or remove the line',
    ],
    ["A,***,bess,,1,", '2 Vendor: "***" has no letter or digit of which an id could be made'],
    ["A,,bess,,1", "2 null: has 5 fields and the header 6"],
  ])("%s is told with its column, and with what to write instead", async (line, reason) => {
    const report = await map({ content: rows(line, "Z,,bess,,7,") });
    expect(reasons(report)).toEqual([reason]);
    expect(report.mapped).toMatchObject({
      read: { rows: 2 },
      taken: { rows: 1, amount: 7 },
      refused: { rows: 1 },
    });
  });

  it("is remembered for its sector, with its money", async () => {
    const world = objectImportWorld();
    await map({ content: rows("A,,Racks,,12.34,", "B,,bess,,1,"), world });
    expect([...world.refusals.values()]).toMatchObject([
      { sector: "ai", kind: "map", rows: 1, exposure: 1234 },
    ]);
    await map({ content: rows("A,,bess,,12.34,", "B,,bess,,1,"), world });
    expect(world.refusals.size).toBe(0);
  });

  it("of a key, because the sector is measured otherwise", async () => {
    const by = structuredClone(mapping);
    by.columns.exposure.unit = "MWh";
    const world = objectImportWorld();
    expect(reasons(await map({ content: rows("A,,bess,,1,"), by, world }))).toEqual([
      "2 Amount: ai is measured in USD, and the mapping says that amounts are in MWh",
    ]);
    expect([...world.refusals.values()]).toMatchObject([{ rows: 1, exposure: null, exposureAtLeast: true }]);
  });

  it("is counted as well where the import refuses rows that are each right, beside each other", async () => {
    const many = Array.from({ length: 100 }, (_, at) => `A-${at},,bess,,"999,999,999,999.00",`);
    const world = objectImportWorld();
    const report = await map({ content: rows(...many, "A-1,,bess,,1,"), world });
    expect(reasons(report)).toEqual([
      expect.stringMatching(/^\d+ exposure: the rows of ai add up to more than/),
    ]);
    expect(report.mapped).toMatchObject({
      read: { rows: 101, amount: 99_999_999_999_901 },
      taken: { rows: 0, amount: 0 },
      netted: { rows: 0, amount: 0, positions: 0 },
      refused: { rows: 101, amount: 99_999_999_999_901 },
    });
    expect(world.positions.size).toBe(0);
  });

  it("because of another currency, or taken as a credit for what another column says", async () => {
    const by = structuredClone(mapping);
    by.columns.exposure.currency = { column: "Vendor", is: ["usd", "$"] };
    by.columns.exposure.negativeWhen = { column: "Country", is: ["JP"] };
    delete by.columns.supplierId;
    const report = await map({ content: rows("A,USD,bess,JP,4,", "A,$,bess,,10,", "B,EUR,bess,,1,"), by });
    expect(reasons(report)).toEqual([
      '4 Amount: "EUR" is the currency, and only rows in usd or $ are read: convert the amount',
    ]);
    expect(report.mapped.netted).toEqual({ rows: 2, amount: 6, positions: 1, unreadable: 0 });
  });
});

describe("a file", () => {
  it.each([
    ["", "is empty: the header is missing"],
    [
      "Ordr,Vendor,Item,Country,Amount,Day\nA,,,,,\n",
      'no line names the column "Order" of the mapping: "Ordr" stands there',
    ],
    ["a;b\n1;2\n", /^no line names the columns "Order", "Vendor", "Item" and 3 more of the mapping: /],
    [`${HEADER},Order\n`, 'line 1: names "Order" twice: give one of the two columns another name'],
    [
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1]),
      "line 1: is an old Excel workbook, or one with a password: save it as .xlsx, without a password",
    ],
    [Buffer.from("%PDF-1.7"), "line 1: is a PDF: export the table as .csv or .xlsx"],
    [zipOf({ "a.txt": "x" }), "line 1: is a zip file and no workbook: unpack it"],
    [zipOf({ "xl/workbook.bin": "x" }), "line 1: is a binary workbook (.xlsb): save it as .xlsx"],
    [zipOf({ "xl/workbook.xml": "<workbook><sheets>" }), "line 1: is a workbook with damaged XML"],
    [workbookOf([[HEADER]]).subarray(0, 300), "line 1: is a workbook that is not whole: save it again"],
    [gzipSync("x").subarray(0, 12), "line 1: is not whole gzip"],
  ])("%# that cannot be used is refused in one sentence", async (content, reason) => {
    await expect(map({ content })).rejects.toThrow(reason);
  });

  it("names its sheets where the mapping asks for another", async () => {
    const content = workbookOf([[HEADER]], { before: [{ name: "Notes" }] });
    await expect(map({ content, by: { ...mapping, table: { sheet: "2026" } } })).rejects.toThrow(
      'line 1: has no sheet "2026": it has "Notes", "Orders"',
    );
  });

  it("of several sheets is read from the first that is shown, and says so", async () => {
    const content = workbookOf([["no table"]], { sheet: "Notes" });
    const [first, second] = [HEADER.split(","), ["A", "", "bess", "", "1", ""]];
    await expect(map({ content })).rejects.toThrow("no line names the columns");
    const several = workbookOf([first, second], { after: ["Notes", "Old"] });
    expect((await map({ content: several })).mapped.readAs).toEqual(['sheet "Orders", the first of 3']);
  });

  it("of a workbook may have texts with breaks and escapes in them", async () => {
    const cells = [
      HEADER.replace("Vendor", "Vendor_x000D_\nName").split(","),
      ["A_x005F_1", "M_x0026_N", "bess", "", "1", ""],
    ];
    const by = structuredClone(mapping);
    if (by.columns.supplierId) by.columns.supplierId.column = "Vendor Name";
    const world = objectImportWorld();
    await map({ content: workbookOf(cells), by, world });
    expect([...world.positions.values()]).toMatchObject([{ positionId: "A_1", supplierId: "m-n" }]);
  });

  it("may have blank lines, the header again, and an end that cannot be read", async () => {
    const report = await map({ content: rows("A,,bess,,1,", "", ",,,,,", HEADER, "B,,bess,,2,", '"open') });
    expect(report.warnings[0]).toBe("line 5: the header stands here again; it was left out");
    expect(report.mapped).toMatchObject({
      blank: 1,
      taken: { rows: 2, amount: 3 },
      refused: { rows: 1, unreadable: 1 },
    });
    expect(reasons(report)).toEqual([
      "7 null: opens a quote that is never closed; nothing after it was read",
    ]);
  });

  it("in an encoding that is named is read in it", async () => {
    const content = Buffer.from(rows("A,Müller,bess,,1,"), "latin1");
    const world = objectImportWorld();
    await map({ content, by: { ...mapping, table: { encoding: "windows-1252" } }, world });
    expect(world.positions.get("ai A")?.supplierId).toBe("müller");
    const refused = await map({ content, by: { ...mapping, table: { encoding: "utf-8" } } });
    expect(refused.reasons[0]?.reason).toMatch(/^is not UTF-8 text/);
  });

  it("again changes nothing, and with replace what is gone is removed", async () => {
    const world = objectImportWorld();
    const by = structuredClone(mapping);
    by.columns.source = { constant: "ERP" };
    const content = rows("A,,bess,,1,", "B,,bess,,2,");
    await map({ content, by, world });
    expect(await map({ content, by, world })).toMatchObject({
      unchanged: 2,
      added: 0,
      mapped: { changes: [] },
    });
    const less = rows("B,,bess,,3,");
    const dry = await map({ content: less, by, world, replace: true, isDry: true });
    expect(dry).toMatchObject({ changed: 1, removed: 1 });
    expect(world.positions.size).toBe(2);
    expect(await map({ content: less, by, world, replace: true })).toEqual({ ...dry, mapped: dry.mapped });
    expect(dry.mapped.changes).toEqual([
      { sector: "ai", added: 0, changed: 1, removed: 1, exposure: { added: 3, removed: 3 } },
    ]);
    expect(world.positions.size).toBe(1);
  });
});

describe("a try", () => {
  it("writes nothing at all", async () => {
    const world = objectImportWorld();
    const report = await map({ content: rows("A,,bess,,1,", "B,,nothing here,,1,"), world, isDry: true });
    expect(report).toMatchObject({ added: 1, rejected: 1 });
    const { positions, refusals, imports, markers } = world;
    expect([positions, refusals, imports, markers].map(({ size }) => size)).toEqual([0, 0, 0, 0]);
  });
});

it("blanks around what stands in a cell make no difference, nor decomposed letters", async () => {
  const world = objectImportWorld();
  const lines = [" A \tMu\u0308ller\tbess\t CN \t 1.00 \t", "A\tM\u00fcller \tbess\tCN\t2\t"];
  const report = await map({ content: [HEADER.replaceAll(",", " \t"), ...lines, ""].join("\n"), world });
  expect(report.rejected).toBe(0);
  expect([...world.positions.values()]).toMatchObject([
    { positionId: "A", supplierId: "m\u00fcller", exposure: 300 },
  ]);
});

it("a table with tabs may have quotes inside of its texts", async () => {
  const world = objectImportWorld();
  const lines = ['A\t19" rack "LFP"\tbess\tCN\t1\t', 'B\t"quoted\ttab"\tbess\tCN\t2\t'];
  const report = await map({ content: [HEADER.replaceAll(",", "\t"), ...lines, ""].join("\n"), world });
  expect(report.mapped.taken).toMatchObject({ rows: 2, amount: 3 });
  expect(report.mapped.suppliers.map(({ names }) => names)).toEqual([['19" rack "LFP"'], ["quoted\ttab"]]);
});

describe("names of suppliers", () => {
  const world = () => {
    const made = objectImportWorld();
    for (const supplier of [
      supplierOf({ supplierId: "catl", name: "Contemporary Amperex" }),
      supplierOf({ supplierId: "twin-1", name: "Twin" }),
      supplierOf({ supplierId: "twin-2", name: "TWIN" }),
      supplierOf({ supplierId: "byd", name: "BYD Company" }),
    ])
      made.suppliers.set(supplier.supplierId, supplier);
    return made;
  };

  it("become the ids of the mapping, of stored names, or by rule, and each is told", async () => {
    const by = structuredClone(mapping);
    if (by.columns.supplierId) by.columns.supplierId.values = { "Own Name": "byd" };
    const content = rows(
      "A,contemporary  AMPEREX,bess,,1,",
      "B,catl,bess,,1,",
      "C,Own name,bess,,1,",
      "D,Acme Inc.,bess,,1,",
      "E,ACME Inc,bess,,1,",
      "F,BYD,bess,,1,",
      "G,Twin,bess,,1,",
      "H,Never Taken,no such thing,,1,",
    );
    const made = world();
    const report = await map({ content, by, world: made });
    expect([...made.positions.values()].map(({ supplierId }) => supplierId)).toEqual([
      "catl",
      "catl",
      "byd",
      "acme-inc",
      "acme-inc",
      "byd",
    ]);
    expect(report.mapped.suppliers).toEqual([
      {
        supplierId: "catl",
        names: ["contemporary  AMPEREX", "catl"],
        by: "stored",
        isNew: false,
        storedAs: null,
      },
      { supplierId: "acme-inc", names: ["Acme Inc.", "ACME Inc"], by: "rule", storedAs: null },
      { supplierId: "byd", names: ["BYD"], by: "rule", storedAs: "BYD Company", isNew: false },
    ]);
    expect(reasons(report)).toContain(
      '9 Item: "no such thing" is no item: write "no such thing": "no-such-thing" into "values" of item in the mapping',
    );
    expect(reasons(report).slice(0, 1)).toEqual([
      '8 Vendor: "Twin" is the name of several stored suppliers ("twin-1", "twin-2"): write which one into "values" of supplierId in the mapping',
    ]);
  });
});
