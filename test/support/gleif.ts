import { gleifImport } from "../../functions/import/owners/gleif/import-gleif.ts";
import type { OwnersReport } from "../../functions/import/owners/import-owners.ts";
import type { ObjectImportWorld } from "./object-import.ts";

/** An LEI of an example company: its name, filled up, with its check digits. */
export function leiOf(name: string): string {
  const body = `EXAMPLE${name.toUpperCase()}`.padEnd(18, "0").slice(0, 18);
  const digits = [...`${body}00`].map((sign) => Number.parseInt(sign, 36)).join("");
  return `${body}${String(98n - (BigInt(digits) % 97n)).padStart(2, "0")}`;
}

const numbered = (from: string, parts: string[]) =>
  [1, 2, 3, 4, 5].flatMap((at) => parts.map((part) => `${from}.${at}.${part}`));

/** The columns of GLEIF's relationship records, as its golden copy has them. */
export const RELATIONSHIP_COLUMNS = [
  ...["StartNode.NodeID", "StartNode.NodeIDType", "EndNode.NodeID", "EndNode.NodeIDType"],
  ...["RelationshipType", "RelationshipStatus"],
  ...numbered("Period", ["startDate", "endDate", "periodType"]),
  ...numbered("Qualifiers", ["QualifierDimension", "QualifierCategory"]),
  ...numbered("Quantifiers", ["MeasurementMethod", "QuantifierAmount", "QuantifierUnits"]),
]
  .map((column) => `Relationship.${column}`)
  .concat(
    ["InitialRegistrationDate", "LastUpdateDate", "RegistrationStatus", "NextRenewalDate", "ManagingLOU"].map(
      (column) => `Registration.${column}`,
    ),
    ["ValidationSources", "ValidationDocuments", "ValidationReference"].map(
      (column) => `Registration.${column}`,
    ),
    "DeletedAt",
  );

/** The columns of its reporting exceptions. */
export const EXCEPTION_COLUMNS = [
  "LEI",
  "Exception.Category",
  ...[1, 2, 3, 4, 5].map((at) => `Exception.Reason.${at}`),
  ...[1, 2, 3, 4, 5].map((at) => `Exception.Reference.${at}`),
  "DeletedAt",
];

/** Some of the 338 columns of its LEI records. */
export const ENTITY_COLUMNS = [
  "LEI",
  "Entity.LegalName",
  "Entity.LegalAddress.Country",
  "Entity.HeadquartersAddress.Country",
  "Entity.EntityStatus",
  "Registration.RegistrationStatus",
];

/** A row by the names of its columns; columns without a value are empty. */
export type GleifRow = Record<string, string>;

/** The text of a file with these columns, every field in quotes. */
export function gleifText(columns: string[], rows: GleifRow[]): string {
  const line = (cells: string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",");
  return [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ""))].map(line).join("\n");
}

const TYPES = { direct: "IS_DIRECTLY_CONSOLIDATED_BY", ultimate: "IS_ULTIMATELY_CONSOLIDATED_BY" };

/** A record of a parent: an accounting period first, as many records have it, then the period of the relationship. */
export function parentRow(
  child: string,
  tier: keyof typeof TYPES,
  parent: string,
  more: GleifRow = {},
): GleifRow {
  return {
    "Relationship.StartNode.NodeID": child,
    "Relationship.StartNode.NodeIDType": "LEI",
    "Relationship.EndNode.NodeID": parent,
    "Relationship.EndNode.NodeIDType": "LEI",
    "Relationship.RelationshipType": TYPES[tier],
    "Relationship.RelationshipStatus": "ACTIVE",
    "Relationship.Period.1.startDate": "2024-01-01T00:00:00.000Z",
    "Relationship.Period.1.endDate": "2024-12-31T00:00:00.000Z",
    "Relationship.Period.1.periodType": "ACCOUNTING_PERIOD",
    "Relationship.Period.2.startDate": "2019-03-01T01:00:00+01:00",
    "Relationship.Period.2.periodType": "RELATIONSHIP_PERIOD",
    "Registration.RegistrationStatus": "PUBLISHED",
    ...more,
  };
}

/** A reporting exception. */
export function exceptionRow(lei: string, tier: "DIRECT" | "ULTIMATE", ...reasons: string[]): GleifRow {
  return {
    LEI: lei,
    "Exception.Category": `${tier}_ACCOUNTING_CONSOLIDATION_PARENT`,
    ...Object.fromEntries(reasons.map((reason, at) => [`Exception.Reason.${at + 1}`, reason])),
  };
}

/** What is imported: rows of the files, and a table of LEIs as text. */
export interface GleifWorld {
  world: ObjectImportWorld;
  relationships: GleifRow[] | string;
  exceptions?: GleifRow[] | string;
  entities?: GleifRow[] | string;
  leis?: string;
  replace?: boolean;
}

/** Imports files of GLEIF into a world. */
export function importGleif({
  world,
  relationships,
  exceptions,
  entities,
  leis,
  replace = false,
}: GleifWorld): Promise<OwnersReport> {
  const beside = (file: string, columns: string[], rows: GleifRow[] | string) => ({
    file,
    bytes: bytesOf(typeof rows === "string" ? rows : gleifText(columns, rows)),
  });
  const files = {
    ...(leis === undefined ? {} : { leis: beside("leis.csv", [], leis) }),
    ...(exceptions === undefined ? {} : { exceptions: beside("repex.csv", EXCEPTION_COLUMNS, exceptions) }),
    ...(entities === undefined ? {} : { entities: beside("lei2.csv", ENTITY_COLUMNS, entities) }),
  };
  const { bytes } = beside("rr.csv", RELATIONSHIP_COLUMNS, relationships);
  return gleifImport(files)(bytes, world.ports, { file: "rr.csv", replace });
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
}
