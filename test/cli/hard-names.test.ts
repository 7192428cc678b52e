import { describe, expect, it } from "vitest";
import { withVendors } from "../support/vendor-orders.ts";

const SUGGEST = ["suppliers", "suggest", "orders.csv", "--map", "mapping.json"];

describe("one name of thirty spellings", () => {
  it("is told thirty times less one, and is one supplier when all is accepted from the first to the last", async () => {
    const forms =
      "GmbH Ltd AG SA BV NV KK Oy AB AS SpA Srl Kft Zrt UAB SIA OU JSC OAO PJSC TOV Sti Bhd Pte LLC LLP PLC Corp Inc";
    const place = withVendors("Zorvex", ...forms.split(" ").map((form) => `Zorvex ${form}`));
    const { stdout } = await place.chokepoint(...SUGGEST);
    expect(stdout).toContain("\n30 names compared: 29 pairs look alike,");
    expect(stdout).toContain("\n406 more pairs of the same names are left out here: decide these first;");
    const accepted = [...stdout.matchAll(/suppliers accept '([^']+)' (?:'([^']+)'|(\S+)) --map/g)];
    expect(accepted).toHaveLength(29);
    for (const [, name = "", quoted, plain] of accepted)
      expect((await place.chokepoint("suppliers", "accept", name, quoted ?? plain ?? "")).code).toBe(0);
    expect((await place.chokepoint(...SUGGEST)).stdout).toContain("no two look alike");
    const { stdout: json } = await place.chokepoint(
      "import",
      "map",
      "orders.csv",
      "--map",
      "mapping.json",
      "--json",
    );
    expect(JSON.parse(json)[0].mapped.suppliers.length).toBe(1);
  });
});

describe("stored suppliers of one name in two countries", () => {
  it("are told by their ids and countries, and can be refused as printed", async () => {
    const place = withVendors("Zorvex");
    place.file(
      "s.csv",
      "supplierId,name,country,parentId,parentStake,lists\nz-de,Zorvex,DE,,,\nz-cn,Zorvex,CN,,,\n",
    );
    await place.chokepoint("import", "suppliers", "s.csv");
    const { stdout } = await place.chokepoint("suppliers", "suggest");
    expect(stdout).toContain('"Zorvex" (supplier z-cn, CN)\n      "Zorvex" (supplier z-de, DE)');
    expect(stdout).toContain("npx chokepoint suppliers refuse z-cn z-de --map mapping.json");
    await place.chokepoint("suppliers", "refuse", "z-cn", "z-de");
    const again = await place.chokepoint("suppliers", "suggest", "--map", "mapping.json");
    expect(again.stdout).toContain("no two look alike");
    expect(again.stdout).toContain("1 pair was refused before");
  });
});

describe("names in Han", () => {
  it("whose sounds are the first letters of another name are said to be spoken so", async () => {
    const place = withVendors("比亚迪股份有限公司", "BYD");
    expect((await place.chokepoint(...SUGGEST)).stdout).toContain(
      '"BYD" are the first letters of the first name as it is spoken',
    );
  });
});

describe("where nothing is stored", () => {
  it("suggest and screen say that there is nothing to compare", async () => {
    const place = withVendors();
    expect((await place.chokepoint("suppliers", "suggest")).stdout).toBe(
      "no supplier is stored: there is nothing to compare\n",
    );
    expect((await place.chokepoint(...SUGGEST)).stdout).toBe(
      "no supplier was read from the table, and none is stored: there is nothing to compare\n",
    );
    expect((await place.chokepoint("screen")).stdout).toMatch(
      /^no supplier or holder is stored: there is no name to compare\n/,
    );
  });
});
