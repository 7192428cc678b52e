import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runProgram, type Workplace, workplace } from "../support/command-line.ts";
import { POSITION_COLUMNS } from "../support/files.ts";
import { importTables } from "../support/imported-tables.ts";
import { policyFiles } from "../support/policy-files.ts";
import { usImportsPolicy } from "../support/us-imports-policy.ts";

const AS_OF = "2026-07-31";

const POSITIONS = `${POSITION_COLUMNS}
P-1,ai,catl,bess,CN,1234567.89,2026-07-20,north,invoices
-P 2,ai,catl,bess,,700,2026-06-01,,"=1+1, ""quoted"""
P-3,ai,,ups-lithium,KR,0.05,,,''+invoices
P-4,ai,nobody-known,bess,US,20,2025-01-01,south,@old
P-5,defense,byd,radio-battery,CN,10,2026-07-20,,"two
lines"
`;
const SUPPLIERS = `supplierId,name,country,parentId,parentStake,lists,inputs,plant,port,region
catl,"CATL, Ltd.",CN,,,ndaa-154;1260h,,ningde-1;ningde-2,ningbo,
byd,-BYD,CN,holding,0.00000012,,none,,none,guangdong
cell-arm,Cell Arm,US,catl,0.75,,,,,
rest,Rest,,holding,,,,,,
`;
const LINKS = `supplierId,input,upstreamId,share,source,originCountry,plant,port,region
cell-arm,cells,catl,0.5,=interview,CN,ningde-1,,
cell-arm,cells,byd,0.25,,,,,
`;
const HOLDINGS = `supplierId,holderId,minShare,maxShare,kind,from,to,source
byd,big-fund,0.1,0.3,equity,2020-01-01,2025-12-31,register
byd,big-fund,0.3,0.4,equity,2026-01-01,,register
byd,,,0.05,equity,,,register
`;

async function assessmentOf(place: Workplace, sector: string): Promise<unknown> {
  const args = ["recompute", "--sector", sector, "--as-of", AS_OF, "--dry-run", "--json"];
  const { code, stdout } = await place.chokepoint(...args);
  expect(code).toBe(0);
  return JSON.parse(stdout)[0].assessment;
}

let place: Workplace;
beforeAll(async () => {
  place = workplace();
  await importTables(place, { suppliers: SUPPLIERS, links: LINKS, positions: POSITIONS, holdings: HOLDINGS });
});
afterAll(() => place.remove());

const list = (...args: string[]) => place.chokepoint("list", ...args);
const ids = async (...args: string[]) => {
  const { code, stdout, stderr } = await list("positions", ...args, "--json");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return (JSON.parse(stdout) as { positionId: string }[]).map(({ positionId }) => positionId);
};

/** The lists whose CSV an import takes. */
const IMPORTED = ["suppliers", "links", "positions", "holdings"];

it("promises of these lists, and of no other, that import takes their CSV", async () => {
  const { stdout } = await list("--help");
  const kinds = [...stdout.matchAll(/^ {2}(?!npx)([a-z]+) /gm)].map(([, kind = ""]) => kind);
  const promised: string[] = [];
  for (const kind of kinds.filter((one) => one !== "help")) {
    const help = (await list(kind, "--help")).stdout.replaceAll(/\s+/g, " ");
    if (help.includes("as import takes it")) promised.push(kind);
  }
  expect(promised.sort()).toEqual([...IMPORTED].sort());
});

describe("list as CSV, imported again into another folder", () => {
  it("gives the same rows and the same assessment", async () => {
    const copy = workplace();
    const files: Record<string, string> = {};
    for (const kind of IMPORTED) {
      files[kind] = (await list(kind, "--csv")).stdout;
    }
    await importTables(copy, files);
    for (const kind of IMPORTED) {
      const again = (await copy.chokepoint("list", kind, "--json")).stdout;
      expect(JSON.parse(again), kind).toEqual(JSON.parse((await list(kind, "--json")).stdout));
    }
    for (const sector of ["ai", "defense"]) {
      expect(await assessmentOf(copy, sector)).toEqual(await assessmentOf(place, sector));
    }
    copy.remove();
  });

  it("keeps the periods of trade statistics", async () => {
    const policies = policyFiles();
    policies.write(usImportsPolicy);
    const [figures, copy] = [workplace(policies.folder), workplace(policies.folder)];
    const sample = resolve("sample/us_imports_hs8507600030_bess_monthly.csv");
    await figures.chokepoint("import", "usitc", sample, "--sector", "us-storage-imports");
    const { stdout } = await figures.chokepoint("list", "positions", "--csv");
    expect(stdout.split("\r\n")[0]).toBe(`${POSITION_COLUMNS},periodStart`);
    await importTables(copy, { positions: stdout });
    expect(await assessmentOf(copy, "us-storage-imports")).toEqual(
      await assessmentOf(figures, "us-storage-imports"),
    );
    for (const one of [figures, copy]) one.remove();
    policies.remove();
  });

  it("makes no formulas", async () => {
    const { stdout } = await list("positions", "--csv");
    expect(stdout).toContain(`"'=1+1, ""quoted"""`);
    expect(stdout).toContain(`''+invoices`);
    expect(stdout).toMatch(/^'-P 2,ai,catl/m);
    expect(stdout).not.toMatch(/(^|,)"?[=+@-]/m);
  });

  it("refuses a period that begins after its day, or has none", async () => {
    const text = `${POSITION_COLUMNS},periodStart\nA,ai,,bess,,1,2026-01-01,,s,2026-01-02\nB,ai,,bess,,1,,,s,2026-01-02\n`;
    const { code, stderr } = await place.chokepoint("import", "positions", place.file("late.csv", text));
    expect(code).toBe(2);
    expect(stderr).toContain("periodStart");
  });
});

describe("a list that nobody reads to its end", () => {
  it("ends without an error", async () => {
    const many = workplace();
    const rows = Array.from(
      { length: 6000 },
      (_, at) => `P-${at},ai,catl,bess,CN,${at},2026-07-20,,invoices`,
    );
    await importTables(many, { positions: [POSITION_COLUMNS, ...rows].join("\n") });
    const command = `"${process.execPath}" "${resolve("cli/chokepoint.ts")}" list positions --csv | head -n 2`;
    const { code, stdout, stderr } = await runProgram("bash", ["-o", "pipefail", "-c", command], many.folder);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^positionId.*\r\nP-\d+,ai,catl,bess,CN,\d+\.00,2026-07-20,,invoices,\r\n$/);
    many.remove();
  });
});

describe("list positions", () => {
  it("is a table, those without a date first, then newest first", async () => {
    const { stdout } = await list("positions", "--sector", "ai");
    expect(stdout.split("\n")).toEqual([
      "SECTOR  DATE        ITEM         SUPPLIER      ORIGIN           EXPOSURE  POSITION  PROGRAM  SOURCE",
      "ai      unknown     ups-lithium  unknown       KR               USD 0.05  P-3                '+invoices",
      "ai      2026-07-20  bess         catl          CN       USD 1,234,567.89  P-1       north    invoices",
      'ai      2026-06-01  bess         catl          unknown        USD 700.00  -P 2               =1+1, "quoted"',
      "ai      2025-01-01  bess         nobody-known  US              USD 20.00  P-4       south    @old",
      "",
    ]);
  });

  it.each<[string[], string[]]>([
    [
      ["--origin", "China"],
      ["P-1", "P-5"],
    ],
    [["--origin", "country:cn", "--sector", "ai"], ["P-1"]],
    [["--origin", "unknown"], ["-P 2"]],
    [["--supplier", "unknown"], ["P-3"]],
    [
      ["--supplier", "catl, ltd."],
      ["P-1", "-P 2"],
    ],
    [["--supplier", "supplier:nobody-known"], ["P-4"]],
    [["--date", "unknown"], ["P-3"]],
    [
      ["--date", "2026-07-20"],
      ["P-1", "P-5"],
    ],
    [
      ["--from", "2026-06-01"],
      ["P-1", "-P 2", "P-5"],
    ],
    [
      ["--to", "2026-06-01"],
      ["-P 2", "P-4"],
    ],
    [["--from", "2026-06-01", "--to", "2026-06-30"], ["-P 2"]],
    [
      ["--program", "unknown", "--sector", "ai"],
      ["P-3", "-P 2"],
    ],
    [["--program", "south"], ["P-4"]],
    [["--item", "ups-lithium"], ["P-3"]],
    [["--source", "two\nlines"], ["P-5"]],
    [["--item", "bess", "--origin", "KR"], []],
    [
      ["--limit", "2"],
      ["P-3", "P-1"],
    ],
  ])("%j", async (args, expected) => {
    expect((await ids(...args)).sort()).toEqual([...expected].sort());
  });

  it.each<[string[], string]>([
    [["--sector", "moon"], '"moon" is not a sector; the sectors are'],
    [["--origin", "Chnia"], '--origin: "Chnia" is not a country: write CN if China is meant, or unknown'],
    [
      ["--supplier", "catll"],
      '--supplier: "catll" is no supplier that is stored or bought from; nearest: catl',
    ],
    [["--item", "besss"], '--item: no position that was looked at has "besss"; nearest: bess'],
    [["--program", "nroth"], "nearest: north"],
    [["--from", "soon"], "--from: must be a day like 2026-07-31, today, or unknown"],
    [["--from", "unknown"], "--from: must be a day; --date unknown asks for positions without one"],
    [["--from", "2026-02-01", "--to", "2026-01-01"], "--to: 2026-01-01 is before --from, 2026-02-01"],
    [["--date", "2026-02-01", "--to", "2026-03-01"], "--date stands alone, without --from and --to"],
    [["--limit", "0"], "It must be a whole number from 1 on."],
    [["--csv", "--json"], "cannot be used with"],
  ])("%j is refused, and nothing is printed", async (args, reason) => {
    for (const format of [[], ["--csv"]]) {
      const { code, stdout, stderr } = await list("positions", ...args, ...format);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toContain(reason);
    }
  });

  it("says that there are more, and that there is none", async () => {
    expect((await list("positions", "--limit", "1")).stdout).toMatch(
      /^1 shown, there are more: --limit shows more, --csv gives all of them$/m,
    );
    expect((await list("positions", "--item", "bess", "--origin", "KR")).stdout).toBe(
      "no position is stored that was asked for\n",
    );
    expect((await list("positions", "--item", "bess", "--origin", "KR", "--json")).stdout).toBe("[]\n");
    expect((await list("positions", "--item", "bess", "--origin", "KR", "--csv")).stdout).toBe(
      `${POSITION_COLUMNS},periodStart\r\n`,
    );
  });
});

describe("list suppliers, links and holdings", () => {
  it.each<[string[], string, (string | number | null)[]]>([
    [["suppliers"], "supplierId", ["byd", "catl", "cell-arm", "rest"]],
    [["suppliers", "--country", "China"], "supplierId", ["byd", "catl"]],
    [["suppliers", "--country", "unknown"], "supplierId", ["rest"]],
    [["suppliers", "--owner", "CATL, Ltd."], "supplierId", ["catl", "cell-arm"]],
    [["suppliers", "--owner", "unknown"], "supplierId", ["rest"]],
    [["suppliers", "--list", "1260h"], "supplierId", ["catl"]],
    [["links", "--supplier", "Cell Arm"], "upstreamId", ["byd", "catl"]],
    [["links", "--upstream", "catl"], "upstreamId", ["catl"]],
    [["links", "--origin", "unknown"], "upstreamId", ["byd"]],
    [["holdings", "--supplier", "byd"], "minShare", [0.1, 0.3, null]],
    [["holdings", "--as-of", "2026-07-31", "--holder", "big-fund"], "minShare", [0.3]],
    [["holdings", "--holder", "unknown"], "maxShare", [0.05]],
  ])("%j", async (args, field, expected) => {
    const { code, stdout } = await list(...args, "--json");
    expect(code).toBe(0);
    expect((JSON.parse(stdout) as Record<string, unknown>[]).map((row) => row[field])).toEqual(expected);
  });

  it.each<[string[], string]>([
    [["suppliers", "--owner", "catll"], "nearest: catl (CATL, Ltd.)"],
    [["suppliers", "--list", "1260"], '--list: "1260" is no restricted list; nearest: 1260h'],
    [["links", "--upstream", "bydd"], "nearest: byd (-BYD)"],
    [["holdings", "--as-of", "soon"], "--as-of: must be a day like 2026-07-31, or today"],
  ])("%j is refused", async (args, reason) => {
    const { code, stdout, stderr } = await list(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(reason);
  });

  it("are tables for people", async () => {
    const tableOf = async (kind: string) => (await list(kind)).stdout.split("\n");
    expect((await tableOf("suppliers"))[3]).toBe("cell-arm  Cell Arm    US       catl");
    expect(await tableOf("links")).toEqual([
      "SUPPLIER  INPUT  UPSTREAM  SHARE  ORIGIN   SOURCE      PLACES",
      "cell-arm  cells  byd        0.25  unknown",
      "cell-arm  cells  catl        0.5  CN       =interview  plant ningde-1",
      "",
    ]);
    expect(await tableOf("holdings")).toEqual([
      "SUPPLIER  HOLDER    AT LEAST  AT MOST  KIND    FROM        TO              SOURCE",
      "byd       big-fund       0.1      0.3  equity  2020-01-01  2025-12-31      register",
      "byd       big-fund       0.3      0.4  equity  2026-01-01  further notice  register",
      "byd       unknown    unknown     0.05  equity  always      further notice  register",
      "",
    ]);
  });
});
