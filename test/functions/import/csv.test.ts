import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type Fields, readCsv } from "../../../functions/import/files/csv.ts";
import type { ReadRow } from "../../../functions/import/files/row.ts";

async function read(content: string | Uint8Array, chunk = 7): Promise<ReadRow<Fields>[]> {
  const rows: ReadRow<Fields>[] = [];
  for await (const row of readCsv(bytesOf(content, chunk), { columns: ["id", "name"] })) rows.push(row);
  return rows;
}

async function* bytesOf(content: string | Uint8Array, chunk: number): AsyncGenerator<Uint8Array> {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
}

const good = [{ line: 2, row: { id: "1", name: "Énergie" } }];

describe("a CSV file", () => {
  it.each([
    ["with LF", "id,name\n1,Énergie\n"],
    ["with CRLF", "id,name\r\n1,Énergie\r\n"],
    ["with a byte order mark", "\uFEFFid,name\n1,Énergie\n"],
    ["with columns in another order", "name,id\nÉnergie,1\n"],
    ["without a last line break", "id,name\n1,Énergie"],
    ["with blanks around fields", "id , name\n 1 , Énergie \n"],
    ["with an empty line at its end", "id,name\n1,Énergie\n\n"],
    ["with rows of nothing but separators", "id,name\n1,Énergie\n,\n , \n"],
    ["with quoted fields", '"id","name"\n"1","Énergie"\n'],
  ])("%s is read", async (_name, content) => {
    expect(await read(content)).toEqual(good);
  });

  it("may hold line breaks in quotes; rows are named by the line on which they begin", async () => {
    expect(await read('id,name\n1,"a\nb\nc"\n2,d\n')).toEqual([
      { line: 2, row: { id: "1", name: "a\nb\nc" } },
      { line: 5, row: { id: "2", name: "d" } },
    ]);
  });

  it.each([
    ["lacks a column", "id\n1\n", "line 1: the header lacks name; expected id,name"],
    [
      "has a column that is not known",
      "id,nmae\n1,a\n",
      'line 1: the header lacks name and the header has "nmae" which it should not; expected id,name',
    ],
    ["has a column twice", "id,name,name\n", "line 1: the header has name twice; expected id,name"],
    ["is empty", "", "is empty: the header is missing"],
  ])("that %s is refused as a whole", async (_name, content, message) => {
    await expect(read(content)).rejects.toThrow(message);
  });

  it("rejects a row with too few or too many fields, and reads on", async () => {
    const kind = "has another number of fields than the header";
    expect(await read("id,name\n1\n2,a,b\n3,c\n")).toEqual([
      { line: 2, column: null, reason: "has 1 field and the header 2", kind },
      { line: 3, column: null, reason: "has 3 fields and the header 2", kind },
      { line: 4, row: { id: "3", name: "c" } },
    ]);
  });

  it("keeps what stands before a quote that never closes", async () => {
    const rows = await read('id,name\n1,Énergie\n2,"open\n3,c\n');
    expect(rows[0]).toEqual(good[0]);
    expect(rows[1]).toMatchObject({ reason: expect.stringContaining("never closed") });
    expect(rows).toHaveLength(2);
  });

  it("keeps what stands before bytes that are not UTF-8", async () => {
    const latin1 = Buffer.concat([Buffer.from("id,name\n1,Énergie\n2,"), Buffer.from([0xe9, 0x0a])]);
    const rows = await read(latin1, latin1.length - 2);
    expect(rows).toMatchObject([
      good[0],
      {
        line: 3,
        column: null,
        reason:
          'is not UTF-8 text: save the file as UTF-8, in Excel as "CSV UTF-8"; nothing after it was read',
      },
    ]);
  });

  it("names the line on which a quote is opened that goes on for a megabyte, or to the end", async () => {
    const start = 'id,name\n\n1,"a\nb"\n\n\n';
    for (const [rest, reason] of [
      ['2,"open\n3,c\n4,d\n', "opens a quote that is never closed; nothing after it was read"],
      [`2,"open\n${"3,c\n".repeat(300_000)}`, "begins a row of more than 1000000 bytes"],
    ] as const) {
      const rows = await read(start + rest, 65_536);
      expect(rows.at(-1)).toMatchObject({ line: 7, reason: expect.stringContaining(reason) });
    }
  });

  it("refuses a row that goes on for a megabyte", async () => {
    const rows = await read(`id,name\n1,Énergie\n2,${"x".repeat(1_100_000)}\n`, 65_536);
    expect(rows[1]).toMatchObject({ reason: expect.stringContaining("longer than 1000000 bytes") });
  });

  it("may end its lines with CR alone, however long it is and in whatever chunks it comes", async () => {
    const content = `id,name\r${"1,a\r".repeat(260_000)}`;
    for (const chunk of [65_536, 2_000_000]) expect(await read(content, chunk)).toHaveLength(260_000);
  });

  it("may end its lines in any way, and each in another", async () => {
    for (const chunk of [1, 7, 100]) {
      expect(await read('id,name\r\n1,"a\r\nb"\r2,c\n\n3,d\r\r\n4,e', chunk)).toEqual([
        { line: 2, row: { id: "1", name: "a\nb" } },
        { line: 4, row: { id: "2", name: "c" } },
        { line: 6, row: { id: "3", name: "d" } },
        { line: 8, row: { id: "4", name: "e" } },
      ]);
    }
  });

  it("may be joined of several: marks and headers between them are left out, and the headers told", async () => {
    expect(await read('id,name\n1,a\n\uFEFFid,name\n2,b\n\uFEFF"3",c\n')).toEqual([
      { line: 2, row: { id: "1", name: "a" } },
      { line: 3, notice: "the header stands here again; it was left out" },
      { line: 4, row: { id: "2", name: "b" } },
      { line: 5, row: { id: "3", name: "c" } },
    ]);
  });

  it("may not hide a byte order mark in a field", async () => {
    expect(await read("id,name\n1,a\uFEFFb\n")).toEqual([
      { line: 2, column: "name", reason: "holds a byte order mark (U+FEFF), which nobody sees: remove it" },
    ]);
  });

  it("gives fields in composed form and without blanks around them, also those that are no ASCII", async () => {
    expect(await read('id,name\n" 1\u00a0",E\u0301nergie\n')).toEqual(good);
  });

  it.each([
    [
      "UTF-16",
      Buffer.from("\uFEFFid,name\n1,a\n", "utf16le"),
      'is UTF-16 text: save it as UTF-8, in Excel as "CSV UTF-8"',
    ],
    ["UTF-16 without a mark", Buffer.from("id,name\n1,a\n", "utf16le"), "is UTF-16 text: save it as UTF-8"],
    ["gzip", gzipSync("id,name\n1,a\n"), "is packed with gzip: unpack it"],
    ["a workbook", Buffer.from("PK\u0003\u0004...."), "is a workbook or a zip file: save the sheet as"],
    ["semicolons", "id;name\n1;a\n", "separates its columns by semicolons: write commas between them"],
    ["semicolons in quotes", '"id";"name"\n', "separates its columns by semicolons"],
    ["tabs", "id\tname\n1\ta\n", "separates its columns by tabs: write commas between them"],
    ["a line for Excel", "sep=,\nid,name\n", 'begins with "sep=", which only Excel knows: remove this line'],
  ])("in %s is refused with what to do, in whatever chunks it comes", async (_name, content, message) => {
    for (const chunk of [1, 100]) await expect(read(content, chunk)).rejects.toThrow(`line 1: ${message}`);
  });

  it("is read up to a number of rows", async () => {
    const rows: ReadRow<Fields>[] = [];
    const file = bytesOf("id,name\n1,a\n2,b\n3,c\n4,d\n", 100);
    for await (const row of readCsv(file, { columns: ["id", "name"], mostRows: 2 })) rows.push(row);
    expect(rows.slice(2)).toEqual([
      {
        line: 4,
        column: null,
        reason:
          "is beyond the 2 rows that are read of one file: cut the file into several; nothing after it was read",
        endsFile: true,
      },
    ]);
  });

  it("is read to its end when only a few rows are wanted at a time", async () => {
    const many = Array.from({ length: 20_000 }, (_, index) => `${index},name ${index}`).join("\n");
    expect(await read(`id,name\n${many}\n`, 65_536)).toHaveLength(20_000);
  });
});
