import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { type Workplace, workplace } from "../support/command-line.ts";
import { erpCells, erpPurchases, erpText } from "../support/erp.ts";
import { policyFiles } from "../support/policy-files.ts";
import { workbookOf } from "../support/workbooks.ts";

const policies = policyFiles("ai", "defense");
const places: Workplace[] = [];
let place: Workplace;
beforeEach(() => {
  place = workplace(policies.folder);
  places.push(place);
});
afterAll(() => {
  policies.remove();
  for (const one of places) one.remove();
});

const purchases = erpPurchases();
const mapping = () => readFileSync(join(place.folder, "mapping.json"), "utf8");
const schema = () => readFileSync(join(place.folder, "mapping.schema.json"), "utf8");

describe("import suggest", () => {
  it("says what each column is taken for, with examples and how sure it is, and writes a mapping", async () => {
    place.file("orders.csv", erpText(purchases, ";"));
    const { code, stdout, stderr } = await place.chokepoint(
      "import",
      "suggest",
      "orders.csv",
      "--sector",
      "ai",
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    await expect(stdout).toMatchFileSnapshot("golden/import-suggest.txt");
    const { $schema } = JSON.parse(mapping()) as { $schema: string };
    expect($schema).toBe("./mapping.schema.json");
    expect(schema()).toBe(readFileSync("policies/mapping.schema.json", "utf8"));
  });

  it("writes the schema of the mapping beside it, and renews one of another version but nothing else", async () => {
    place.file("orders.csv", erpText(purchases));
    mkdirSync(join(place.folder, "maps"));
    place.file("mapping.schema.json", "mine");
    const suggest = (...flags: string[]) => place.chokepoint("import", "suggest", "orders.csv", ...flags);
    const taken = await suggest();
    expect(taken.code).toBe(2);
    expect(taken.stderr).toBe(
      "chokepoint: mapping.schema.json is there already and is no schema: name another folder with --out\n",
    );
    expect(existsSync(join(place.folder, "mapping.json"))).toBe(false);
    expect(schema()).toBe("mine");
    expect(await suggest("--out", "maps/erp.json")).toMatchObject({ code: 0 });
    expect(readdirSync(join(place.folder, "maps")).sort()).toEqual(["erp.json", "mapping.schema.json"]);
    const shipped = readFileSync("policies/mapping.schema.json", "utf8");
    place.file("mapping.schema.json", shipped.replace("schemaVersion", "version"));
    expect(await suggest()).toMatchObject({ code: 0 });
    expect(schema()).toBe(shipped);
  });

  it.each<[string, string | Buffer]>([
    ["orders.csv", erpText(purchases)],
    ["orders.txt", Buffer.from(`\uFEFF${erpText(purchases, "\t")}`, "utf16le")],
    ["orders.xlsx", workbookOf([["Purchases"], ...erpCells(purchases)])],
  ])("%s: the mapping as it was written takes the export whole", async (file, content) => {
    place.file(file, content);
    expect(await place.chokepoint("import", "suggest", file, "--sector", "ai")).toMatchObject({ code: 0 });
    const { code, stdout } = await place.chokepoint("import", "map", file, "--map", "mapping.json", "--json");
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject([
      { rows: 470, mapped: { read: { rows: 500 }, netted: { rows: 60 }, refused: { rows: 0 } } },
    ]);
  });

  it("does not touch a mapping that is there, unless told to", async () => {
    place.file("orders.csv", erpText(purchases));
    place.file("mapping.json", "mine");
    const refused = await place.chokepoint("import", "suggest", "orders.csv");
    expect(refused).toMatchObject({
      code: 2,
      stderr: "chokepoint: mapping.json is there already: name another file with --out, or say --yes\n",
    });
    expect(mapping()).toBe("mine");
    expect(await place.chokepoint("import", "suggest", "orders.csv", "--yes")).toMatchObject({ code: 0 });
    expect(mapping()).toMatch(/^\{\n {2}"\$schema": /);
    expect(readdirSync(place.folder).sort()).toEqual(["mapping.json", "mapping.schema.json", "orders.csv"]);
  });

  it("leaves nothing behind where the mapping cannot be written", async () => {
    place.file("orders.csv", erpText(purchases));
    mkdirSync(join(place.folder, "mapping.json"));
    const { code, stderr } = await place.chokepoint("import", "suggest", "orders.csv", "--yes");
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: "chokepoint: mapping.json: cannot be written (EISDIR)\n",
    });
    expect(readdirSync(place.folder).sort()).toEqual(["mapping.json", "orders.csv"]);
  });

  it("prints only JSON with --json", async () => {
    place.file("orders.csv", erpText(purchases));
    const { stdout } = await place.chokepoint("import", "suggest", "orders.csv", "--json");
    const answer = JSON.parse(stdout) as { mapping: unknown };
    expect(answer).toMatchObject({ file: "orders.csv", rows: 500, headerLine: 1, readAs: [], unused: [] });
    expect(answer.mapping).toEqual(JSON.parse(mapping()));
  });

  it.each([
    [["none.csv"], "none.csv: does not exist"],
    [["."], /^chokepoint: .*: is not a file\n$/],
    [["empty.csv"], "empty.csv: has no line with names of columns"],
    [["header.csv"], "header.csv: has no row below its header"],
    [["poor.csv"], "poor.csv: has no column of amounts: each position needs what it is worth"],
    [["orders.csv", "--sector", "sea"], '"sea" is not a sector; the sectors are ai, defense'],
    [["orders.xlsx", "--sheet", "Other"], 'orders.xlsx: line 1: has no sheet "Other": it has "Orders"'],
    [["orders.csv", "--encoding", "utf-7"], /--encoding.*utf-8, utf-16, windows-1252/],
  ])("%j is refused in one sentence, and nothing is written", async (args, sentence) => {
    place.file("empty.csv", "");
    place.file("header.csv", "Order,Amount\n");
    place.file("poor.csv", "Order,Name\n1,x\n");
    place.file("orders.csv", erpText(purchases));
    place.file("orders.xlsx", workbookOf(erpCells(purchases)));
    const { code, stdout, stderr } = await place.chokepoint("import", "suggest", ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(sentence);
    expect(stderr.match(/\n/g)).toHaveLength(1);
    expect(existsSync(join(place.folder, "mapping.json"))).toBe(false);
  });
});
