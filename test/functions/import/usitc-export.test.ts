import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isNotice, isRejection, UnusableFile } from "../../../functions/import/files/row.ts";
import { readUsitc } from "../../../functions/import/files/usitc.ts";
import { readAnyUsitc } from "../../../functions/import/files/usitc-any.ts";
import type { Cell } from "../../../shared/mapping/cell.ts";
import { positionSchema } from "../../../shared/supply/position.ts";
import { isFull } from "../../support/cases.ts";
import { readAll } from "../../support/files.ts";
import { CASES, expectSentence, hostileText } from "../../support/hostile.ts";
import { chinaPolicy } from "../../support/samples.ts";
import { workbookOf } from "../../support/workbooks.ts";

const policy = chinaPolicy("us-storage-imports");
const options = { policy, item: null };

async function* bytesOf(content: string | Buffer): AsyncGenerator<Uint8Array> {
  yield Buffer.from(content);
}

const readText = (content: string | Buffer) => readAll(readAnyUsitc(bytesOf(content), options));

/** The shipped figures, by country and month, as DataWeb exports them: made of them, since no export may be shipped. */
const shipped = readFileSync("sample/us_imports_hs8507600030_bess_monthly.csv", "utf8");
const figures = shipped
  .trim()
  .split(/\r?\n/)
  .slice(1)
  .map((line) => {
    const [, period = "", country = "", value = ""] = /^\d+,([^,]*),"?(.*?)"?,(\d+)$/.exec(line) ?? [];
    return { period, country, value: Number(value) };
  });
const months = [...new Set(figures.map(({ period }) => period))];
const countries = [...new Set(figures.map(({ country }) => country))].filter((name) => name !== "TOTAL");
const figureOf = (country: string, period: string) =>
  figures.find((one) => one.country === country && one.period === period)?.value ?? 0;

const ABOVE = [["U.S. General Imports"], ["General Customs Value by HTS Number and Country"], [""]];

function exported(nameOf: (month: string) => string): string[][] {
  const row = (first: string[], country: string, of: string) => [
    ...first,
    country,
    ...months.map((month) => figureOf(of, month).toLocaleString("en-US")),
  ];
  return [
    ...ABOVE,
    ["Data Type", "HTS Number", "Country", ...months.map(nameOf)],
    ...countries.map((country) => row(["General Customs Value", "8507.60.00.30"], country, country)),
    row(["Total:", ""], "", "TOTAL"),
    ["Source: made of the shipped figures"],
  ];
}

const csv = (rows: string[][]) =>
  rows.map((row) => row.map((cell) => (cell.includes(",") ? `"${cell}"` : cell)).join(",")).join("\r\n");

const NAMES = ["January", "February", "March", "April", "May", "June", "July"];
const wordOf = (month: string) => `${NAMES[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`;

/** What was read, without its lines, in a fixed order. */
const plain = (read: object[]) =>
  read
    .map((one) => ("row" in one ? (one.row as { positionId: string }) : { positionId: "", ...one }))
    .sort((a, b) => (a.positionId < b.positionId ? -1 : 1));

describe("an export of DataWeb", () => {
  const rows = exported(wordOf);

  it.each<[string, string | Buffer]>([
    ["months in words", csv(rows)],
    ["months in numbers", csv(exported((month) => month))],
    ["semicolons", rows.map((row) => row.join(";")).join("\n")],
    [
      "a workbook",
      workbookOf(
        rows.map((row, at) =>
          row.map(
            (cell, column): Cell =>
              at > ABOVE.length && column > 2 && cell !== "" ? { number: cell.replaceAll(",", "") } : cell,
          ),
        ),
      ),
    ],
  ])("with %s becomes what the table of the same figures becomes", async (_, content) => {
    const read = await readText(content);
    expect(read.length).toBeGreaterThan(50);
    expect(plain(read)).toEqual(plain(await readAll(readUsitc(bytesOf(shipped), options))));
  });

  it("with the year in a column of its own is read", async () => {
    const text = [
      "HTS Number,Country,Year,June,July",
      '850760,China,2026,"1,000",2',
      "850760,South Korea,2026,0,3",
      'Total:,,,"1,000",5',
    ].join("\n");
    expect(await readText(text)).toMatchObject([
      { row: { positionId: "usitc-850760-2026-06-CN", exposure: 100_000, date: "2026-06-30" } },
      { row: { positionId: "usitc-850760-2026-07-CN", exposure: 200 } },
      { row: { positionId: "usitc-850760-2026-07-KR", exposure: 300 } },
    ]);
  });

  it("of years is read, and refuses a year that does not add up to Total alone", async () => {
    const text = "HTS Number,Country,2024,2025\n850760,China,1,5\n850760,Japan,1,2\nTotal:,,2,8\n";
    expect(await readText(text)).toMatchObject([
      { row: { originCountry: "CN", periodStart: "2024-01-01", date: "2024-12-31" } },
      { row: { originCountry: "JP" } },
      {
        line: 4,
        column: "2025",
        reason: 'the column "2025" adds up to 7 over its rows, and Total says 8; it was not imported',
      },
    ]);
  });

  it("whose Total is no amount is not taken", async () => {
    expect(await readText("HTS Number,Country,2024\n850760,China,1\nTotal:,,n/a\n")).toMatchObject([
      {
        line: 3,
        reason: expect.stringContaining('so the column "2024" could not be checked; it was not imported'),
      },
    ]);
  });

  it("without Total says that nothing was checked", async () => {
    expect(await readText("HTS Number,Country,2024\n850760,China,1\n")).toMatchObject([
      { notice: 'the column "2024" has no Total, so its sum could not be checked' },
      { row: { originCountry: "CN" } },
    ]);
  });

  it("refuses rows of other kinds of values, and amounts that are none", async () => {
    const text = [
      "Data Type,HTS Number,Country,2024",
      "First Unit of Quantity,850760,China,77",
      "General Customs Value,850760,China,n/a",
      "General Customs Value,850760,Atlantis,1",
    ].join("\n");
    expect(await readText(text)).toMatchObject([
      {
        line: 2,
        column: "Data Type",
        reason: expect.stringContaining('ask DataWeb for "General Customs Value"'),
      },
      { line: 3, column: "2024", reason: '"n/a" is not an amount like 1,234.56' },
      { notice: expect.stringContaining("has no Total") },
      { line: 4, column: "country", reason: expect.stringContaining('"Atlantis" is not a country') },
    ]);
  });

  it.each([
    ["U.S. Imports for Consumption\nHTS Number,Country,2024\n", "is not of general imports"],
    ["In 1,000 Dollars\nHTS Number,Country,2024\n", "is not in single dollars"],
    ["Country,2024\nChina,1\n", 'has no column "HTS Number"'],
    ["HTS Number,Country,2025 YTD\n850760,China,1\n", "does not say its last month"],
    ["HTS Number,Country\n850760,China\n", "has no column of a year or a month"],
    ["a,b\n1,2\n", "is neither a table with hts,period,country"],
  ])("%j is refused as a whole", async (text, reason) => {
    await expect(readText(text)).rejects.toThrow(reason);
  });
});

it("any export is read, or refused in one sentence; each column is taken whole or not at all", async () => {
  const cell = fc.oneof(
    { weight: 9, arbitrary: fc.nat(99_999).map((value) => value.toLocaleString("en-US")) },
    {
      weight: 1,
      arbitrary: hostileText,
    },
  );
  const row = fc.tuple(fc.constantFrom("China", "South Korea", "Japan", "France"), cell, cell);
  const table = fc
    .tuple(fc.uniqueArray(row, { selector: ([country]) => country }), fc.nat(3))
    .map(([rows, off]) => {
      const sums = [1, 2].map((at) =>
        rows.reduce(
          (sum, one) => sum + Number(String(one[at]).replaceAll(",", "")),
          at === 1 && off === 0 ? 1 : 0,
        ),
      );
      const lines = rows.map(([country, a, b]) => ["850760", country, a, b]);
      return [["HTS Number", "Country", "2024", "2025"], ...lines, ["Total:", "", ...sums.map(String)]];
    });
  const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
  await fc.assert(
    fc.asyncProperty(table, async (rows) => {
      const text = rows.map((one) => one.map(quote).join(",")).join("\n");
      try {
        const read = await readText(text);
        for (const one of read) {
          if (isNotice(one)) expectSentence(one.notice);
          else if (isRejection(one)) expectSentence(one.reason);
          else positionSchema.parse(one.row);
        }
        for (const [at, year] of [
          [2, "2024"],
          [3, "2025"],
        ] as const) {
          const own = read.flatMap((one) =>
            "row" in one && one.row.date?.startsWith(year) ? [one.row.exposure] : [],
          );
          const total = Number((rows.at(-1)?.[at] ?? "").replaceAll(",", ""));
          if (own.length > 0) expect(own.reduce((a, b) => a + b, 0)).toBe(total * 100);
        }
      } catch (error) {
        if (!(error instanceof UnusableFile)) throw error;
        expectSentence(error.message);
      }
    }),
    { numRuns: isFull ? CASES : 200 },
  );
  await fc.assert(
    fc.asyncProperty(hostileText, async (text) => {
      try {
        await readText(`HTS Number,Country,2024\n${text}`);
      } catch (error) {
        if (!(error instanceof UnusableFile)) throw error;
        expectSentence(error.message);
      }
    }),
    { numRuns: isFull ? CASES : 200 },
  );
});

describe("a workbook as DataWeb downloads it", () => {
  // As a public copy of one has it: the parameters of the query first, two lines above the columns, Total as a text.
  const download = (header: string[], ...rows: (string | { number: string })[][]) =>
    workbookOf([["General Imports|Annual Data"], ["Data Row Count", { number: "246.0" }], header, ...rows], {
      sheet: "General Customs Value",
      before: [{ name: "Query Parameters" }],
    });
  const positions = (rows: object[]) =>
    rows.flatMap((one) => ("row" in one ? [positionSchema.parse(one.row)] : []));
  const found = (rows: object[]) =>
    positions(rows).map(({ positionId, exposure }) => `${positionId} ${exposure / 100}`);

  it("is read on the sheet of its values", async () => {
    const rows = await readText(
      download(
        ["Data Type", "HTS Number", "Country", "2024", "2025"],
        ["General Customs Value", "850760", "China", { number: "1.6873937E7" }, { number: "4809334.0" }],
        ["General Customs Value", "850760", "Japan", { number: "63.0" }, { number: "0.0" }],
        ["Total: ", "", "", "16,874,000", "4,809,334"],
      ),
    );
    expect(rows.filter((row) => isRejection(row) || isNotice(row))).toEqual([]);
    expect(found(rows)).toEqual([
      "usitc-850760-2024-CN 16873937",
      "usitc-850760-2024-JP 63",
      "usitc-850760-2025-CN 4809334",
    ]);
  });

  it("may have the year and the month of each value in columns of their own", async () => {
    const rows = await readText(
      download(
        ["Data Type", "Year", "Month", "HTS Number", "Country", "General Customs Value"],
        ["General Customs Value", { number: "2026" }, { number: "7" }, "850760", "China", { number: "5" }],
        ["General Customs Value", { number: "2026" }, { number: "11" }, "850760", "China", { number: "6" }],
        ["Total: ", "", "", "", "", "11"],
      ),
    );
    expect(found(rows)).toEqual(["usitc-850760-2026-07-CN 5", "usitc-850760-2026-11-CN 6"]);
  });
});
