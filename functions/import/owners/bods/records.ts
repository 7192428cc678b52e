import { expectation } from "../../../../shared/values/expectation.ts";
import type { JsonFault } from "../../../../shared/values/json-fault.ts";
import { parseJson } from "../../../../shared/values/json-text.ts";
import { lineOf } from "../../../../shared/values/one-line.ts";
import { type Rejection, UnusableFile } from "../../files/row.ts";
import { OF_NOBODY } from "../gleif/exceptions.ts";
import type { FateCounts } from "../row-fates.ts";
import type { KnownSuppliers } from "./identities.ts";
import { checkStatement } from "./no-statement.ts";
import type { Records } from "./record.ts";
import { refusedStatement, type Statement, statementSchema } from "./statement.ts";
import { statementTexts } from "./statements.ts";
import { createWaitingRecords } from "./waiting-records.ts";

/** Said of statements that a later one replaces. */
const OLDER = "older statements of the same record";

/**
 * Reads the statements of BODS 0.4, and returns the records that may stand above known suppliers, and these. Each is counted, but for
 * those that are returned. All statements wait compressed in memory until it is known which they are.
 * @throws UnusableFile when it is no such file, or one of another version.
 */
export async function readRecords(
  bytes: AsyncIterable<Uint8Array>,
  known: KnownSuppliers,
  fates: FateCounts,
): Promise<Records> {
  const broken: Rejection[] = [];
  const waiting = createWaitingRecords(known);
  let isFirst = true;
  for await (const { line, text } of statementTexts(bytes)) {
    fates.read();
    const statement = statementIn(line, text, isFirst);
    isFirst = false;
    if ("reason" in statement) broken.push(statement);
    else if (!TYPES.has(statement.recordType))
      fates.leaveOut(`of another type of record (${lineOf(statement.recordType, LONGEST_SHOWN)})`);
    else if (waiting.add(line, statement).isAgain) fates.leaveOut(OLDER);
  }
  const { others, ...records } = waiting.take();
  fates.leaveOut(OF_NOBODY, others);
  return { ...records, broken };
}

const TYPES = new Set(["entity", "person", "relationship"]);

const LONGEST_SHOWN = 60;

function statementIn(line: number, text: string, isFirst: boolean): Statement | Rejection {
  const parsed = parseJson(text);
  if ("fault" in parsed) return notJson(line, parsed.fault);
  const { value } = parsed;
  if (isFirst) checkStatement(line, value);
  if (isOlder(value))
    throw new UnusableFile(
      `line ${line}: is BODS of an older version: convert it to 0.4, which is the one that is read`,
    );
  const read = statementSchema.safeParse(value, { error: expectation });
  if (!read.success) return refusedStatement(line, read.error, "");
  const version = read.data.publicationDetails?.bodsVersion;
  if (version !== undefined && !/^0\.4(\.|$)/.test(version))
    throw new UnusableFile(
      `line ${line}: is BODS ${lineOf(version, LONGEST_SHOWN)}: convert it to 0.4, which is the one that is read`,
    );
  return read.data;
}

function notJson(line: number, fault: JsonFault): Rejection {
  const where = fault.line === 1 ? "" : `line ${line + fault.line - 1}: `;
  return { line, column: null, reason: `is not JSON: ${where}${fault.says}`, kind: "is not JSON" };
}

/** Statements of BODS up to 0.3 say their type in another field. */
function isOlder(value: unknown): boolean {
  return typeof value === "object" && value !== null && "statementType" in value && !("recordType" in value);
}
