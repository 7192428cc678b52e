import { bodsImport } from "../../functions/import/owners/bods/import-bods.ts";
import type { OwnersReport } from "../../functions/import/owners/import-owners.ts";
import type { ObjectImportWorld } from "./object-import.ts";

/** A statement of BODS 0.4, and what differs from a usual one. */
export type BodsStatement = Record<string, unknown>;

const PUBLISHED = {
  publicationDate: "2026-06-01",
  bodsVersion: "0.4",
  publisher: { name: "Example register" },
};

function statement(
  recordType: string,
  recordId: string,
  recordDetails: unknown,
  more: BodsStatement = {},
): BodsStatement {
  return {
    statementId: `statement-of-${recordId}`.padEnd(32, "0"),
    declarationSubject: "subject",
    statementDate: "2026-05-01",
    publicationDetails: PUBLISHED,
    recordId,
    recordStatus: "new",
    recordType,
    recordDetails,
    ...more,
  };
}

/** A statement about a company. */
export function entity(recordId: string, details: object = {}, more: BodsStatement = {}): BodsStatement {
  const own = { isComponent: false, entityType: { type: "registeredEntity" }, name: `Company ${recordId}` };
  return statement("entity", recordId, { ...own, ...details }, more);
}

/** A statement about a person. */
export function person(recordId: string, ...codes: string[]): BodsStatement {
  const nationalities = codes.map((code) => ({ name: code, code }));
  return statement("person", recordId, {
    isComponent: false,
    personType: "knownPerson",
    names: [{ type: "legal", fullName: "Example Person" }],
    nationalities,
  });
}

let relationships = 0;

/** A statement about who has which interests in a company. */
export function relationship(
  subject: unknown,
  interestedParty: unknown,
  interests: object[] | undefined,
  { details = {}, ...more }: BodsStatement & { details?: object } = {},
): BodsStatement {
  relationships += 1;
  const own = {
    isComponent: false,
    subject,
    interestedParty,
    ...(interests === undefined ? {} : { interests }),
  };
  return statement("relationship", `r-${relationships}`, { ...own, ...details }, more);
}

/** An interest that is held directly. */
export function interest(type: string, share: object | undefined, more: object = {}): object {
  return { type, directOrIndirect: "direct", ...(share === undefined ? {} : { share }), ...more };
}

/** Imports statements, or a text, into a world. */
export function importBods({
  world,
  statements,
  ids,
  replace = false,
}: {
  world: ObjectImportWorld;
  statements: BodsStatement[] | string | Uint8Array;
  ids?: string;
  replace?: boolean;
}): Promise<OwnersReport> {
  const content = Array.isArray(statements) ? JSON.stringify(statements, null, 1) : statements;
  const beside = ids === undefined ? {} : { ids: { file: "ids.csv", bytes: bytesOf(ids) } };
  return bodsImport(beside)(bytesOf(content), world.ports, { file: "bods.json", replace });
}

async function* bytesOf(content: string | Uint8Array): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(content as Uint8Array);
  for (let at = 0; at < bytes.length; at += 997) yield bytes.subarray(at, at + 997);
}
