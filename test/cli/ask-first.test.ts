import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, it } from "vitest";
import { csvLines, LINE_END } from "../../shared/values/csv.ts";
import { type Workplace, workplace } from "../support/command-line.ts";
import { importTables } from "../support/imported-tables.ts";

const SUPPLIERS = `supplierId,name,country,parentId,parentStake,lists,inputs
large,Large Inc.,US,,,,
middle,Middle Inc.,US,,,,
small,Small Inc.,US,,,,
maker,Maker Ltd.,KR,,,,none
source,Source Ltd.,KR,,,,none
`;
const LINKS = `supplierId,input,upstreamId,share,source
middle,cells,maker,0.5,10-K
`;
const POSITIONS = `positionId,sector,supplierId,item,originCountry,exposure,date,program,source
P-1,ai,large,bess,US,60,,,test
P-2,ai,middle,bess,US,80,,,test
P-3,ai,small,bess,US,10,,,test
P-4,ai,maker,bess,KR,50,,,test
`;

let place: Workplace;
beforeAll(async () => {
  place = workplace();
  await importTables(place, { suppliers: SUPPLIERS, links: LINKS, positions: POSITIONS });
});
afterAll(() => place.remove());

interface Listed {
  asked: string;
  decides: number;
  now: { lower: number; upper: number };
}

async function listed(): Promise<Listed[]> {
  const args = ["--sector", "ai", "--rule", "china-look-through", "--json"];
  return JSON.parse((await place.chokepoint("list", "unknowns", ...args)).stdout);
}

it("asks those first who decide most, and their answers narrow the figure as it was promised", async () => {
  const [first, second, ...others] = await listed();
  expect([first?.asked, second?.asked]).toEqual(["large", "middle"]);
  const { code } = await place.chokepoint("ask", "--first", "2", "--sector", "ai", "--into", "letters");
  expect(code).toBe(0);
  const files = readdirSync(join(place.folder, "letters"));
  expect(files.sort()).toEqual(["large-inputs.csv", "middle-inputs.csv"]);
  for (const file of files) {
    const path = join(place.folder, "letters", file);
    const rows: Record<string, string>[] = parse(readFileSync(path, "utf8"), { columns: true });
    const columns = Object.keys(rows[0] ?? {});
    const filledIn = rows.map((row) => {
      const answer = { upstreamId: "source", share: file.startsWith("large") ? "1" : "0.5" };
      return row.upstreamId === "" && row.input === "cells" ? { ...row, ...answer } : row;
    });
    const lines = csvLines(
      columns,
      filledIn.map((row) => columns.map((column) => row[column] ?? "")),
    );
    const answered = place.file(`filled-in-${file}`, lines.join(LINE_END));
    expect((await place.chokepoint("import", "links", answered)).code).toBe(0);
  }
  const [left, ...none] = await listed();
  expect({ asked: left?.asked, none }).toEqual({ asked: "small", none: [] });
  const width = (one: Listed | undefined) => (one === undefined ? 0 : one.now.upper - one.now.lower);
  const promised = (first?.decides ?? 0) + (second?.decides ?? 0);
  expect(width(first) - width(left)).toBeCloseTo(promised, 9);
  expect(others).toHaveLength(1);
});

it("says how many decide anything, where more were asked for", async () => {
  const { stdout } = await place.chokepoint("ask", "--first", "9", "--sector", "ai");
  expect(stdout).toContain("of nobody else does an answer about inputs decide anything");
});

it("puts the questionnaires of all of them into one file", async () => {
  const { stdout } = await place.chokepoint("ask", "large", "small", "--csv");
  const rows: Record<string, string>[] = parse(stdout, { columns: true });
  expect(new Set(rows.map(({ supplierId }) => supplierId))).toEqual(new Set(["large", "small"]));
});
