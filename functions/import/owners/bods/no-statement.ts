import { someOf } from "../../../../shared/values/count.ts";
import { quoted } from "../../../../shared/values/parse.ts";
import { UnusableFile } from "../../files/row.ts";

/** Fields of which every statement has one, in any version of BODS. */
const FIELDS = ["recordId", "recordType", "recordDetails", "statementId", "statementType"];
const MOST_NAMED = 3;

/**
 * Checks that the first object of a file is a statement of BODS. One that is not, is told for the whole file: what it is, and what
 * to give instead.
 * @throws UnusableFile where it is none.
 */
export function checkStatement(line: number, value: unknown): void {
  if (isStatement(value)) return;
  const fields = isObject(value) ? Object.entries(value) : [];
  const [wrapped] = fields.find(([, held]) => Array.isArray(held) && isStatement(held[0])) ?? [];
  if (wrapped !== undefined)
    throw new UnusableFile(
      `line ${line}: has its statements within ${quoted(wrapped)}: write only that array into the file`,
    );
  const seen = someOf(
    fields.map(([name]) => quoted(name)),
    MOST_NAMED,
  );
  const has = fields.length === 0 ? "no field" : `the fields ${seen}, and none of a statement`;
  throw new UnusableFile(
    `line ${line}: is JSON, and not of BODS: its first object has ${has}; import bods reads statements of BODS 0.4, each with recordId, recordType and recordDetails, as an array or one a line`,
  );
}

function isStatement(value: unknown): boolean {
  return isObject(value) && FIELDS.some((field) => field in value);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
