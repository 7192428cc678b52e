import { lineOf } from "../../../../shared/values/one-line.ts";
import { type Rejection, UnusableFile } from "../../files/row.ts";
import type { FateCounts } from "../row-fates.ts";
import {
  type EntityDetails,
  entityDetailsSchema,
  type PersonDetails,
  personDetailsSchema,
  refusedStatement,
  type Statement,
  statementSchema,
} from "./statement.ts";
import { statementTexts } from "./statements.ts";

/** An entity or a person, as its newest statement tells. */
export type Party =
  | { kind: "entity"; line: number; details: EntityDetails }
  | { kind: "person"; line: number; details: PersonDetails };

/** A relationship as its newest statement tells, not checked yet. */
export interface Relationship {
  line: number;
  isClosed: boolean;
  details: unknown;
  publisher: string;
}

/** The records of a file, by their ids, each by its newest statement; and statements that cannot be read. */
export interface Records {
  parties: ReadonlyMap<string, Party>;
  relationships: ReadonlyMap<string, Relationship>;
  broken: Rejection[];
}

/** Said of statements that a later one replaces. */
const OLDER = "older statements of the same record";

/**
 * Reads the statements of BODS 0.4. Each is counted, but for those that are returned.
 * @throws UnusableFile when it is no such file, or one of another version.
 */
export async function readRecords(bytes: AsyncIterable<Uint8Array>, fates: FateCounts): Promise<Records> {
  const parties = new Map<string, Party>();
  const relationships = new Map<string, Relationship>();
  const dates = new Map<string, string>();
  const broken: Rejection[] = [];
  for await (const { line, text } of statementTexts(bytes)) {
    fates.read();
    const statement = statementIn(line, text);
    if ("reason" in statement) {
      broken.push(statement);
      continue;
    }
    const { recordId, recordType, statementDate } = statement;
    if (!["entity", "person", "relationship"].includes(recordType)) {
      fates.leaveOut(`of another type of record (${lineOf(recordType, LONGEST_SHOWN)})`);
      continue;
    }
    const before = dates.get(recordId);
    if (before !== undefined) fates.leaveOut(OLDER);
    if (before !== undefined && statementDate < before) continue;
    dates.set(recordId, statementDate);
    parties.delete(recordId);
    relationships.delete(recordId);
    if (recordType === "relationship") relationships.set(recordId, relationshipOf(line, statement));
    else parties.set(recordId, partyOf(line, statement));
  }
  return { parties, relationships, broken };
}

const LONGEST_SHOWN = 60;

function statementIn(line: number, text: string): Statement | Rejection {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = lineOf((error as Error).message, LONGEST_REASON);
    return { line, column: null, reason: `is not JSON: ${reason}`, kind: "is not JSON" };
  }
  if (isOlder(value))
    throw new UnusableFile(
      `line ${line}: is BODS of an older version: convert it to 0.4, which is the one that is read`,
    );
  const read = statementSchema.safeParse(value);
  if (!read.success) return refusedStatement(line, read.error, "");
  const version = read.data.publicationDetails?.bodsVersion;
  if (version !== undefined && !/^0\.4(\.|$)/.test(version))
    throw new UnusableFile(
      `line ${line}: is BODS ${lineOf(version, LONGEST_SHOWN)}: convert it to 0.4, which is the one that is read`,
    );
  return read.data;
}

const LONGEST_REASON = 120;

/** Statements of BODS up to 0.3 say their type in another field. */
function isOlder(value: unknown): boolean {
  return typeof value === "object" && value !== null && "statementType" in value && !("recordType" in value);
}

function relationshipOf(
  line: number,
  { recordStatus, recordDetails, publicationDetails }: Statement,
): Relationship {
  const publisher = (publicationDetails?.publisher?.name ?? "").trim();
  return { line, isClosed: recordStatus === "closed", details: recordDetails, publisher };
}

/** A party of which something cannot be read is one of whom nothing is known. */
function partyOf(line: number, { recordType, recordDetails }: Statement): Party {
  if (recordType === "person")
    return { kind: "person", line, details: personDetailsSchema.safeParse(recordDetails).data ?? {} };
  return { kind: "entity", line, details: entityDetailsSchema.safeParse(recordDetails).data ?? {} };
}
