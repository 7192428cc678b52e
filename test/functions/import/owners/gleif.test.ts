import { beforeEach, describe, expect, it } from "vitest";
import type { OwnersReport } from "../../../../functions/import/owners/import-owners.ts";
import { isLei } from "../../../../functions/import/owners/lei.ts";
import { resolveOwnership } from "../../../../shared/supply/ownership.ts";
import type { Supplier } from "../../../../shared/supply/supplier.ts";
import {
  ENTITY_COLUMNS,
  EXCEPTION_COLUMNS,
  exceptionRow,
  type GleifRow,
  type GleifWorld,
  gleifText,
  importGleif,
  leiOf,
  parentRow,
  RELATIONSHIP_COLUMNS,
} from "../../../support/gleif.ts";
import { type ObjectImportWorld, objectImportWorld } from "../../../support/object-import.ts";
import { supplierOf } from "../../../support/samples.ts";

const [ACME, MIDDLE, TOP, OTHER] = ["acme", "middle", "top", "other"].map(leiOf) as [
  string,
  string,
  string,
  string,
];
const LEIS = `supplierId,lei\nacme,${ACME}\n`;

let world: ObjectImportWorld;
beforeEach(() => {
  world = objectImportWorld();
  world.suppliers.set("acme", supplierOf({ supplierId: "acme", country: "US" }));
});

const importRows = (
  relationships: GleifRow[] | string,
  more: Partial<Omit<GleifWorld, "world">> = {},
): Promise<OwnersReport> => importGleif({ world, relationships, leis: LEIS, ...more });

/** The stored holdings as `held < holder kind from..to share source`. */
const stored = () =>
  [...world.holdings.values()]
    .map(({ supplierId, holderId, kind, from, to, minShare, source }) =>
      [supplierId, "<", holderId ?? "?", kind, `${from ?? ""}..${to ?? ""}`, minShare ?? "-", source].join(
        " ",
      ),
    )
    .sort();

const fatesOf = ({ owners: { files } }: OwnersReport, at = 0) =>
  Object.fromEntries(files[at]?.leftOut.map(({ why, rows }) => [why, rows]) ?? []);

/** Who owns a supplier for certain, from all that is stored. */
function ownerOf(supplierId: string): string | null {
  const suppliers = new Map<string, Supplier>(world.suppliers);
  for (const [id, supplier] of world.suppliers) {
    const holdings = [...world.holdings.values()].filter((one) => one.supplierId === id);
    suppliers.set(id, holdings.length === 0 ? supplier : { ...supplier, holdings });
  }
  return resolveOwnership(suppliers, 0.5).affiliationOf(supplierId).owner;
}

describe("relationship records of GLEIF", () => {
  it("make who consolidates a company its certain controller, without a share, since the day of the relationship", async () => {
    const report = await importRows([parentRow(ACME, "direct", TOP)]);
    expect(report).toMatchObject({ added: 2, rejected: 0, warnings: [] });
    expect([...world.holdings.values()].find(({ supplierId }) => supplierId === "acme")).toEqual({
      supplierId: "acme",
      holderId: TOP,
      minShare: null,
      maxShare: null,
      kind: "control",
      from: "2019-03-01",
      to: null,
      source: "GLEIF",
    });
  });

  it("are followed up to the last parent; the ultimate one is then told already", async () => {
    const rows = [
      parentRow(MIDDLE, "direct", TOP),
      parentRow(ACME, "ultimate", TOP),
      parentRow(ACME, "direct", MIDDLE),
      parentRow(OTHER, "direct", TOP),
    ];
    const report = await importRows(rows, { exceptions: [] });
    expect(stored()).toEqual(
      [
        `acme < ${MIDDLE} control 2019-03-01.. - GLEIF`,
        `${MIDDLE} < ${TOP} control 2019-03-01.. - GLEIF`,
        `${TOP} < ? equity .. - GLEIF: nothing told of a parent`,
      ].sort(),
    );
    expect(report.owners.files[0]).toMatchObject({ read: 4, taken: 2, refused: 0 });
    expect(fatesOf(report)).toEqual({
      "ultimate parents to whom the direct ones lead": 1,
      "of companies that are neither your suppliers nor above them": 1,
    });
    expect(report.owners.holders).toEqual({ added: 2, unnamed: 2, completed: 0, stored: 1 });
  });

  it("put the ultimate parent above the last direct one of whom nothing is told", async () => {
    await importRows([parentRow(ACME, "direct", MIDDLE), parentRow(ACME, "ultimate", TOP)]);
    expect(stored()).toContain(`${MIDDLE} < ${TOP} control 2019-03-01.. - GLEIF`);
  });

  it("contradict each other where the direct parent says that it has none: then each is only possible", async () => {
    await importRows([parentRow(ACME, "direct", MIDDLE), parentRow(ACME, "ultimate", TOP)], {
      exceptions: [exceptionRow(MIDDLE, "ULTIMATE", "NON_CONSOLIDATING")],
    });
    expect(stored().filter((one) => one.startsWith("acme"))).toEqual(
      [MIDDLE, TOP].map((lei) => `acme < ${lei} control 2019-03-01.. 0 GLEIF`).sort(),
    );
    expect(ownerOf("acme")).toBeNull();
  });

  it("of several direct parents are possible, and none is certain", async () => {
    await importRows([parentRow(ACME, "direct", MIDDLE), parentRow(ACME, "direct", TOP)]);
    expect(stored().filter((one) => one.startsWith("acme"))).toHaveLength(2);
    expect(ownerOf("acme")).toBeNull();
  });

  it("tell the ultimate parent alone where no direct one is told", async () => {
    await importRows([parentRow(ACME, "ultimate", TOP)]);
    expect(stored()).toContain(`acme < ${TOP} control 2019-03-01.. - GLEIF`);
  });

  it("in a ring end nowhere", async () => {
    const rows = [parentRow(ACME, "direct", MIDDLE), parentRow(MIDDLE, "direct", ACME)];
    await importRows([...rows, parentRow(ACME, "ultimate", TOP)]);
    expect(ownerOf("acme")).toBeNull();
  });

  it("that are not of today, or about funds and branches, are left out and counted", async () => {
    const status = (text: string) => ({ "Relationship.RelationshipStatus": text });
    const registered = (text: string) => ({ "Registration.RegistrationStatus": text });
    const type = (text: string) => ({ "Relationship.RelationshipType": text });
    const report = await importRows([
      parentRow(ACME, "direct", TOP, status("INACTIVE")),
      parentRow(ACME, "direct", TOP, status("NULL")),
      parentRow(ACME, "direct", TOP, registered("RETIRED")),
      parentRow(ACME, "direct", TOP, registered("ANNULLED")),
      parentRow(ACME, "direct", TOP, { DeletedAt: "2026-01-01T00:00:00Z" }),
      parentRow(ACME, "direct", TOP, type("IS_FUND-MANAGED_BY")),
      parentRow(ACME, "direct", TOP, type("IS_SUBFUND_OF")),
      parentRow(ACME, "direct", TOP, type("IS_FEEDER_TO")),
      parentRow(ACME, "direct", TOP, type("IS_INTERNATIONAL_BRANCH_OF")),
      parentRow(ACME, "direct", TOP, type("IS_OWNED_BY")),
    ]);
    expect(stored()).toEqual([]);
    expect(report.owners.files[0]).toMatchObject({ read: 10, taken: 0, refused: 0 });
    expect(Object.keys(fatesOf(report))).toHaveLength(10);
  });

  it("whose registration has lapsed still count: nobody has taken them back", async () => {
    await importRows([parentRow(ACME, "direct", TOP, { "Registration.RegistrationStatus": "LAPSED" })]);
    expect(stored()).toContain(`acme < ${TOP} control 2019-03-01.. - GLEIF`);
  });

  it("tell of a parent without an LEI that somebody controls the company", async () => {
    await importRows([parentRow(ACME, "direct", "PNI-1", { "Relationship.EndNode.NodeIDType": "PNI" })]);
    expect(stored()).toEqual(["acme < ? control 2019-03-01.. - GLEIF"]);
  });

  it.each([
    [{ "Relationship.EndNode.NodeID": `${TOP.slice(0, 19)}x` }, "Relationship.EndNode.NodeID", /is no LEI/],
    [{ "Relationship.EndNode.NodeID": ACME }, "Relationship.EndNode.NodeID", /is the company itself/],
    [{ "Relationship.Period.2.startDate": "01/02/2019" }, "Relationship.Period.startDate", /is no day/],
    [{ "Relationship.Period.2.endDate": "2018-01-01T00:00:00Z" }, "Relationship.Period.endDate", /before/],
  ])("with %s are refused, told by line and remembered", async (more, column, reason) => {
    const report = await importRows([parentRow(OTHER, "direct", TOP), parentRow(ACME, "direct", TOP, more)]);
    expect(report).toMatchObject({ rejected: 1, rejections: [{ line: 3, column }] });
    expect(report.rejections[0]?.reason).toMatch(reason);
    expect(report.owners.files[0]).toMatchObject({ read: 2, taken: 0, refused: 1 });
    expect([...world.refusals.values()]).toMatchObject([{ kind: "holdings", rows: 1, of: null }]);
  });

  it("that are wrong but about nobody asked for refuse nothing", async () => {
    const report = await importRows([parentRow(OTHER, "direct", "nonsense")]);
    expect(report).toMatchObject({ rejected: 0, rows: 0 });
  });

  it("are taken anew without a change, and replaced by a newer file", async () => {
    const rows = [parentRow(ACME, "direct", MIDDLE), parentRow(MIDDLE, "direct", TOP)];
    await importRows(rows, { exceptions: [exceptionRow(TOP, "ULTIMATE", "NATURAL_PERSONS")] });
    const before = stored();
    const again = await importRows(rows, {
      exceptions: [exceptionRow(TOP, "ULTIMATE", "NATURAL_PERSONS")],
      replace: true,
    });
    expect(again).toMatchObject({ added: 0, changed: 0, removed: 0, unchanged: 3 });
    expect(stored()).toEqual(before);
    const newer = await importRows([parentRow(ACME, "direct", OTHER)], { replace: true });
    expect(newer).toMatchObject({ removed: 3 });
    expect(stored().map((one) => one.split(" ")[2])).toEqual(["?", OTHER]);
  });

  it("never take away what another source has told", async () => {
    world.holdings.set("own", {
      ...{ supplierId: "acme", holderId: TOP, minShare: 0.6, maxShare: 0.7, kind: "control" as const },
      ...{ from: "2019-03-01", to: null, source: "annual report" },
    });
    const { ports } = world;
    const found = [...world.holdings.values()];
    const holdings = {
      ...ports.holdings,
      find: async (keys: { supplierId: string }[]) =>
        keys.map(({ supplierId }) => found.find((one) => one.supplierId === supplierId) ?? null),
    } as typeof ports.holdings;
    Object.assign(ports, { holdings });
    const report = await importRows([parentRow(ACME, "direct", TOP)]);
    expect(fatesOf(report)).toEqual({ "told by another source before, which stays as it is stored": 1 });
    expect(world.holdings.get("own")).toMatchObject({ minShare: 0.6, source: "annual report" });
  });
});

describe("reporting exceptions of GLEIF", () => {
  it.each([
    ["NATURAL_PERSONS", "control"],
    ["NON_CONSOLIDATING", "control"],
    ["NO_LEI", "control"],
    ["NON_PUBLIC", "control"],
    ["CONSENT_NOT_OBTAINED", "control"],
    ["NO_KNOWN_PERSON", "equity"],
  ])("say by %s that the parent is not known, never that there is none", async (reason, kind) => {
    expect(ownerOf("acme")).toBe("acme");
    const exceptions = [exceptionRow(ACME, "DIRECT", reason), exceptionRow(ACME, "ULTIMATE", reason)];
    const report = await importRows([], { exceptions });
    expect(stored()).toEqual([`acme < ? ${kind} .. - GLEIF: ${reason}`]);
    expect(report.owners.files[1]).toMatchObject({ read: 2, taken: 2, refused: 0 });
    expect(ownerOf("acme")).toBeNull();
  });

  it("count only where no parent is told, and only above suppliers", async () => {
    const exceptions = [
      exceptionRow(ACME, "ULTIMATE", "NO_LEI"),
      exceptionRow(OTHER, "DIRECT", "NO_LEI"),
      exceptionRow(TOP, "DIRECT", "NO_KNOWN_PERSON"),
      { ...exceptionRow(TOP, "ULTIMATE", "NO_LEI"), DeletedAt: "2026-01-01" },
    ];
    const report = await importRows([parentRow(ACME, "direct", TOP)], { exceptions });
    expect(report.owners.files[1]).toMatchObject({ read: 4, taken: 1, refused: 0 });
    expect(stored()).toContain(`${TOP} < ? equity .. - GLEIF: NO_KNOWN_PERSON`);
  });
});

describe("LEI records of GLEIF", () => {
  const entities = [
    { LEI: TOP, "Entity.LegalName": "Top Holding AG", "Entity.HeadquartersAddress.Country": "CN" },
    { LEI: OTHER, "Entity.LegalName": "Somebody else", "Entity.HeadquartersAddress.Country": "US" },
  ];

  it("name the holders that become suppliers, and say where they stand", async () => {
    const report = await importRows([parentRow(ACME, "direct", TOP)], { entities });
    expect(world.suppliers.get(TOP)).toMatchObject({ name: "Top Holding AG", country: "CN", parentId: null });
    expect(world.suppliers.has(OTHER)).toBe(false);
    expect(report.owners.files[1]).toMatchObject({ read: 2, taken: 1 });
  });

  it("complete a holder that an import without them has added, and change no other row", async () => {
    await importRows([parentRow(ACME, "direct", TOP)]);
    expect(world.suppliers.get(TOP)).toMatchObject({ name: TOP, country: null });
    const report = await importRows([parentRow(ACME, "direct", TOP)], { entities });
    expect(report.owners.holders).toMatchObject({ added: 0, completed: 1, stored: 1 });
    expect(world.suppliers.get(TOP)).toMatchObject({ name: "Top Holding AG", country: "CN" });
    expect(world.suppliers.get("acme")).toMatchObject({ country: "US" });
  });
});

describe("LEIs of suppliers", () => {
  it("may be the ids themselves", async () => {
    world.suppliers.set(OTHER, supplierOf({ supplierId: OTHER }));
    const report = await importGleif({ world, relationships: [parentRow(OTHER, "direct", TOP)] });
    expect(stored()).toContain(`${OTHER} < ${TOP} control 2019-03-01.. - GLEIF`);
    expect(report.owners.matched).toEqual({ suppliers: 2, withId: 1, found: 1, missing: [] });
  });

  it("that stand in no file are named, and get no supplier row", async () => {
    const report = await importRows([], { leis: `${LEIS}nobody,${OTHER}\nwithout,\n` });
    expect(report.owners.matched).toEqual({ suppliers: 2, withId: 2, found: 0, missing: ["acme", "nobody"] });
    expect(world.suppliers.has("nobody")).toBe(false);
  });

  it("of one company with two ids both get its parent, and the first one is the holder", async () => {
    const leis = `supplierId;lei\nacme;${ACME}\nacme-2;${ACME}\nchild;${OTHER}\n`;
    await importRows([parentRow(ACME, "direct", TOP), parentRow(OTHER, "direct", ACME)], { leis });
    expect(stored().map((one) => one.split(" control")[0])).toEqual(
      expect.arrayContaining([`acme < ${TOP}`, `acme-2 < ${TOP}`, "child < acme"]),
    );
  });

  it("that are wrong stop the import in one sentence, and nothing is stored", async () => {
    const leis = `supplierId,lei\nacme,${ACME.slice(0, 19)}X\nb,${TOP}\nb,${OTHER}\n`;
    await expect(importRows([parentRow(ACME, "direct", TOP)], { leis })).rejects.toThrow(
      /^beside it, leis.csv: line 2, lei: "EXAMPLEACME[0-9X]+" is no LEI: .*, line 4, lei: "b" has the lei .*; nothing was imported$/,
    );
    expect(world.holdings.size + world.suppliers.size).toBe(1);
  });
});

describe("files of GLEIF in the wrong place", () => {
  const text = (columns: string[]) => gleifText(columns, []);
  it.each([
    [text(EXCEPTION_COLUMNS), {}, /is the file of reporting exceptions: name it by --exceptions/],
    [text(ENTITY_COLUMNS), {}, /is the file of LEI records \(level 1\): name it by --entities/],
    ["a,b\n1,2", {}, /is not the header of GLEIF's relationship records .*; the header lacks Relationship/],
    ["", {}, /is empty: the header is missing/],
    [
      text(RELATIONSHIP_COLUMNS),
      { exceptions: text(RELATIONSHIP_COLUMNS) },
      /beside it, repex.csv: line 1: is the file of relationship records/,
    ],
    [
      text(RELATIONSHIP_COLUMNS),
      { entities: text(EXCEPTION_COLUMNS) },
      /beside it, lei2.csv: line 1: is the file of reporting/,
    ],
  ])("are refused in one sentence", async (relationships, more, sentence) => {
    await expect(importRows(relationships, more)).rejects.toThrow(sentence);
    expect(world.holdings.size).toBe(0);
  });
});

it.each([
  ["529900T8BM49AURSDO55", true],
  ["5493001KJTIIGC8Y1R12", true],
  ["5493001KJTIIGC8Y1R13", false],
  ["5493001kjtiigc8y1r12", false],
  ["5493001KJTIIGC8Y1R1", false],
])("%s is an LEI: %s", (text, expected) => {
  expect(isLei(text)).toBe(expected);
});
