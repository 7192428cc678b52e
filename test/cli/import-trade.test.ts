import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { policyOf } from "../support/builders.ts";
import { workplace } from "../support/command-line.ts";

const place = workplace();
afterAll(() => place.remove());
const own = join(place.folder, "own");
mkdirSync(own);
const policy = policyOf({ sector: "eu-imports", unit: "EUR", windowDays: 1096 });
writeFileSync(join(own, "eu-imports.json"), JSON.stringify(policy));

place.file(
  "comext.csv",
  `DECLARANT_ISO,PARTNER_ISO,PRODUCT_NC,FLOW,PERIOD,VALUE_IN_EUROS
EL,CN,28369100,1,2022,100
EL,CL,28369100,1,2022,300
EL,CN,28369100,1,2023,50
EL,DE,81129289,1,2024,70
EL,EU27_2020,81129289,1,2024,70
EL,CN,81129289,1,2024,30.0
AT,CN,81129289,1,2024,1000
`,
);
place.file("items.csv", "code,item\n28369100,battery-metals\n8112.92.89,semiconductor-inputs\n");
place.file("twice.csv", "code,item\n28369100,a\n2836.91.00,b\n");
const comext = (...args: string[]) =>
  place.chokepoint("import", "comext", "comext.csv", "--sector", "eu-imports", "--policies", own, ...args);

it("a table of Comext becomes the imports of one country by groups of goods, with their HHI", async () => {
  const imported = await comext("--reporter", "EL", "--items", "items.csv", "--json");
  expect(imported).toMatchObject({ code: 0, stderr: "" });
  expect(JSON.parse(imported.stdout)[0].mapped).toMatchObject({
    unit: "EUR",
    read: { rows: 7, amount: 1620 },
    taken: { rows: 5, amount: 550 },
    leftOut: { rows: 2, amount: 1070 },
  });
  const run = ["recompute", "--sector", "eu-imports", "--as-of", "2024-12-31", "--policies", own, "--json"];
  const [{ assessment }] = JSON.parse((await place.chokepoint(...run)).stdout);
  const found = assessment.scopes.map((one: { item: string; facets: { origin: { hhi: object } } }) => [
    one.item,
    one.facets.origin.hhi,
  ]);
  const exactly = (hhi: number) => ({ lower: expect.closeTo(hhi, 8), upper: expect.closeTo(hhi, 8) });
  expect(found).toEqual([
    [null, exactly((180 ** 2 + 300 ** 2 + 70 ** 2) / 550 ** 2 / 1e-4)],
    ["battery-metals", exactly((150 ** 2 + 300 ** 2) / 450 ** 2 / 1e-4)],
    ["semiconductor-inputs", exactly((70 ** 2 + 30 ** 2) / 100 ** 2 / 1e-4)],
  ]);
});

it.each([
  [["--items", "none.csv"], "--items: none.csv does not exist"],
  [["--items", "comext.csv"], "--items: comext.csv: line 1: the header lacks code, item"],
  [["--items", "twice.csv"], '--items: twice.csv: line 3: "2836.91.00" stands there already, as "a"'],
  [["--reporter", "XQ"], '--reporter: "XQ" is not a country: write its two-letter code'],
  [["--product", "..."], '--product: "..." is no product code like 8507.60'],
  [["--item", "Bad"], "--item must be lower-case words"],
])("%j is wrong usage", async (args, sentence) => {
  expect(await comext(...args)).toMatchObject({
    code: 2,
    stdout: "",
    stderr: expect.stringContaining(sentence),
  });
});

it("a value that is not published is told as an amount that is not known, and not as nothing", async () => {
  place.file(
    "unpublished.csv",
    "DECLARANT_ISO,PARTNER_ISO,PRODUCT_NC,FLOW,PERIOD,VALUE_IN_EUROS\nEL,CN,28369100,1,2022,100\nEL,CL,28369100,1,2022,:\n",
  );
  const args = [
    "import",
    "comext",
    "unpublished.csv",
    "--sector",
    "eu-imports",
    "--policies",
    own,
    "--dry-run",
  ];
  expect((await place.chokepoint(...args)).stdout).toContain(
    "\n  left out:\n    1 row  amount not known  no value, as it is not published\n",
  );
});
