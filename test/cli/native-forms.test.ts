import { afterAll, describe, expect, it } from "vitest";
import type { ImportReport } from "../../functions/import/tables/import-report.ts";
import type { Cell } from "../../shared/mapping/cell.ts";
import { assessedAfter } from "../support/assessed-import.ts";
import { type Workplace, workplace } from "../support/command-line.ts";
import { forms, sheetOf, textIn } from "../support/native-forms.ts";
import { policyFiles } from "../support/policy-files.ts";

const policies = policyFiles("ai");
const places: Workplace[] = [];
afterAll(() => {
  policies.remove();
  for (const place of places) place.remove();
});

function withFile(content: string | Buffer): Workplace {
  const place = workplace(policies.folder);
  places.push(place);
  place.file("july", content);
  return place;
}

const HEADER: Cell[] = "positionId,sector,supplierId,item,originCountry,exposure,date,program,source".split(
  ",",
);
const rows: Cell[][] = Array.from({ length: 40 }, (_, at) => [
  `PO-${at}`,
  "ai",
  ["Müller Batterie", "catl", "lg", ""][at % 4] ?? "",
  at % 3 === 0 ? "ups-lithium" : "bess",
  ["CN", "Korea, South", ""][at % 3] ?? "",
  { number: String(((at * 7919) % 1000) + 0.25) },
  { day: `2026-0${1 + (at % 7)}-15` },
  "",
  "ERP",
]);

const IMPORT = ["import", "positions", "july"];

const assessmentOf = (content: string | Buffer) => assessedAfter(withFile(content), IMPORT);

describe("import positions", () => {
  it("gives the same assessment of the same rows, whatever form they have", async () => {
    const usual = await assessmentOf(textIn([HEADER, ...rows], ","));
    expect(usual.assessment).toMatchObject({ positions: 40, incomplete: false });
    for (const { form, write } of forms)
      expect({ form, ...(await assessmentOf(write([HEADER, ...rows]))) }).toEqual({ form, ...usual });
  });

  it("says what it has found out about a file, and with --dry-run writes nothing", async () => {
    const place = withFile(Buffer.from(`\uFEFF${textIn([HEADER, ...rows], "\t")}`, "utf16le"));
    const dry = await place.chokepoint(...IMPORT, "--dry-run");
    expect(dry).toMatchObject({ code: 0, stderr: "" });
    expect(dry.stdout).toMatch(
      /^july: 40 rows: 40 new, 0 changed, 0 unchanged \(nothing was written\)\n {2}read: UTF-16, columns apart by tabs\n/,
    );
    const { stdout } = await place.chokepoint(...IMPORT, "--json");
    expect(JSON.parse(stdout) as ImportReport[]).toMatchObject([
      { added: 40, readAs: ["UTF-16", "columns apart by tabs"] },
    ]);
    place.file("july", textIn([HEADER, ...rows], ","));
    const [plain] = JSON.parse((await place.chokepoint(...IMPORT, "--json")).stdout) as ImportReport[];
    expect(plain).toMatchObject({ unchanged: 40 });
    expect(plain).not.toHaveProperty("readAs");
  });

  it("names the row of the sheet, and takes the sheet that it is told to", async () => {
    const bad: Cell[] = ["PO-1", "ai", "", "bess", "CN", "1.234,50", "", "", ""];
    const place = withFile(sheetOf([[""], HEADER, ...rows.slice(0, 3), bad]));
    const { code, stderr } = await place.chokepoint(...IMPORT, "--sheet", "Orders");
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        'chokepoint: july: line 6, exposure: "1.234,50" is not a plain decimal number such as 1234.56: it has a comma\n',
    });
    expect(await place.chokepoint(...IMPORT, "--sheet", "Orderz")).toMatchObject({
      code: 2,
      stderr: 'chokepoint: july: line 1: has no sheet "Orderz": it has "Orders"\n',
    });
  });

  it("takes the encoding that it is told to", async () => {
    const place = withFile(Buffer.from(textIn([HEADER, ...rows], ","), "latin1"));
    const { code, stderr } = await place.chokepoint(...IMPORT, "--encoding", "utf-8", "--dry-run");
    expect(code).toBe(2);
    expect(stderr).toContain("july: line 2: is not UTF-8 text");
    expect(await place.chokepoint(...IMPORT, "--encoding", "windows-1252")).toMatchObject({ code: 0 });
  });
});
