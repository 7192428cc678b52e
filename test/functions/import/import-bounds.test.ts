import { describe, expect, it } from "vitest";
import { reportLines } from "../../../cli/text/import-report.ts";
import { importObjects } from "../../../functions/import/bucket/import-objects.ts";
import { readLinks, readPositions, readSuppliers } from "../../../functions/import/files/native.ts";
import { fileOf, POSITION_COLUMNS, readAll } from "../../support/files.ts";
import { BUCKET, objectImportWorld } from "../../support/object-import.ts";
import { samplePolicies } from "../../support/sample-policies.ts";

const SUPPLIERS = "supplierId,name,country,parentId,parentStake,lists";
const LINKS = "supplierId,input,upstreamId,share,source";
const CREDITS =
  'import map takes credits away from the other rows of their key, with "lines": "add-up" in the mapping';
const TRILLION = "1000000000000";

async function importText(key: string, lines: string[]) {
  const world = objectImportWorld({ [key]: `${lines.join("\n")}\n` });
  const [result] = await importObjects([{ bucket: BUCKET, key }], world.ports);
  return { world, result };
}

describe("a number out of bounds is refused where it comes in, and the rows beside it land:", () => {
  const tiny = `0.${"0".repeat(130)}1`;
  it.each([
    [
      "positions",
      POSITION_COLUMNS,
      ["G,ai,,bess,CN,1,2026-07-01,,", "B,ai,,bess,CN,90071992547409.91,2026-07-01,,"],
      'exposure: "90071992547409.91" is more than 1,000,000,000,000 USD, the most that one row may hold',
    ],
    ["links", LINKS, ["a,cells,b,0.5,", `a,cells,c,${tiny},`], "share: has more than 20 decimals"],
    ["suppliers", SUPPLIERS, ["a,A,CN,,,", `b,B,CN,a,${tiny},`], "parentStake: has more than 20 decimals"],
    [
      "suppliers",
      SUPPLIERS,
      ["a,A,CN,,,", `b,B,CN,,,${Array.from({ length: 130_000 }, (_, at) => at.toString(36)).join(";")}`],
      "lists: names 130000 lists, more than 50",
    ],
    [
      "positions",
      POSITION_COLUMNS,
      ["G,ai,,bess,CN,1,2026-07-01,,", "B,ai,,bess,CN,1,0001-01-01,,", "C,ai,,bess,CN,1,9999-12-31,,"],
      "date: must lie between 1970-01-01 and 2100-12-31, or be empty where it is not known",
    ],
  ])("%s", async (kind, header, rows, reason) => {
    const { world, result } = await importText(`${kind}/a.csv`, [header, ...rows]);
    expect(result).toMatchObject({ status: "imported", report: { rows: 1, rejected: rows.length - 1 } });
    expect(world.objects.get(result?.rejects ?? "")).toContain(reason.split(": ")[1]?.replaceAll('"', '""'));
    expect([...world.refusals.values()]).toMatchObject([{ reasons: [{ reason }] }]);
  });

  it("a share of twenty decimals is taken", async () => {
    const share = `0.${"0".repeat(19)}1`;
    expect(await readAll(readLinks(fileOf(LINKS, `a,cells,b,${share},`)))).toMatchObject([
      { row: { share: 1e-20 } },
    ]);
  });
});

describe("rows that are each in bounds and add up to more than can be summed", () => {
  it("are refused, naming the largest, and leave the other sectors' rows", async () => {
    const many = Array.from({ length: 91 }, (_, at) => `P-${at},ai,,bess,CN,${TRILLION},2026-07-01,,x`);
    const other = "D-1,defense,,bess,CN,5,2026-07-01,,x";
    const { world, result } = await importText("positions/a.csv", [POSITION_COLUMNS, ...many, other]);
    expect([...world.positions.keys()]).toEqual(["defense D-1"]);
    expect(world.refusals.get("ai positions positions/a.csv")).toMatchObject({
      rows: 91,
      exposure: null,
      exposureAtLeast: true,
    });
    expect(result?.report).toMatchObject({ rows: 1, rejected: 91 });
    expect(result?.report?.reasons).toEqual([
      {
        column: "exposure",
        reason:
          "the rows of ai add up to more than can be summed exactly (2^53 cents or watt-hours); the largest stand on lines 2, 3, 4: correct them",
        rows: 91,
        listed: 1,
        lines: [2],
      },
    ]);
  });
});

describe("a file whose rest cannot be read", () => {
  it("has at least so many rejected rows, in the answer as in what is remembered", async () => {
    const rows = [
      "G,ai,,bess,CN,1,2026-07-01,,",
      'B,ai,,"bess,CN,1,2026-07-01,,',
      "C,ai,,bess,CN,1,2026-07-01,,",
    ];
    const { world, result } = await importText("positions/a.csv", [POSITION_COLUMNS, ...rows]);
    expect(result?.report).toMatchObject({ rows: 1, rejected: 1, rejectedAtLeast: true });
    expect([...world.refusals.values()]).toMatchObject([{ rows: 1, rowsAtLeast: true }]);
    if (result?.report === undefined) throw new Error("no report");
    expect(reportLines({ ...result.report, rejections: [] })[0]).toContain(
      "1 new, 0 changed, 0 unchanged, at least 1 rejected",
    );
  });
});

describe("warnings of 130,000 suppliers", () => {
  it("are bounded, and break nothing", async () => {
    const rows = Array.from({ length: 130_000 }, (_, at) => `s-${at},S,CN,,,list-${at}`);
    const { result } = await importText("suppliers/a.csv", [SUPPLIERS, ...rows]);
    expect(result).toMatchObject({ status: "imported", report: { rows: 130_000 } });
    expect(result?.report?.warnings.length).toBeLessThan(1100);
  });
});

describe("every reason of a row is told,", () => {
  it("each with its column", async () => {
    const row = '"",ai,s,UPS,Narnia,-5,yesterday,,';
    expect(await readAll(readPositions(fileOf(POSITION_COLUMNS, row), samplePolicies))).toMatchObject([
      {
        line: 2,
        column: "positionId",
        reason: "must not be empty",
        also: [
          { column: "item", reason: "must be lower-case words joined by hyphens, like ups-lithium" },
          { column: "originCountry", reason: '"Narnia" is not a country: write its two-letter code' },
          { column: "exposure", reason: `"-5" is negative: ${CREDITS}` },
          { column: "date", reason: "must be a day like 2026-07-31" },
        ],
      },
    ]);
  });

  it("also the exposure's, where the sector is not known and its unit with it", async () => {
    const rows = ["P,moon,,bess,CN,ten,,,", "Q,moon,,bess,CN,10.123456,,,"];
    expect(await readAll(readPositions(fileOf(POSITION_COLUMNS, ...rows), samplePolicies))).toMatchObject([
      {
        column: "sector",
        also: [{ column: "exposure", reason: '"ten" is not a plain decimal number' }],
      },
      { line: 3, column: "sector" },
    ]);
  });

  it("also that a supplier is its own parent", async () => {
    expect(await readAll(readSuppliers(fileOf(SUPPLIERS, "a,A,Narnia,a,0.5,")))).toMatchObject([
      { column: "country", also: [{ column: "parentId", reason: "is the supplier itself" }] },
    ]);
  });

  it("and equal ones once", async () => {
    const file = fileOf(SUPPLIERS, "a,A,CN,,,One List;Another List");
    expect(await readAll(readSuppliers(file))).toMatchObject([{ column: "lists" }]);
  });
});

describe("equal reasons of a file", () => {
  it("are summed up with their first lines, and a rare one is not lost among common ones", async () => {
    const rows = Array.from({ length: 1500 }, (_, at) => `P-${at},ai,,bess,Cathay,1,2026-07-01,,x`);
    const { world, result } = await importText("positions/a.csv", [
      POSITION_COLUMNS,
      ...rows,
      "Q,ai,,bess,CN,-1,2026-07-01,,x",
    ]);
    expect(result?.report).toMatchObject({
      rejected: 1501,
      otherFaults: 0,
      reasons: [
        { column: "originCountry", rows: 1500, lines: [2, 3, 4, 5, 6] },
        { column: "exposure", rows: 1, lines: [1502] },
      ],
    });
    const rejects = String(world.objects.get(result?.rejects ?? "")).split("\r\n");
    expect(rejects).toHaveLength(104);
    expect(rejects.slice(-3)).toEqual([
      `1502,exposure,"""-1"" is negative: ${CREDITS.replaceAll('"', '""')}"`,
      ',originCountry,"""Cathay"" is not a country: write its two-letter code (1,400 more rows)"',
      "",
    ]);
  });
});

describe("reasons of a file that differ in a value alone", () => {
  it("are told one by one while they are few, and then as one", async () => {
    const rows = Array.from({ length: 800 }, (_, at) => `P-${at},ai,,bess,CN,"${at},5",2026-07-01,,x`);
    const { world, result } = await importText("positions/a.csv", [POSITION_COLUMNS, ...rows]);
    const { reasons, otherFaults } = result?.report ?? {};
    expect(otherFaults).toBe(0);
    expect(reasons).toHaveLength(6);
    expect(reasons?.[0]).toEqual({
      column: "exposure",
      reason: '"5,5" is not a plain decimal number such as 1234.56: it has a comma, and other values like it',
      rows: 795,
      listed: 95,
      lines: [7, 8, 9, 10, 11],
    });
    const rejects = String(world.objects.get(result?.rejects ?? "")).split("\r\n");
    expect(rejects).toHaveLength(103);
    expect(rejects.at(-2)).toContain("and other values like it (700 more rows)");
  });

  it("whatever the values are: names with a quote in them too", async () => {
    const names = ["alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf"];
    const row = (name: string, exposure: number) => `"5""${name}",ai,,bess,CN,${exposure},2026-07-01,,x`;
    const rows = names.flatMap((name) => [row(name, 1), row(name, 2)]);
    const { result } = await importText("positions/a.csv", [POSITION_COLUMNS, ...rows]);
    expect(result?.report?.reasons).toHaveLength(6);
    expect(result?.report?.reasons[0]).toMatchObject({
      reason:
        'positionId "5\\"foxtrot" of ai already stands on line 12 with other content, and other values like it',
      rows: 2,
    });
  });
});

describe("links of one input from thousands of suppliers", () => {
  it("are checked one by one without adding all of them up each time", async () => {
    const rows = Array.from({ length: 50_000 }, (_, at) => `a,cells,u-${at},0.00002,`);
    const { result } = await importText("links/a.csv", [LINKS, ...rows, "a,cells,more,0.1,"]);
    expect(result?.report).toMatchObject({ rows: 50_000, rejected: 1 });
  });
});
