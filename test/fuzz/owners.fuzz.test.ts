import fc from "fast-check";
import { expect, it } from "vitest";
import { UnusableFile } from "../../functions/import/files/row.ts";
import type { OwnersReport } from "../../functions/import/owners/import-owners.ts";
import { holdingSchema } from "../../shared/supply/holding.ts";
import { supplierSchema } from "../../shared/supply/supplier.ts";
import { type BodsStatement, importBods } from "../support/bods.ts";
import { isFull } from "../support/cases.ts";
import { type GleifRow, importGleif, leiOf, parentRow } from "../support/gleif.ts";
import { CASES, expectSentence, hostileText } from "../support/hostile.ts";
import { type ObjectImportWorld, objectImportWorld } from "../support/object-import.ts";
import { supplierOf } from "../support/samples.ts";

// Few on a push: each is two whole imports.
const EACH = { numRuns: isFull ? CASES : 100 };

const NAMES = ["a", "b", "c", "d", "e"];
const LEIS = NAMES.map(leiOf);
const lei = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...LEIS) },
  { weight: 1, arbitrary: fc.constantFrom("", "X", `${LEIS[0]}`.slice(1)) },
);

/** A row of few values, so that rows meet; one cell in six is anything. */
function rowsOf(columns: Record<string, fc.Arbitrary<string>>): fc.Arbitrary<GleifRow[]> {
  const odd = fc.option(fc.tuple(fc.constantFrom(...Object.keys(columns)), hostileText), {
    freq: 5,
    nil: null,
  });
  const row = fc
    .tuple(fc.record(columns), odd)
    .map(([plain, one]): GleifRow => (one === null ? plain : { ...plain, [one[0]]: one[1] }));
  return fc.array(row, { maxLength: 14 });
}

const relationships = rowsOf(
  Object.fromEntries(
    Object.entries(parentRow(LEIS[0] ?? "", "direct", LEIS[1] ?? "")).map(([column, value]) => [
      column,
      fc.constant(value),
    ]),
  ),
).chain((rows) =>
  fc
    .array(
      fc.record({
        "Relationship.StartNode.NodeID": lei,
        "Relationship.EndNode.NodeID": lei,
        "Relationship.EndNode.NodeIDType": fc.constantFrom("LEI", "LEI", "LEI", "PNI"),
        "Relationship.RelationshipType": fc.constantFrom(
          ...["IS_DIRECTLY_CONSOLIDATED_BY", "IS_DIRECTLY_CONSOLIDATED_BY", "IS_ULTIMATELY_CONSOLIDATED_BY"],
          "IS_FUND-MANAGED_BY",
        ),
        "Relationship.RelationshipStatus": fc.constantFrom("ACTIVE", "ACTIVE", "ACTIVE", "INACTIVE", ""),
        "Relationship.Period.2.endDate": fc.constantFrom(
          "",
          "",
          "2024-01-01T00:00:00Z",
          "2001-01-01",
          "soon",
        ),
        "Registration.RegistrationStatus": fc.constantFrom("PUBLISHED", "PUBLISHED", "LAPSED", "RETIRED"),
      }),
      { minLength: rows.length, maxLength: rows.length },
    )
    .map((more) => rows.map((row, at) => ({ ...row, ...(more[at] as GleifRow), ...oddIn(row) }))),
);

/** The cell of a row that is not what it usually is. */
function oddIn(row: GleifRow): GleifRow {
  const usual = parentRow(LEIS[0] ?? "", "direct", LEIS[1] ?? "");
  return Object.fromEntries(Object.entries(row).filter(([column, value]) => usual[column] !== value));
}

const exceptions = rowsOf({
  LEI: lei,
  "Exception.Category": fc.constantFrom(
    "DIRECT_ACCOUNTING_CONSOLIDATION_PARENT",
    "ULTIMATE_ACCOUNTING_CONSOLIDATION_PARENT",
  ),
  "Exception.Reason.1": fc.constantFrom("NO_KNOWN_PERSON", "NATURAL_PERSONS", "NON_PUBLIC", ""),
});
const entities = rowsOf({
  LEI: lei,
  "Entity.LegalName": fc.constantFrom("Example", "Beispiel", ""),
  "Entity.HeadquartersAddress.Country": fc.constantFrom("CN", "US", "XX", ""),
});

/** A world with two suppliers, one of them by the table of ids. */
function worldOf(): ObjectImportWorld {
  const world = objectImportWorld();
  for (const supplierId of ["acme", "other"]) world.suppliers.set(supplierId, supplierOf({ supplierId }));
  return world;
}

function expectReconciled(world: ObjectImportWorld, report: OwnersReport): void {
  for (const { read, taken, leftOut, refused } of report.owners.files)
    expect(leftOut.reduce((sum, { rows }) => sum + rows, taken + refused)).toBe(read);
  for (const holding of world.holdings.values()) {
    holdingSchema.parse(holding);
    expect(holding.holderId).not.toBe(holding.supplierId);
    expect(holding.from === null || holding.to === null || holding.from <= holding.to).toBe(true);
  }
  for (const supplier of world.suppliers.values()) supplierSchema.parse(supplier);
  for (const { reason } of report.reasons) expectSentence(reason);
  // A new supplier row without a holding would say that nobody holds the company.
  const told = new Set([...world.holdings.values()].map(({ supplierId }) => supplierId));
  const added = [...world.suppliers.keys()].filter((id) => !["acme", "other"].includes(id));
  expect(added.filter((id) => !told.has(id) && !id.startsWith("p-"))).toEqual([]);
}

const contentOf = ({ holdings, suppliers }: ObjectImportWorld) => [
  [...holdings.values()].map((one) => JSON.stringify(one)).sort(),
  [...suppliers.values()].map((one) => JSON.stringify(one)).sort(),
];

async function expectTaken(
  world: ObjectImportWorld,
  importOnce: (replace: boolean) => Promise<OwnersReport>,
) {
  const report = await importOnce(false);
  expectReconciled(world, report);
  const before = contentOf(world);
  const again = await importOnce(true);
  expectReconciled(world, again);
  expect(contentOf(world)).toEqual(before);
  expect(again).toMatchObject({ added: 0, changed: 0, removed: 0 });
}

it("every set of files of GLEIF is taken, row by row, and again without a change", async () => {
  await fc.assert(
    fc.asyncProperty(relationships, exceptions, entities, async (rows, reasons, names) => {
      const world = worldOf();
      const leis = `supplierId,lei\nacme,${LEIS[0]}\nother,${LEIS[1]}\n`;
      await expectTaken(world, (replace) =>
        importGleif({ world, relationships: rows, exceptions: reasons, entities: names, leis, replace }),
      );
    }),
    EACH,
  );
});

const recordId = fc.constantFrom("e-acme", "e-other", "e-1", "e-2", "p-1", "p-2", "nobody");
const anything = fc.oneof({ weight: 1, arbitrary: hostileText }, { weight: 1, arbitrary: fc.jsonValue() });
const maybeOdd = (usual: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 12, arbitrary: usual }, { weight: 1, arbitrary: anything });
const share = fc.record(
  {
    exact: fc.constantFrom(0, 10, 25, 60, 100, 101),
    minimum: fc.constantFrom(0, 25, 50),
    maximum: fc.constantFrom(25, 50, 100),
    exclusiveMinimum: fc.constantFrom(25, 100),
    exclusiveMaximum: fc.constantFrom(0, 75),
  },
  { requiredKeys: [] },
);
const day = fc.constantFrom("2020-01-01", "2021-06-30", "2024-02-29", "2020-01-01", "yesterday");
const interests = fc.array(
  fc.record(
    {
      type: maybeOdd(
        fc.constantFrom("shareholding", "votingRights", "appointmentOfBoard", "boardMember", "trustee"),
      ),
      directOrIndirect: maybeOdd(fc.constantFrom("direct", "direct", "indirect", "unknown")),
      share: maybeOdd(share),
      startDate: maybeOdd(day),
      endDate: maybeOdd(day),
    },
    { requiredKeys: [] },
  ),
  { maxLength: 3 },
);
const details = fc.record(
  {
    subject: maybeOdd(recordId),
    interestedParty: maybeOdd(fc.oneof(recordId, fc.constant({ reason: "unknown" }))),
    interests: maybeOdd(interests),
    componentRecords: maybeOdd(fc.constantFrom([], ["e-1"])),
    name: maybeOdd(fc.constantFrom("Example", "Beispiel")),
    entityType: maybeOdd(fc.constantFrom({ type: "registeredEntity" }, { type: "unknownEntity" })),
    identifiers: maybeOdd(fc.constantFrom([{ scheme: "X", id: "1" }], [{ schemeName: "Y", id: LEIS[2] }])),
    jurisdiction: maybeOdd(fc.constantFrom({ name: "China", code: "CN" }, { name: "x", code: "US-DE" })),
    nationalities: maybeOdd(fc.constantFrom([{ name: "China", code: "CN" }], [])),
  },
  { requiredKeys: ["subject", "interestedParty"] },
);
const party = fc.tuple(recordId, maybeOdd(details)).map(([id, own]) => ({
  ...{ recordId: id, recordType: id.startsWith("p-") ? "person" : "entity", statementDate: "2026-01-01" },
  recordDetails: own,
}));
const relation = fc.record(
  {
    recordId: maybeOdd(fc.constantFrom("r-1", "r-2", "r-3", "r-4", "r-5")),
    recordType: maybeOdd(fc.constant("relationship")),
    recordStatus: maybeOdd(fc.constantFrom("new", "updated", "closed")),
    statementDate: maybeOdd(fc.constantFrom("2026-01-01", "2026-02-01")),
    recordDetails: maybeOdd(details),
  },
  { requiredKeys: ["recordId", "recordType", "recordDetails"] },
);
const statements = fc
  .tuple(fc.array(party, { maxLength: 6 }), fc.array(relation, { maxLength: 10 }))
  .map(([parties, relations]) => [...parties, ...relations] as BodsStatement[]);
const IDS = "supplierId,id\nacme,e-acme\nother,e-other\n";

it("every file of BODS is taken, statement by statement, and again without a change", async () => {
  await fc.assert(
    fc.asyncProperty(statements, async (all) => {
      const world = worldOf();
      await expectTaken(world, (replace) => importBods({ world, statements: all, ids: IDS, replace }));
    }),
    EACH,
  );
});

it("any text is taken, or refused in one sentence", async () => {
  const texts = fc.oneof(
    hostileText,
    fc.json(),
    statements.chain((all) => {
      const text = JSON.stringify(all);
      return fc.integer({ min: 0, max: text.length }).map((end) => text.slice(0, end));
    }),
  );
  await fc.assert(
    fc.asyncProperty(texts, async (text) => {
      const world = worldOf();
      for (const importOnce of [
        () => importBods({ world, statements: text, ids: IDS }),
        () => importBods({ world, statements: "[]", ids: text }),
        () => importGleif({ world, relationships: text }),
        () => importGleif({ world, relationships: [], exceptions: text }),
        () => importGleif({ world, relationships: [], leis: text }),
      ])
        try {
          expectReconciled(world, await importOnce());
        } catch (error) {
          if (!(error instanceof UnusableFile)) throw error;
          expectSentence(error.message);
        }
    }),
    EACH,
  );
});
