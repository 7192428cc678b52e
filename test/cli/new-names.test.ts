import { describe, expect, it } from "vitest";
import { ordersOf, withVendors } from "../support/vendor-orders.ts";

const MAP = ["import", "map", "orders.csv", "--map", "mapping.json"];
const notesIn = (stdout: string) =>
  stdout.split("\n").filter((line) => line.startsWith("  note: ") && !line.includes("no supplier row"));
/** The command that a note shows, as arguments. */
const commandIn = (note = "") => / npx chokepoint (.*) (?:says|tells) /.exec(note)?.[1]?.split(" ") ?? [];

describe("import map", () => {
  it("tells the new suppliers that resemble a listed company, and the command that says why works", async () => {
    const place = withVendors("BYD Lithium GmbH", "Contemporary Amperex Technology Co., Limited", "Kalmo");
    const dry = await place.chokepoint(...MAP, "--dry-run");
    expect(notesIn(dry.stdout)).toEqual([
      '  note: 2 new suppliers resemble a listed company: "BYD Lithium GmbH" ("BYD Company, Limited"), "Contemporary Amperex Technology Co., Li…"; once imported, npx chokepoint screen says why',
    ]);
    const [note] = notesIn((await place.chokepoint(...MAP)).stdout);
    expect(note).toMatch(/; npx chokepoint screen says why$/);
    const screened = await place.chokepoint(...commandIn(note));
    expect(screened.stdout).toContain("byd-lithium-gmbh (an id without a supplier row");
    expect(screened.stdout).toContain("contemporary-amperex-technology-co-limited");
    expect(notesIn((await place.chokepoint(...MAP)).stdout)).toEqual([]);
  });

  it("tells the pairs of names that look alike, in a dry run too, and the command that says why works", async () => {
    const place = withVendors(
      "Zorvex (Ningde)",
      "Zorvex",
      "Kalmo Batteries",
      "Kalmo Batteries GmbH",
      "Quister",
    );
    const dry = await place.chokepoint(...MAP, "--dry-run", "--dir", "my data");
    const [note, ...others] = notesIn(dry.stdout);
    expect(others).toEqual([]);
    expect(note).toBe(
      `  note: 2 pairs of names look alike: "Kalmo Batteries GmbH" and "Kalmo Batteries", "Zorvex (Ningde)" and "Zorvex"; npx chokepoint suppliers suggest orders.csv --map mapping.json --dir 'my data' tells why`,
    );
    const told = await place.chokepoint(
      "suppliers",
      "suggest",
      "orders.csv",
      "--map",
      "mapping.json",
      "--dir",
      "my data",
    );
    expect(told).toMatchObject({ code: 0, stderr: "" });
    expect(told.stdout).toContain("5 names compared: 2 pairs look alike");
  });

  it("tells a new name that looks like a stored supplier, and none that was refused or is known", async () => {
    const place = withVendors("Zorvex", "Zorvex (Ningde)");
    place.file("suppliers.csv", "supplierId,name,country,parentId,parentStake,lists\nkalmo,Kalmo AG,DE,,,\n");
    await place.chokepoint("import", "suppliers", "suppliers.csv");
    await place.chokepoint("suppliers", "refuse", "Zorvex", "Zorvex (Ningde)");
    expect(notesIn((await place.chokepoint(...MAP)).stdout)).toEqual([]);
    place.file("orders.csv", ordersOf(["Zorvex", "Zorvex (Ningde)", "Kalmo Ltd", "Kalmo AG"]));
    const { stdout } = await place.chokepoint(...MAP);
    expect(notesIn(stdout)).toEqual([
      '  note: 1 pair of names looks alike: "Kalmo Ltd" and "Kalmo AG"; npx chokepoint suppliers suggest orders.csv --map mapping.json tells why',
    ]);
    expect(stdout).toMatch(/"Zorvex" +zorvex +stored, by rule\n/);
    expect(stdout).toMatch(/"Kalmo Ltd" +kalmo-ltd +new, by rule\n/);
    expect(stdout).toMatch(/"Kalmo AG" +kalmo +stored\n/);
  });

  it("tells a supplier that only a link names as stored", async () => {
    const place = withVendors("Zorvex");
    place.file("links.csv", "supplierId,input,upstreamId,share,source\nkalmo,cells,zorvex,1,us\n");
    await place.chokepoint("import", "links", "links.csv");
    expect((await place.chokepoint(...MAP)).stdout).toMatch(/"Zorvex" +zorvex +stored, by rule\n/);
  });

  it("tells how many suppliers are new where they are too many to be compared meanwhile", async () => {
    const place = withVendors(...Array.from({ length: 5001 }, (_, at) => `Maker ${at}`));
    expect(notesIn((await place.chokepoint(...MAP, "--dry-run")).stdout)).toEqual([
      "  note: 5,001 suppliers are new: npx chokepoint suppliers suggest orders.csv --map mapping.json tells whose names look alike",
    ]);
  });

  it("gives the same as JSON", async () => {
    const place = withVendors("BYD Lithium", "Zorvex", "Zorvex (Ningde)");
    const [report] = JSON.parse((await place.chokepoint(...MAP, "--json")).stdout);
    expect(report.newNames).toEqual({
      ...{ map: "mapping.json", suppliers: 3, isScreened: true },
      listed: [{ name: "BYD Lithium", entity: "BYD Company, Limited" }],
      alike: [["Zorvex (Ningde)", "Zorvex"]],
    });
    expect(report.mapped.suppliers).toMatchObject([{ isNew: true }, { isNew: true }, { isNew: true }]);
  });
});
