import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Workplace, workplace } from "../support/command-line.ts";
import { importTables } from "../support/imported-tables.ts";

const SUPPLIERS = `supplierId,name,country,parentId,parentStake,lists,inputs
packer,Packer Inc.,US,,,,
other,Other Inc.,US,,,,
lg,LG,KR,,,,
catl,CATL,CN,,,,
maker,Maker Ltd.,KR,,,,none
=cmd,=cmd|calc,KR,,,,
`;
const LINKS = `supplierId,input,upstreamId,share,source,plant
packer,cells,catl,0.4,10-K,ningde-1
other,cells,lg,0.5,10-K,
other,cells,=cmd,0.5,10-K,
other,bms,lg,1,10-K,
`;
const POSITIONS = `positionId,sector,supplierId,item,originCountry,exposure,date,program,source
P-1,ai,packer,bess,US,60,,,test
P-2,ai,other,bess,US,40,,,test
P-3,ai,silent,bess,US,100,,,test
`;

let place: Workplace;
beforeAll(async () => {
  place = workplace();
  await importTables(place, { suppliers: SUPPLIERS, links: LINKS, positions: POSITIONS });
});
afterAll(() => place.remove());

type Row = Record<string, string>;

async function asked(...args: string[]): Promise<Row[]> {
  const { code, stdout, stderr } = await place.chokepoint("ask", ...args, "--csv");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return parse(stdout, { columns: true });
}

async function unknowns(): Promise<{ asked: string; decides: number; ifSmallest: unknown; now: unknown }[]> {
  const args = ["--sector", "ai", "--rule", "china-look-through", "--as-of", "2026-07-31", "--json"];
  return JSON.parse((await place.chokepoint("list", "unknowns", ...args)).stdout);
}

/** A file of a questionnaire, as somebody filled it in. */
function filledIn(name: string, rows: Row[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ""))];
  return place.file(name, lines.map((line) => line.map(quoted).join(",")).join("\r\n"));
}

describe("chokepoint ask", () => {
  it("asks for the inputs that suppliers of the same items declare, and tells what is known", async () => {
    const rows = await asked("Packer Inc.");
    expect(rows.map(({ input, upstreamId, share }) => [input, upstreamId, share])).toEqual([
      ["cells", "catl", "0.4"],
      ["bms", "", ""],
      ["cells", "", ""],
    ]);
    expect(rows[0]).toMatchObject({ source: "10-K" });
    expect(rows[2]?.question).toContain("the other 60.0 % of your cells");
    expect(rows[2]?.source).toMatch(/^questionnaire Packer Inc\. \d{4}-\d{2}-\d{2}$/);
  });

  it("is taken as it is: what is known changes nothing, and what is left open is no wrong row", async () => {
    const rows = await asked("packer");
    const { code, stdout, stderr } = await place.chokepoint("import", "links", filledIn("open.csv", rows));
    expect(code).toBe(0);
    const said = `${stdout}${stderr}`.replaceAll(/\s+/g, " ");
    expect(said).toContain("1 row: 0 new, 0 changed, 1 unchanged");
    expect(said).toContain("2 questions of the questionnaire are left open");
  });

  it("keeps a name that a spreadsheet would compute as text, there and back", async () => {
    const { stdout } = await place.chokepoint("ask", "=cmd", "--csv");
    expect(stdout).toContain("'=cmd,");
    expect(stdout).not.toMatch(/(^|,)"?[=+@-]/m);
    const [row] = await asked("=cmd");
    const file = filledIn("hostile.csv", [{ ...row, upstreamId: "lg", share: "1" }]);
    expect((await place.chokepoint("import", "links", file)).code).toBe(0);
    const links = JSON.parse(
      (await place.chokepoint("list", "links", "--supplier", "=cmd", "--json")).stdout,
    );
    expect(links).toMatchObject([{ supplierId: "=cmd", upstreamId: "lg", share: 1 }]);
  });

  it("narrows the figure as it was promised, once it is filled in and imported", async () => {
    const before = (await unknowns()).find((one) => one.asked === "packer");
    expect(before?.decides).toBeGreaterThan(0);
    const rows = (await asked("packer")).map((row) =>
      row.input === "cells" && row.upstreamId === "" ? { ...row, upstreamId: "maker", share: "0.6" } : row,
    );
    expect((await place.chokepoint("import", "links", filledIn("answer.csv", rows))).code).toBe(0);
    const after = await unknowns();
    expect(after.some((one) => one.asked === "packer")).toBe(false);
    expect(after[0]?.now).toEqual(before?.ifSmallest);
  });

  it("asks who holds a supplier, for import holdings", async () => {
    const [row] = await asked("packer", "--about", "holders");
    const answer = { ...row, holderId: "catl", minShare: "0.6", maxShare: "0.6" };
    const { code } = await place.chokepoint("import", "holdings", filledIn("held.csv", [answer as Row]));
    expect(code).toBe(0);
    const known = await asked("packer", "--about", "holders");
    expect(known.filter(({ holderId }) => holderId === "catl")).toHaveLength(1);
    const open = await place.chokepoint("import", "holdings", filledIn("again.csv", known));
    expect(open.code).toBe(0);
  });

  it("is taken as a spreadsheet of another country saves it", async () => {
    const [open] = (await asked("silent")).filter(({ input }) => input === "cells");
    const rows: Row[] = [
      { ...open, upstreamId: "catl", share: "0,4" },
      { ...open, upstreamId: "lg", share: "35 %", originCountry: "Korea, South", question: "one\ntwo" },
    ];
    const columns = Object.keys(open ?? {});
    const lines = rows.map((row) => columns.map((column) => `"${row[column] ?? ""}"`).join(";"));
    const text = ["\uFEFF" + columns.join(";"), ...lines, ";".repeat(columns.length - 1), ""].join("\r\n");
    const { code, stdout } = await place.chokepoint(
      "import",
      "links",
      place.file("de.csv", text),
      "--dry-run",
    );
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringContaining("2 rows: 2 new, 0 changed, 0 unchanged"),
    });
  });

  it("writes a file, and says how it comes back", async () => {
    const { code, stdout } = await place.chokepoint("ask", "silent", "--out", "silent.csv");
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringContaining("once it is filled in: chokepoint import links silent.csv"),
    });
    expect(readFileSync(join(place.folder, "silent.csv"), "utf8")).toMatch(/^supplierId,input,/);
  });

  it("writes a file for each of several, all or none", async () => {
    const { code, stdout } = await place.chokepoint(
      "ask",
      "Packer Inc.",
      "silent",
      "=cmd",
      "--into",
      "letters",
    );
    const files = ["packer-inputs.csv", "silent-inputs.csv", "cmd-inputs.csv"];
    expect(code).toBe(0);
    expect(stdout.replaceAll(/\s+/g, " ")).toContain(
      `they are filled in: chokepoint import links ${files.map((file) => `letters/${file}`).join(" ")}`,
    );
    expect(readdirSync(join(place.folder, "letters")).sort()).toEqual(files.sort());
    const again = await place.chokepoint("ask", "other", "silent", "--into", "letters");
    expect(again).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("is there already, and nothing was written"),
    });
    expect(existsSync(join(place.folder, "letters", "other-inputs.csv"))).toBe(false);
  });

  it("writes nothing where one of several is nobody", async () => {
    const { code } = await place.chokepoint("ask", "packer", "nobody", "--into", "none");
    expect({ code, written: existsSync(join(place.folder, "none")) }).toEqual({ code: 2, written: false });
  });

  it.each([
    [[], "name who is to be asked, or let --first say it"],
    [["--first", "2"], "--first: say of which sector, with --sector"],
    [["packer", "--first", "2", "--sector", "ai"], "leave out the names, or --first"],
    [["packer", "--sector", "ai"], "--sector goes with --first"],
    [
      ["--first", "2", "--sector", "defense"],
      "no answer about inputs decides anything about a rule of defense",
    ],
    [["packer", "--into", "x", "--csv"], "cannot be used with option '--csv'"],
  ])("refuses %j", async (args, reason) => {
    const { code, stderr } = await place.chokepoint("ask", ...args);
    expect({ code, stderr: stderr.replaceAll(/\s+/g, " ") }).toEqual({
      code: 2,
      stderr: expect.stringContaining(reason),
    });
  });

  it("refuses a supplier that nobody knows, with the nearest one", async () => {
    const { code, stderr } = await place.chokepoint("ask", "packre");
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining('"packre" is no supplier that is known; nearest: packer'),
    });
  });
});
