import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { workplace } from "../support/command-line.ts";
import { expectPlainLines } from "../support/hostile.ts";

const place = workplace();
afterAll(() => place.remove());
const suppliers = (...args: string[]) => place.chokepoint("suppliers", ...args);
const mappingText = (supplierId: object) =>
  `${JSON.stringify({
    schemaVersion: 1,
    unknown: ["n/a"],
    columns: {
      positionId: { columns: ["PO"] },
      sector: { constant: "ai" },
      supplierId,
      item: { column: "Item" },
      exposure: { column: "Amount", format: "1,234.56", unit: "USD" },
    },
  })}\n`;
const BY_NAME = { column: "Vendor", as: "name" };
const map = place.file("mapping.json", mappingText(BY_NAME));
const table = (...vendors: string[]) =>
  [
    "PO,Vendor,Item,Amount",
    ...vendors.map((vendor, at) => `${at},"${vendor.replaceAll('"', '""')}",bess,1.00`),
  ].join("\n");
const orders = place.file(
  "orders.csv",
  table(
    "Zorvex (Ningde)",
    "ZORVEX, Ningde",
    "LGES",
    "L.G. Energy Solution Ltd",
    "L.G. Energy Solution Ltd",
    "Kalmo",
    "n/a",
    "",
  ),
);
const supplierIdOf = () => JSON.parse(readFileSync(map, "utf8")).columns.supplierId;
const pairsOf = async () => {
  const { pairs } = JSON.parse((await suppliers("suggest", orders, "--map", map, "--json")).stdout);
  return pairs.map((pair: { name: { name: string }; other: { name: string } }) => [
    pair.name.name,
    pair.other.name,
  ]);
};

beforeAll(async () => {
  place.file(
    "s.csv",
    "supplierId,name,country,parentId,parentStake,lists\nzor,Zorvex Co.,CN,,,\nlg,LG Energy Solution,KR,,,\nhar,Harbor Energy,US,,,\n",
  );
  await place.chokepoint("import", "suppliers", "s.csv");
});

describe("suppliers suggest", () => {
  it("tells names of a table that look alike, with score, reason and commands, and merges nothing", async () => {
    const before = readFileSync(map, "utf8");
    const { code, stdout, stderr } = await suppliers("suggest", orders, "--map", map);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain(
      `1.00  "L.G. Energy Solution Ltd" (2 rows; id l-g-energy-solution-ltd, no supplier row)
      "LG Energy Solution" (supplier lg, KR)
      the same apart from legal forms, capitals, accents, punctuation and script
      npx chokepoint suppliers accept 'L.G. Energy Solution Ltd' lg --map ${map}
      npx chokepoint suppliers refuse 'L.G. Energy Solution Ltd' lg --map ${map}
`,
    );
    expect(stdout).toContain(`0.95  "Zorvex (Ningde)" (1 row; id zorvex-ningde, no supplier row)
      "Zorvex Co." (supplier zor, CN)
      all of the second stands in the first name, which adds "Ningde"
`);
    expect(stdout).toContain(`"LGES" are the first letters of the second\n`);
    expect(stdout).toMatch(
      /\n8 names compared: 3 pairs look alike, at a score of 0.8 or more. Nothing is merged unless you accept it.\n1 more pair of the same names is left out here: decide these first; --csv gives all of them\n$/,
    );
    expect(readFileSync(map, "utf8")).toBe(before);
  });

  it("gives the same as CSV and as JSON, from the score that is asked for", async () => {
    const csv = (
      await suppliers("suggest", orders, "--map", map, "--csv", "--threshold", "0.94")
    ).stdout.split("\n");
    expect(csv).toEqual([
      "score,name,supplierId,rows,hasRow,otherName,otherSupplierId,otherRows,otherHasRow,reason",
      '1,L.G. Energy Solution Ltd,l-g-energy-solution-ltd,2,false,LG Energy Solution,lg,,true,"the same apart from legal forms, capitals, accents, punctuation and script"',
      '0.95,Zorvex (Ningde),zorvex-ningde,1,false,Zorvex Co.,zor,,true,"all of the second stands in the first name, which adds ""Ningde"""',
      "",
    ]);
    const json = JSON.parse((await suppliers("suggest", orders, "--map", map, "--json")).stdout);
    expect(json).toMatchObject({ threshold: 0.8, names: 8, refused: 0, unread: 0, crowded: 0 });
    expect(json.pairs).toHaveLength(4);
  });

  it("leaves out what the mapping calls unknown, and counts rows that cannot be read", async () => {
    const values = place.file(
      "values.json",
      mappingText({ ...BY_NAME, values: { "Kalmo Ltd": null, Kalmo: "zor" } }),
    );
    const short = place.file(
      "short.csv",
      `${table("Kalmo Ltd", "Kalmo", "N/A", "Harbor Energy")}\n9,too,short\n`,
    );
    const { stdout } = await suppliers("suggest", short, "--map", values, "--json", "--threshold", "0.1");
    // Kalmo means zor, and Harbor Energy is stored by that name: no other supplier has such a name.
    expect(JSON.parse(stdout)).toMatchObject({ pairs: [], unread: 1, names: 4 });
  });

  it("compares the stored names where no table is given", async () => {
    place.file(
      "more.csv",
      "supplierId,name,country,parentId,parentStake,lists\nhar2,HARBOR ENERGY GmbH,DE,,,\n",
    );
    await place.chokepoint("import", "suppliers", "more.csv");
    const { stdout } = await suppliers("suggest");
    expect(stdout).toContain('"HARBOR ENERGY GmbH" (supplier har2, DE)');
    expect(stdout).toContain('"Harbor Energy" (supplier har, US)');
    expect(stdout).toContain("4 names compared: 1 pair looks alike");
  });

  it.each<[string, string[], string]>([
    ["no table", ["nothing.csv"], "nothing.csv: does not exist"],
    ["a folder", ["."], ".: cannot be read (EISDIR)"],
    ["no mapping", [orders, "--map", "none.json"], "none.json: does not exist: import suggest writes one"],
    ["a score that is none", ["--threshold", "80"], "--threshold: must be above 0 and at most 1, like 0.8"],
  ])("refuses %s in one sentence", async (_, args, problem) => {
    const flags = args.includes("--map") || args[0] === "--threshold" ? [] : ["--map", map];
    expect(await suppliers("suggest", ...args, ...flags)).toEqual({
      code: 2,
      stdout: "",
      stderr: `chokepoint: ${problem}\n`,
    });
  });

  it("refuses a mapping that reads ids, and a table without its columns", async () => {
    const ids = place.file("ids.json", mappingText({ column: "Vendor" }));
    expect(await suppliers("suggest", orders, "--map", ids)).toEqual({
      code: 2,
      stdout: "",
      stderr:
        'chokepoint: ids.json: reads no suppliers by name: supplierId must have "column", and "as": "name"\n',
    });
    const other = place.file("other.csv", "PO,Seller,Item,Amount\n1,a,b,1.00\n");
    expect((await suppliers("suggest", other, "--map", map)).stderr).toBe(
      'chokepoint: other.csv: no line names the column "Vendor" of the mapping: its other columns are "Seller"\n',
    );
  });
});

describe("suppliers accept and refuse", () => {
  it("accept writes what a name means into the mapping, and the next import follows it", async () => {
    expect(await suppliers("accept", "L.G. Energy Solution Ltd", "lg", "--map", map)).toEqual({
      code: 0,
      stdout: `"L.G. Energy Solution Ltd" means "lg"\nwrote ${map}; it holds for what is imported from now on: import the table again to move its positions\n`,
      stderr: "",
    });
    expect(supplierIdOf()).toEqual({ ...BY_NAME, values: { "L.G. Energy Solution Ltd": "lg" } });
    const { stdout } = await place.chokepoint("import", "map", orders, "--map", map, "--json");
    expect(JSON.stringify(JSON.parse(stdout))).not.toContain("l-g-energy-solution-ltd");
    const position = (await place.chokepoint("list", "positions", "--csv")).stdout;
    expect(position).toContain("\n3,ai,lg,bess,");
  });

  it("accept takes another name for the supplier, and says what stands there already", async () => {
    expect((await suppliers("accept", "lges", "LG ENERGY SOLUTION", "--map", map)).stdout).toContain(
      '"lges" means "lg"\n',
    );
    expect((await suppliers("accept", "LGES", "lg", "--map", map)).stdout).toBe(
      '"LGES" means "lg": mapping.json says so already\n',
    );
    const { code, stderr } = await suppliers("accept", "LGES", "zor", "--map", map);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'chokepoint: mapping.json: "LGES" means "lg" by "values" of supplierId: change it there\n',
    });
  });

  it("a refused pair is not shown again, by whatever names of the two suppliers", async () => {
    expect(await pairsOf()).toEqual([["Zorvex (Ningde)", "Zorvex Co."]]);
    const refused = await suppliers("refuse", "Zorvex (Ningde)", "zor", "--map", map);
    expect(refused.stdout).toBe(
      `"Zorvex (Ningde)" and "zor" are different suppliers\nwrote ${map}; suggest does not tell them again\n`,
    );
    expect(await pairsOf()).toEqual([]);
    expect((await suppliers("suggest", orders, "--map", map)).stdout).toContain(
      "1 pair was refused before, and is not told again\n",
    );
    expect((await suppliers("refuse", "zor", "ZORVEX (Ningde)", "--map", map)).stdout).toContain(
      "mapping.json says so already",
    );
    expect(supplierIdOf().apart).toEqual([["Zorvex (Ningde)", "zor"]]);
  });

  it("accept takes a refusal back", async () => {
    await suppliers("accept", "Zorvex (Ningde)", "zor", "--map", map);
    expect(supplierIdOf()).not.toHaveProperty("apart");
    expect(supplierIdOf().values).toMatchObject({ "Zorvex (Ningde)": "zor" });
  });

  it.each<[string[], string]>([
    [["accept", " ", "lg"], "a name is empty"],
    [["accept", "Kalmo", "? ?"], '"? ?" names no one supplier: give the id of the one that is meant'],
    [["refuse", "LGES", "lg"], '"LGES" and "lg" are both "lg": there is nothing to refuse'],
  ])("refuses %j in one sentence, and writes nothing", async (args, problem) => {
    const before = readFileSync(map, "utf8");
    expect(await suppliers(...args, "--map", map)).toEqual({
      code: 2,
      stdout: "",
      stderr: `chokepoint: ${problem}\n`,
    });
    expect(readFileSync(map, "utf8")).toBe(before);
  });

  it("leaves the mapping as it was when it cannot be written", async () => {
    const before = readFileSync(map, "utf8");
    mkdirSync(`${map}.part`);
    expect(await suppliers("accept", "Kalmo", "zor", "--map", map)).toMatchObject({
      code: 2,
      stderr: `chokepoint: ${map}: cannot be written (EISDIR)\n`,
    });
    rmSync(`${map}.part`, { recursive: true });
    expect(readFileSync(map, "utf8")).toBe(before);
  });
});

describe("names that nobody means well with", () => {
  const HOSTILE = [
    "Zorvex \u001b[2J\u001b[31mred",
    "Zorvex \u202eexe.evil",
    "Zorvex <script>alert(1)</script>",
    "Zorvex '; rm -rf /",
    "שלום Zorvex",
    `Zorvex ${"x".repeat(10_000)}`,
    "-Zorvex",
  ];
  const named = place.file("hostile.csv", table(...HOSTILE));

  it("do not reach the terminal as they are, and commands with them mean what they are", async () => {
    const { code, stdout } = await suppliers("suggest", named, "--map", map, "--threshold", "0.3");
    expect(code).toBe(0);
    expectPlainLines(stdout);
    expect(stdout.split("\n").every((line) => line.length < 400)).toBe(true);
    expect(stdout).toContain("it is too long to type: --json shows it");
    expect(stdout).toContain(String.raw`accept $'Zorvex \x1b[2J\x1b[31mred' zor`);
    expect(stdout).toContain(`accept --map ${map} -- -Zorvex zor`);
    expect(stdout).toContain(String.raw`accept 'Zorvex '\''; rm -rf /' zor`);
    expect(
      (await suppliers("suggest", named, "--map", map, "--threshold", "0.3", "--json")).stdout,
    ).not.toMatch(/\p{Cf}|\p{Cs}/u);
  });
});
