import type * as z from "zod";
import { nearest } from "../values/nearest.ts";
import { lineOf } from "../values/one-line.ts";
import { quoted } from "../values/parse.ts";
import { problemSentence } from "../values/problem.ts";
import { fromOlder, type ListDocument, listDocumentSchema, olderDocumentSchema } from "./list-document.ts";
import { policyExpectation, problemWithValue, valueAt } from "./problem.ts";

/**
 * Reads the document of `restricted-lists.json`, also in its older form; or says in one sentence what is wrong.
 * Its entries may also be on `others`, lists that another file defines.
 */
export function readLists(
  document: unknown,
  others: Iterable<string> = [],
): ListDocument | { problem: string } {
  const read = readDocument(document);
  return "problem" in read ? read : withKnownLists(read, [...others]);
}

/** The document, unless one of its entries is on no list. */
function withKnownLists(read: ListDocument, others: string[]): ListDocument | { problem: string } {
  const ids = [...new Set([...read.lists.map(({ list }) => list), ...others])];
  const at = read.entries.findIndex(({ list }) => !ids.includes(list));
  const entry = read.entries[at];
  if (entry === undefined) return read;
  const found = nearest(entry.list, ids);
  const hint = found === null ? `the lists are ${ids.join(", ") || "none"}` : `nearest: ${found}`;
  const message = `${quoted(entry.list)} is not among "lists"; ${hint}`;
  return { problem: `${rowName("entries", entry, at)}: ${problemSentence({ path: ["list"], message })}` };
}

function readDocument(document: unknown): ListDocument | { problem: string } {
  try {
    if (!Array.isArray(document)) return readVersion(document);
    const older = olderDocumentSchema.safeParse(document, { error: policyExpectation });
    return older.success
      ? readVersion(fromOlder(older.data))
      : { problem: olderProblem(older.error, document) };
  } catch (error) {
    // zod also compares the length of values that are not text, and throws for `{"length": {}}`.
    if (!(error instanceof TypeError)) throw error;
    return { problem: `is not of the form of restricted lists: ${lineOf(error.message, LONGEST_REASON)}` };
  }
}

const LONGEST_REASON = 150;

function readVersion(document: unknown): ListDocument | { problem: string } {
  const version = valueAt(document, ["schemaVersion"]);
  if (typeof version === "number" && version > 1) {
    return { problem: `field "schemaVersion" is ${version}: this version of Chokepoint reads 1` };
  }
  const read = listDocumentSchema.safeParse(document, { error: policyExpectation });
  return read.success ? read.data : { problem: problemOfLists(read.error, document) };
}

function olderProblem({ issues: [issue] }: z.ZodError, document: unknown): string {
  return issue === undefined ? "is not valid" : problemWithValue(issue, document);
}

/** The first problem, with the list or entry that it is in: `entry 3 ("BYD" on 1260h): field "to" is missing: …`. */
function problemOfLists({ issues: [issue] }: z.ZodError, document: unknown): string {
  if (issue === undefined) return "is not valid";
  const [part, at, ...path] = issue.path;
  if ((part !== "entries" && part !== "lists") || typeof at !== "number")
    return sentence(issue, document, TOP);
  const row = valueAt(document, [part, at]);
  const fields = part === "entries" ? OF_ENTRY : OF_LIST;
  return `${rowName(part, row, at)}: ${sentence({ ...issue, path }, row, fields)}`;
}

const TOP = ["schemaVersion", "lists", "entries"];
const OF_LIST = ["list", "title", "source"];
const OF_ENTRY = [
  ...["list", "entity", "names", "country", "suppliers", "items", "origins", "originsExcept"],
  ...["from", "to", "status", "source"],
];

function sentence(issue: z.core.$ZodIssue, value: unknown, fields: string[]): string {
  const told = problemWithValue(issue, value);
  if (issue.code !== "unrecognized_keys") return told;
  const found = nearest(issue.keys[0] ?? "", fields);
  return `${told}; ${found === null ? `the fields are ${fields.join(", ")}` : `nearest: ${found}`}`;
}

function rowName(part: "entries" | "lists", row: unknown, at: number): string {
  const text = (field: string) => {
    const value = valueAt(row, [field]);
    return typeof value === "string" && value !== "" ? quoted(value) : null;
  };
  const name =
    part === "lists"
      ? text("list")
      : [text("entity"), text("list")].filter((one) => one !== null).join(" on ");
  return `${part === "lists" ? "list" : "entry"} ${at + 1}${name ? ` (${name})` : ""}`;
}
