import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { readCensus } from "../../../functions/import/files/census.ts";
import { readLinks, readPositions, readSuppliers } from "../../../functions/import/files/native.ts";
import { readAnyUsitc } from "../../../functions/import/files/usitc-any.ts";
import { unitFor } from "../../../shared/policy/policies.ts";
import { samplePolicies } from "../../support/sample-policies.ts";
import { workbookOf } from "../../support/workbooks.ts";

const policy = unitFor(samplePolicies, "us-storage-imports");
if ("problem" in policy) throw new Error(policy.problem);

const readers = {
  positions: (bytes: AsyncIterable<Uint8Array>) => readPositions(bytes, samplePolicies),
  suppliers: (bytes: AsyncIterable<Uint8Array>) => readSuppliers(bytes),
  links: (bytes: AsyncIterable<Uint8Array>) => readLinks(bytes),
  usitc: (bytes: AsyncIterable<Uint8Array>) => readAnyUsitc(bytes, { policy, item: null }),
  census: (bytes: AsyncIterable<Uint8Array>) =>
    readCensus(bytes, { policy, item: null, mostBytes: 1_000_000 }),
};

/** A file of which a few bytes come at once, read to its end. */
async function read(kind: keyof typeof readers, content: string | Buffer): Promise<object[]> {
  const whole = Buffer.from(content);
  async function* bytes() {
    for (let at = 0; at < whole.length; at += 7) yield whole.subarray(at, at + 7);
  }
  const rows: object[] = [];
  for await (const row of readers[kind](bytes())) rows.push(row);
  return rows;
}

const SUPPLIERS = "supplierId,name,country,parentId,parentStake,lists\na,A,CN,,,\n";
const USITC = "hts,period,country,general_customs_value_usd\n850760,2026-07,China,5\n";
const ORDERS = "PO Number;Vendor Name;Net Amount\n1;A;5\n";
const ANSWER = '[["CTY_CODE","CTY_NAME"],["5700","CHINA"]]';
const IS_JSON = "line 1: is JSON, and this import reads a table: ";
const READS = "import census reads the JSON that the Census API answers";

describe("a file of another kind is refused in a sentence that says what it is and what to use:", () => {
  it.each<[keyof typeof readers, string, string | Buffer, string | RegExp]>([
    ["census", "a table of DataWeb", USITC, `is a table, and ${READS}: for this table use import usitc`],
    ["census", "suppliers", SUPPLIERS, `is a table, and ${READS}: for this table use import suppliers`],
    [
      "census",
      "suppliers as gzip",
      gzipSync(SUPPLIERS),
      `is a table, and ${READS}: for this table use import suppliers`,
    ],
    [
      "census",
      "suppliers in UTF-16",
      Buffer.from(`\uFEFF${SUPPLIERS}`, "utf16le"),
      `is a table, and ${READS}: for this table use import suppliers`,
    ],
    [
      "census",
      "orders",
      ORDERS,
      `is a table, and ${READS}: for a table of your own use import suggest, then import map`,
    ],
    [
      "census",
      "what the API says of a wrong question",
      "error: unknown variable 'X'",
      `is not JSON: it begins with "error: unknown variable 'X'", and ${READS}`,
    ],
    ["census", "a workbook", workbookOf([["a"]]), `is a workbook or a zip file, and ${READS}`],
    [
      "census",
      "a file of 7-Zip",
      Buffer.from([0x37, 0x7a, 0xbc, 0xaf, 0x27]),
      "is packed with 7-Zip: unpack it",
    ],
    [
      "census",
      "letters of Windows-1252",
      Buffer.from('[["C\xf4te"]]', "latin1"),
      "is not UTF-8 text: save the file as UTF-8",
    ],
    [
      "census",
      "half of an answer",
      '[["CTY_CODE",',
      'is not JSON: line 1, column 14: it ends before "[" of line 1 is closed',
    ],
    [
      "positions",
      "an answer of the Census API",
      ANSWER,
      `${IS_JSON}for an answer of the Census API use import census`,
    ],
    [
      "positions",
      "the same in UTF-16",
      Buffer.from(ANSWER, "utf16le"),
      `${IS_JSON}for an answer of the Census API use import census`,
    ],
    ["usitc", "statements", '[{"statementId": "x"}]', `${IS_JSON}for statements of BODS use import bods`],
    [
      "links",
      "an answer of UN Comtrade",
      '{"elapsedTime": "1 s"}',
      `${IS_JSON}for an answer of UN Comtrade use import comtrade`,
    ],
    [
      "suppliers",
      "other JSON",
      '{\n  "a": 1\n}',
      `${IS_JSON}only import census, import comtrade and import bods read JSON`,
    ],
    [
      "positions",
      "a web page",
      "<!DOCTYPE html><html>",
      "line 1: is a web page and no table: open it, and save the table as .csv or .xlsx",
    ],
    [
      "positions",
      "XML",
      '<?xml version="1.0"?>',
      "line 1: is XML and no table: open it, and save the table as .csv or .xlsx",
    ],
    [
      "positions",
      "a picture",
      Buffer.from("\x89PNG\r\n", "latin1"),
      "line 1: is a picture: export the table as .csv or .xlsx",
    ],
    ["usitc", "a Parquet file", "PAR1\0\0", "line 1: is a Parquet file: export the table as .csv or .xlsx"],
    [
      "links",
      "other bytes",
      Buffer.from([0x7f, 0x45, 0x4c, 0x46, 1, 0, 2]),
      "line 1: is no text and no workbook: export the table as .csv or .xlsx",
    ],
    [
      "positions",
      "a file of suppliers",
      SUPPLIERS,
      /^line 1: the header lacks positionId, .*; for this table use import suppliers$/,
    ],
    [
      "suppliers",
      "orders",
      ORDERS,
      /^line 1: the header lacks supplierId, .*; for a table of your own use import suggest, then import map$/,
    ],
    [
      "suppliers",
      "a misspelt column",
      SUPPLIERS.replace("country", "contry"),
      /^line 1: the header lacks country .* expected supplierId,name,country,parentId,parentStake,lists, and [^;]* if you like$/,
    ],
  ])("%s gets %s", async (kind, _what, content, sentence) => {
    await expect(read(kind, content)).rejects.toThrow(sentence);
  });

  it("and an answer in UTF-16 or packed with gzip is read", async () => {
    const header = ["CTY_CODE", "I_COMMODITY", "GEN_VAL_MO", "time"];
    const answer = JSON.stringify([header, ["5700", "850760", "5", "2026-07"]]);
    for (const content of [Buffer.from(`\uFEFF${answer}`, "utf16le"), gzipSync(answer)])
      expect(await read("census", content)).toContainEqual({
        line: 2,
        row: expect.objectContaining({ originCountry: "CN", exposure: 500 }),
      });
  });
});
