import { describe, expect, it } from "vitest";
import { importObject } from "../../../../functions/import/bucket/import-object.ts";
import { mappedImport } from "../../../../functions/import/mapped/import-mapped.ts";
import { suggestTable } from "../../../../functions/import/mapped/suggest-table.ts";
import type { Mapping } from "../../../../shared/mapping/mapping.ts";
import { BUCKET, type ObjectImportWorld, objectImportWorld } from "../../../support/object-import.ts";

const HEADER = "Order,Vendor,Item,Country,Amount,Day";
const mapping: Mapping = {
  schemaVersion: 1,
  table: {},
  unknown: ["n/a"],
  lines: "one-each",
  day: "earliest",
  columns: {
    positionId: { columns: ["Order"], join: "-" },
    sector: { constant: "ai" },
    supplierId: { column: "Vendor", as: "name" },
    item: { column: "Item" },
    originCountry: { column: "Country" },
    exposure: { column: "Amount", format: "1,234.56", unit: "USD" },
    date: { column: "Day", format: "MM/DD/YYYY" },
  },
};

async function* bytesOf(lines: string[]) {
  yield Buffer.from(`${[HEADER, ...lines].join("\n")}\n`);
}

async function map(lines: string[], by = mapping, world: ObjectImportWorld = objectImportWorld()) {
  const importOne = mappedImport({ mapping: by, sector: null, mostBytes: 1_000_000 });
  return await importOne(bytesOf(lines), world.ports, { file: "t.csv" });
}

const daysAs = (...days: string[]) => days.map((day, at) => `P${at},Maker,bess,CN,1,${day}`);

describe("days of another format than the mapping says", () => {
  it.each([
    [["07/08/2026", "31/07/2026"], "1 of the 2 days", "is", "DD/MM/YYYY"],
    [["07/08/2026", "31/07/2026", "", "n/a", "30/07/2026"], "2 of the 3 days", "are", "DD/MM/YYYY"],
    [["2026-07-31", "2026-08-01"], "2 of the 2 days", "are", "YYYY-MM-DD"],
    [["31.07.26", "01.08.26"], "2 of the 2 days", "are", "DD.MM.YY"],
  ])("%j: nothing is taken, and the right format is told", async (days, some, verb, format) => {
    const world = objectImportWorld();
    await expect(map(daysAs(...days), mapping, world)).rejects.toThrow(
      `${some} in "Day" ${verb} not of the form MM/DD/YYYY, and all of them are of the form ${format}: write "format": "${format}" for date in the mapping; nothing was taken`,
    );
    expect(world.positions.size + world.markers.size + world.imports.size).toBe(0);
    const by = structuredClone(mapping);
    by.columns.date = { column: "Day", format };
    expect((await map(daysAs(...days), by)).rejected).toBe(0);
  });

  it.each([
    ["of which none has all of them", ["07/08/2026", "31/07/2026", "07/31/2026"]],
    ["that stand in one row alone", ["31/07/2026", ""]],
    ["beside right ones", ["07/31/2026", "2026-07-31"]],
  ])("%s are refused row by row", async (_name, days) => {
    const { rejected, added } = await map(daysAs(...days));
    expect([rejected, added]).toEqual([1, days.length - 1]);
  });

  it("are told through the bucket, and the file is remembered as refused", async () => {
    const text = `${HEADER}\n${daysAs("07/08/2026", "31/07/2026").join("\n")}\n`;
    const world = objectImportWorld({
      "map/erp/mapping.json": JSON.stringify(mapping),
      "map/erp/t.csv": text,
    });
    const result = await importObject({ bucket: BUCKET, key: "map/erp/t.csv" }, world.ports);
    expect(result).toMatchObject({ status: "refused", reason: expect.stringContaining("DD/MM/YYYY") });
    expect([...world.refusals.values()]).toMatchObject([{ kind: "map", file: "map/erp/t.csv" }]);
  });
});

const context = { units: new Map([["ai", "USD" as const]]), sector: "ai", source: "t" };

describe("words for unknown, and errors of formulas,", () => {
  const rows = [
    "A,#N/A,bess,CN,1.00,07/31/2026",
    "B,Maker,bess,#REF!,2.00,07/31/2026",
    "C,Maker,bess,-,3.00,NULL",
    "D,#N/A,bess,KR,4.00,07/30/2026",
    "E,Maker,bess,CN,5.00,07/30/2026",
  ];

  it("that stand in the table are unknown in the mapping of `import suggest`, which brings it in whole", async () => {
    const { mapping: by } = await suggestTable(bytesOf(rows), {}, context);
    expect(by.unknown).toEqual(["#N/A", "#REF!", "-", "NULL"]);
    const world = objectImportWorld();
    const { rejected, warnings } = await map(rows, by, world);
    expect(rejected).toBe(0);
    expect(warnings.filter((one) => one.includes("#"))).toEqual([]);
    expect([...world.positions.values()].map((row) => [row.supplierId, row.originCountry, row.date])).toEqual(
      [
        [null, "CN", "2026-07-31"],
        ["maker", null, "2026-07-31"],
        ["maker", null, null],
        [null, "KR", "2026-07-30"],
        ["maker", "CN", "2026-07-30"],
      ],
    );
  });

  it("are warned of where the mapping takes them for names", async () => {
    const { warnings } = await map(rows.filter((row) => !row.startsWith("C")));
    expect(warnings.filter((one) => one.includes("formula"))).toEqual([
      '"Vendor" says "#N/A" on lines 2, 4, where a formula of the workbook fails: correct it, or add "#N/A" to "unknown" in the mapping',
      '"Country" says "#REF!" on line 3, where a formula of the workbook fails: correct it, or add "#REF!" to "unknown" in the mapping',
    ]);
  });

  it("are counted where there are many", async () => {
    const many = Array.from({ length: 1500 }, (_, at) => `P${at},#VALUE!,bess,CN,1,07/31/2026`);
    expect((await map(many)).warnings.join()).toContain(
      '"Vendor" says "#VALUE!" on lines 2, 3, 4 and 1,497 more, where',
    );
  });
});

it("`import suggest` is not sure of a format where days fit two, and asks to check", async () => {
  const { fields } = await suggestTable(bytesOf(daysAs("07/08/2026", "08/07/2026")), {}, context);
  expect(fields.find(({ field }) => field === "date")).toMatchObject({
    sure: "a guess",
    why: "2 of 2 are days like MM/DD/YYYY; DD/MM/YYYY would fit as well: check which it is",
  });
});
