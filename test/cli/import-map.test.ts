import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MappedReport } from "../../functions/import/mapped/import-mapped.ts";
import { assessedAfter } from "../support/assessed-import.ts";
import { type Workplace, workplace } from "../support/command-line.ts";
import { erpCells, erpMapping, erpPurchases, erpText } from "../support/erp.ts";
import { policyFiles } from "../support/policy-files.ts";
import { workbookOf } from "../support/workbooks.ts";

const policies = policyFiles("ai", "defense");
const places: Workplace[] = [];
afterAll(() => {
  policies.remove();
  for (const place of places) place.remove();
});

/** A folder with the export as `export.csv`, and its mapping. */
function withExport(content: string | Buffer = erpText(erpPurchases())): Workplace {
  const place = workplace(policies.folder);
  places.push(place);
  place.file("export.csv", content);
  place.file("mapping.json", JSON.stringify(erpMapping));
  return place;
}

const MAP = ["import", "map", "export.csv", "--map", "mapping.json"];

const assessmentOf = (content: string | Buffer) => assessedAfter(withExport(content), MAP);

describe("an ERP export with names, US dates, dollars, credit notes and China (PRC)", () => {
  it("gives the same assessment with commas, with semicolons, in UTF-16 and as .xlsx", async () => {
    const purchases = erpPurchases();
    const usual = await assessmentOf(erpText(purchases));
    expect(usual.alerts.length).toBeGreaterThan(0);
    expect(usual.assessment).toMatchObject({ positions: 470, incomplete: false });
    for (const content of [
      erpText(purchases, ";"),
      Buffer.from(`\uFEFF${erpText(purchases, "\t")}`, "utf16le"),
      workbookOf(erpCells(purchases)),
    ])
      expect(await assessmentOf(content)).toEqual(usual);
  });
});

describe("import map", () => {
  let place: Workplace;
  beforeAll(() => {
    place = withExport();
  });

  it("with --dry-run says what would change, and changes nothing", async () => {
    const dry = await place.chokepoint(...MAP, "--dry-run");
    expect(dry).toMatchObject({ code: 0, stderr: "" });
    expect(dry.stdout).toMatch(
      /^export\.csv: 470 positions: 470 new, 0 changed, 0 unchanged \(nothing was written\)\n/,
    );
    expect(dry.stdout).toMatch(
      /\n {2}ai: 470 new, 0 changed, 0 removed; USD [\d,.]+ would be added, USD 0\.00 taken away\n/,
    );
    expect(
      JSON.parse((await place.chokepoint("list", "imports", "--sector", "ai", "--json")).stdout),
    ).toMatchObject([{ imports: [] }]);
  });

  it("says where every row has gone, in rows and in money", async () => {
    const { code, stdout } = await place.chokepoint(...MAP);
    const cents = erpPurchases().reduce((sum, one) => sum + one.cents, 0);
    const read = (cents / 100).toLocaleString("en-US", { minimumFractionDigits: 2 });
    expect(code).toBe(0);
    expect(stdout).toContain(`500  rows read                 USD ${read}\n`);
    expect(stdout).toMatch(
      /\n {2}= {2}440 {2}taken {21}USD [\d,.]+\n {2}\+ {2}60 {3}netted into 30 positions {2}USD /,
    );
    expect(stdout).toContain('"Müller Batterie GmbH"');
    expect(stdout).toContain("müller-batterie-gmbh");
  });

  it("again changes nothing", async () => {
    const { stdout } = await place.chokepoint(...MAP, "--json");
    expect(JSON.parse(stdout) as MappedReport[]).toMatchObject([
      { rows: 470, added: 0, changed: 0, unchanged: 470, mapped: { read: { rows: 500 }, changes: [] } },
    ]);
  });

  it("puts rows into another sector where it is told to", async () => {
    const { stdout } = await place.chokepoint(...MAP, "--sector", "defense", "--dry-run", "--json");
    expect(JSON.parse(stdout)).toMatchObject([{ added: 470, mapped: { changes: [{ sector: "defense" }] } }]);
  });

  it("tells refused rows one sentence each, and exits with 2", async () => {
    place.file(
      "export.csv",
      readFileSync(`${place.folder}/export.csv`, "utf8").replaceAll("Korea, South", "Koreea"),
    );
    const { code, stderr } = await place.chokepoint(...MAP, "--dry-run");
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^chokepoint: export\.csv: \d+ rows \(lines .*\), Country of Origin: "Koreea" is not a country: write .* or write what it means into "values" of originCountry in the mapping\n$/,
    );
  });

  it.each([
    [["--map", "none.json"], "none.json: does not exist: import suggest writes one"],
    [["--map", "export.csv"], "export.csv: is not JSON: line 1, column 1: "],
    [["--map", "mapping.json", "--sector", "sea"], '"sea" is not a sector; the sectors are ai, defense'],
    [["--map", "unsure.json"], "the mapping names no sector: say --sector, or add sector to its columns"],
  ])("%j is refused in one sentence", async (flags, sentence) => {
    const { sector: _, ...columns } = erpMapping.columns;
    place.file("unsure.json", JSON.stringify({ ...erpMapping, columns }));
    const { code, stdout, stderr } = await place.chokepoint("import", "map", "export.csv", ...flags);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(`chokepoint: ${sentence}`);
    expect(stderr.match(/\n/g)).toHaveLength(1);
  });
});

describe("the same orders under other numbers", () => {
  it("are warned of by --dry-run and by the import, with number and money, and never by the same file again", async () => {
    const purchases = erpPurchases().slice(0, 40);
    const place = withExport(erpText(purchases));
    await place.chokepoint(...MAP);
    const again = erpText(purchases.map((one) => ({ ...one, order: `99${one.order}` })));
    place.file("export.csv", again);
    const notes = ({ stdout }: { stdout: string }) =>
      stdout.split("\n").filter((line) => line.includes("under other ids"));
    const told =
      /^ {2}note: 40 of 40 new positions of ai \(USD [\d.]+ M\) equal stored ones in supplier, item, origin, day and exposure, under other ids \("99\d+-10" and "\d+-10"\): if they are the same purchases, they (would )?count twice$/;
    const dry = notes(await place.chokepoint(...MAP, "--dry-run"));
    expect(dry).toEqual([expect.stringMatching(told)]);
    expect(dry[0]).toContain("would count twice");
    expect(notes(await place.chokepoint(...MAP, "--dry-run", "--replace"))).toEqual([]);
    expect(notes(await place.chokepoint(...MAP))).toEqual([expect.stringMatching(told)]);
    expect(notes(await place.chokepoint(...MAP))).toEqual([]);
  });
});
