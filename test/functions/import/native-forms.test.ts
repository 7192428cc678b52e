import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { importObjects } from "../../../functions/import/bucket/import-objects.ts";
import { readHoldings } from "../../../functions/import/files/holdings.ts";
import { readLinks, readPositions, readSuppliers } from "../../../functions/import/files/native.ts";
import type { ReadRow } from "../../../functions/import/files/row.ts";
import type { TableReading } from "../../../functions/import/files/table-reading.ts";
import type { Cell } from "../../../shared/mapping/cell.ts";
import { readAll } from "../../support/files.ts";
import { forms, sheetOf, textIn } from "../../support/native-forms.ts";
import { BUCKET, objectImportWorld } from "../../support/object-import.ts";
import { samplePolicies } from "../../support/sample-policies.ts";

async function* bytesOf(content: Buffer | string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(content);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const reading = (layout: TableReading["layout"], told: string[]): TableReading => ({
  layout,
  mostBytes: 1_000_000,
  tell: (how) => told.push(how),
});

const POSITIONS = "positionId,sector,supplierId,item,originCountry,exposure,date,program,source".split(",");
const positions: Cell[][] = [
  POSITIONS,
  ["P-1", "ai", "Müller", "bess", "Korea, South", { number: "1234.5" }, { day: "2026-07-31" }, "", "ERP"],
  ["P-2", "ai", "", "bess", "", { number: "7" }, "", "", ""],
  ["P-3", "space", "", "bess", "Narnia", { number: "1" }, { day: "2026-07-31" }, "two\nlines", ""],
  ["4711", "defense", "", "ups-lithium", "", { number: "0.01" }, "", "", ""],
];
const suppliers: Cell[][] = [
  ["supplierId", "name", "country", "parentId", "parentStake", "lists", "inputs"],
  ["maker", 'Maker "KK"', "JP", "parent", { number: "0.49" }, "ndaa-154;1260h", ""],
  ["parent", "Größe; AG", "Chna", "", "", "", "none"],
];
const links: Cell[][] = [
  ["supplierId", "input", "upstreamId", "share", "source"],
  ["maker", "cells", "parent", { number: "0.8" }, "a filing"],
  ["maker", "packs", "Zürich", { number: "1.5" }, ""],
];
const holdings: Cell[][] = [
  ["supplierId", "holderId", "minShare", "maxShare", "kind", "from", "to", "source"],
  ["maker", "parent", { number: "0.25" }, { number: "0.5" }, "equity", { day: "2020-01-01" }, "", "Zürich"],
  ["maker", "", "", "", "gift", "", "", ""],
];

const kinds: [
  string,
  Cell[][],
  (bytes: AsyncIterable<Uint8Array>, how: TableReading) => AsyncIterable<ReadRow<unknown>>,
][] = [
  ["positions", positions, (bytes, how) => readPositions(bytes, samplePolicies, how)],
  ["suppliers", suppliers, readSuppliers],
  ["links", links, readLinks],
  ["holdings", holdings, readHoldings],
];

/** A file that has no line breaks in its fields, so that its rows are the rows of a sheet. */
const onOneLine = (cells: Cell[][]) =>
  cells.map((row) => row.map((cell) => (typeof cell === "string" ? cell.replace("\n", " ") : cell)));

describe.each(kinds)("a file of %s", (_kind, cells, read) => {
  it.each(forms)("gives the same rows, and the same lines of refused ones, in $form", async (form) => {
    const usual = await readAll(read(bytesOf(textIn(onOneLine(cells), ","), 1000), reading({}, [])));
    expect(usual.some((row) => "reason" in row)).toBe(true);
    for (const size of [1, 17, 100_000]) {
      const told: string[] = [];
      const bytes = bytesOf(form.write(onOneLine(cells)), size);
      expect(await readAll(read(bytes, reading({}, told)))).toEqual(usual);
      expect(told).toEqual(form.told);
    }
  });
});

const readIn = async (content: Buffer | string, layout: TableReading["layout"] = {}) =>
  readAll(readPositions(bytesOf(content, 50), samplePolicies, reading(layout, [])));
const row = (exposure: Cell, date: Cell = "", id: Cell = "P-1"): Cell[] => [
  id,
  "ai",
  "",
  "bess",
  "CN",
  exposure,
  date,
  "",
  "",
];

describe("a file of positions", () => {
  it("may name its separator, and have quotes around all columns", async () => {
    const text = textIn(positions, ";");
    const usual = await readIn(text);
    const quoted = text.replace(POSITIONS.join(";"), POSITIONS.map((column) => `"${column}"`).join(";"));
    expect(await readIn(quoted)).toEqual(usual);
    const named = await readIn(`sep=;\r\n${text}`);
    expect(named).toEqual(usual.map((read) => ({ ...read, line: read.line + 1 })));
  });

  it("in a workbook names the rows of the sheet, and leaves out rows and cells without a value", async () => {
    const spaced: Cell[][] = [[""], POSITIONS, row({ number: "1" }), ["", "", ""], [...row("a"), "", " "]];
    expect(await readIn(sheetOf(spaced))).toMatchObject([
      { line: 3, row: { exposure: 100 } },
      { line: 5, column: "exposure", reason: '"a" is not a plain decimal number' },
    ]);
  });

  it("in a workbook may not have values beyond its columns", async () => {
    expect(await readIn(sheetOf([POSITIONS, [...row({ number: "1" }), "more"]]))).toMatchObject([
      { line: 2, column: null, reason: "has 10 fields and the header 9" },
    ]);
  });

  it.each<[string, Cell, string]>([
    ["a decimal comma", "1234,56", '"1234,56" is not a plain decimal number such as 1234.56: it has a comma'],
    [
      "points and a comma",
      "1.234,56",
      '"1.234,56" is not a plain decimal number such as 1234.56: it has a comma',
    ],
    ["points between thousands", "1.234.567", '"1.234.567" is not a plain decimal number'],
    [
      "a point that may stand between thousands",
      "12.000",
      '"12.000" may have its point before decimals or between thousands: write 12000 or 12.0000',
    ],
  ])("with semicolons is never taken for another amount: %s", async (_name, amount, reason) => {
    for (const content of [textIn([POSITIONS, row(amount)], ";"), sheetOf([POSITIONS, row(amount)])])
      expect(await readIn(content)).toMatchObject([
        { line: 2, column: "exposure", reason, keptOut: { sector: "ai", exposure: null } },
      ]);
  });

  it("takes such a point as decimal where it can be nothing else", async () => {
    const amounts: Cell[] = ["0.500", "1234.500", "12.50", "12.0000", { number: "12.5" }];
    const rows = amounts.map((amount, at) => row(amount, "", `P-${at}`));
    const exposures = [50, 123_450, 1250, 1200, 1250];
    for (const content of [textIn([POSITIONS, ...rows], ";"), sheetOf([POSITIONS, ...rows])])
      expect(await readIn(content)).toMatchObject(exposures.map((exposure) => ({ row: { exposure } })));
    expect(await readIn(textIn([POSITIONS, row("12.000")], ","))).toMatchObject([
      { row: { exposure: 1200 } },
    ]);
  });

  it("never takes a number for a day", async () => {
    const reason =
      "is a number, as which Excel keeps days: write a day like 2026-07-31, or format the cell as a date";
    const rows = [POSITIONS, row({ number: "1" }, { number: "46234" })];
    for (const content of [textIn(rows, ","), textIn(rows, ";"), sheetOf(rows)])
      expect(await readIn(content)).toMatchObject([{ line: 2, column: "date", reason }]);
  });

  it("never takes a day or an error of a workbook for an id, and tells all that is wrong with a row", async () => {
    const wrong = row("12.000", { number: "46234" }, { day: "2026-03-15" });
    expect(await readIn(sheetOf([POSITIONS, wrong, row({ number: "1" }, "", "#N/A")]))).toMatchObject([
      {
        line: 2,
        column: "positionId",
        reason: '"2026-03-15" is a day in the workbook, and this column holds none: write it as a text',
        also: [{ column: "exposure" }, { column: "date" }],
        keptOut: { sector: "ai", exposure: null },
      },
      { line: 3, column: "positionId", reason: expect.stringContaining('"#N/A" is an error of a formula') },
    ]);
  });

  it("may name its encoding, and the sheet", async () => {
    const latin = Buffer.from(textIn([POSITIONS, row({ number: "1" }, "", "Größe")], ","), "latin1");
    expect(await readIn(latin, { encoding: "windows-1252" })).toMatchObject([
      { row: { positionId: "Größe" } },
    ]);
    expect(await readIn(latin, { encoding: "utf-8" })).toMatchObject([
      { line: 2, reason: expect.stringContaining("is not UTF-8 text") },
    ]);
    const sheet = sheetOf([POSITIONS, row({ number: "1" })]);
    expect(await readIn(sheet, { sheet: "orders" })).toHaveLength(1);
    await expect(readIn(sheet, { sheet: "Other" })).rejects.toThrow('has no sheet "Other": it has "Orders"');
  });

  it.each([
    ["an old workbook", Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), "line 1: is an old Excel workbook"],
    ["a zip file that is none", Buffer.from("PK\u0003\u0004...."), "line 1: is a workbook that is not whole"],
    ["other columns", Buffer.from("id;value\n1;2\n"), "line 1: the header lacks positionId"],
    [
      "a column too few",
      Buffer.from(`${POSITIONS.slice(1).join(";")}\n`),
      "line 1: the header lacks positionId; expected",
    ],
  ])("is refused in one sentence when it is %s", async (_name, content, sentence) => {
    await expect(readIn(content)).rejects.toThrow(sentence);
  });
});

const GOOD = [positions[0] ?? [], positions[1] ?? [], positions[2] ?? []];

describe("a file in the bucket", () => {
  it.each<[string, Buffer | string]>([
    ["positions/july.csv", textIn(GOOD, ";")],
    ["positions/july.tsv", textIn(GOOD, "\t")],
    ["positions/july.txt", Buffer.from(`\uFEFF${textIn(GOOD, "\t")}`, "utf16le")],
    ["positions/july.csv.gz", gzipSync(textIn(GOOD, ";"))],
    ["positions/2026/JULY.XLSX", sheetOf(GOOD)],
  ])("%s is imported like plain CSV", async (key, content) => {
    const plain = objectImportWorld({ "positions/july.csv": textIn(GOOD, ",") });
    await importObjects([{ bucket: BUCKET, key: "positions/july.csv" }], plain.ports);
    const world = objectImportWorld({ [key]: content });
    expect(await importObjects([{ bucket: BUCKET, key }], world.ports)).toMatchObject([
      { status: "imported", started: ["ai"], report: { rows: 2, rejected: 0 } },
    ]);
    expect(world.positions).toEqual(plain.positions);
  });

  it.each<[string, Cell[][], "suppliers" | "links" | "holdings"]>([
    ["suppliers/all.xlsx", suppliers, "suppliers"],
    ["links/all.xlsx", links, "links"],
    ["holdings/all.xlsx", holdings, "holdings"],
  ])("%s lists its refused rows by the rows of the sheet", async (key, cells, kind) => {
    const world = objectImportWorld({ [key]: sheetOf(cells) });
    await importObjects([{ bucket: BUCKET, key }], world.ports);
    expect(world[kind].size).toBe(1);
    expect(String(world.objects.get(`rejects/${key}.rejects.csv`))).toMatch(/^line,column,reason\r\n3,/);
  });
});
