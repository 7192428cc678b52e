import { describe, expect, it } from "vitest";
import { type Fields, readCsv } from "../../functions/import/csv.ts";
import type { GoodRow, Rejection } from "../../functions/import/rows.ts";

async function read(content: string | Uint8Array, chunk = 7): Promise<(GoodRow<Fields> | Rejection)[]> {
  const rows: (GoodRow<Fields> | Rejection)[] = [];
  for await (const row of readCsv(bytesOf(content, chunk), ["id", "name"])) rows.push(row);
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
    expect(await read("id,name\n1\n2,a,b\n3,c\n")).toEqual([
      { line: 2, column: null, reason: "has 1 fields and the header 2" },
      { line: 3, column: null, reason: "has 3 fields and the header 2" },
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
      { line: 3, column: null, reason: "is not UTF-8 text; nothing after it was read" },
    ]);
  });

  it("refuses a row that goes on for a megabyte", async () => {
    const rows = await read(`id,name\n1,Énergie\n2,${"x".repeat(1_100_000)}\n`, 65_536);
    expect(rows[1]).toMatchObject({ reason: expect.stringContaining("longer than 1000000 bytes") });
  });

  it("with CR alone is refused after a megabyte, in whatever chunks it comes", async () => {
    const content = `id,name\r${"1,a\r".repeat(260_000)}\n`;
    for (const chunk of [65_536, 2_000_000]) {
      await expect(read(content, chunk)).rejects.toThrow("line 1: is longer than 1000000 bytes");
    }
  });

  it("is read to its end when only a few rows are wanted at a time", async () => {
    const many = Array.from({ length: 20_000 }, (_, index) => `${index},name ${index}`).join("\n");
    expect(await read(`id,name\n${many}\n`, 65_536)).toHaveLength(20_000);
  });
});
