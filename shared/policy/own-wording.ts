import * as z from "zod";
import { type SectorId, sectorIdSchema } from "../values/identifier.ts";
import { nearest } from "../values/nearest.ts";
import { lineOf } from "../values/one-line.ts";
import { calledBy, calledFields, calledProblem, type WrittenCalled } from "./called.ts";
import { policyExpectation, policyIssue, problemWithValue } from "./problem.ts";
import { defaultTexts, placesIn, type Wording } from "./wording.ts";

/** The file of a policy folder with a company's own words. */
export const WORDING_FILE = "wording.json";

const LONGEST_TEXT = 200;
/** These stand in a subject, which is ASCII. */
const IN_SUBJECTS = ["supply", "purchase", "purchases"];
const KEYS = Object.keys(defaultTexts) as (keyof typeof defaultTexts)[];

const textSchema = z
  .string()
  .trim()
  .meta({ maxLength: LONGEST_TEXT })
  .refine((text) => text.length <= LONGEST_TEXT, `must be at most ${LONGEST_TEXT} characters long`)
  .refine((text) => lineOf(text, LONGEST_TEXT) === text, "must be one line without invisible characters");

const ownTexts = Object.fromEntries(KEYS.map((key) => [key, textSchema.optional()]));

/** Own words for one sector. */
const sectorWordsSchema = z
  .object({ ...calledFields, ...ownTexts })
  .catchall(z.unknown())
  .superRefine(({ names: _, items: __, ...given }, context) => addProblems(given, context))
  .meta({ additionalProperties: false });

/**
 * The file `wording.json`: own words, each instead of the one of the same name; what is left out stays as it is. Those of a
 * sector come before those of all.
 */
export const wordingSchema = z
  .object({
    $schema: z.string().optional(),
    sectors: z.record(sectorIdSchema, sectorWordsSchema).optional(),
    ...calledFields,
    ...ownTexts,
  })
  .catchall(z.unknown())
  .superRefine(({ $schema: _, sectors: __, names: ___, items: ____, ...given }, context) =>
    addProblems(given, context),
  )
  .meta({ additionalProperties: false });

function addProblems(given: Record<string, unknown>, context: z.RefinementCtx): void {
  for (const [key, text] of Object.entries(given)) {
    const problem = problemOf(key, text);
    if (problem !== null) context.addIssue(policyIssue({ path: [key], message: problem, tellsValue: true }));
  }
}

/** What is wrong with an own word; `null` when nothing is. */
function problemOf(key: string, text: unknown): string | null {
  const original = KEYS.find((one) => one === key);
  if (original === undefined) {
    const near = nearest(key, [...KEYS, ...Object.keys(calledFields)]);
    return `is no text that can be replaced; ${near === null ? `these are: ${KEYS.join(", ")}` : `nearest: ${near}`}`;
  }
  if (typeof text !== "string") return null;
  if (text === "" && defaultTexts[original] !== "") return "must not be empty";
  if (IN_SUBJECTS.includes(key) && !/^[\x20-\x7e]+$/.test(text))
    return "must be ASCII: it stands in subjects";
  return problemOfPlaces(placesIn(defaultTexts[original]), placesIn(text));
}

/** What is wrong with the places in an own text: each of the original must be in it, and no other. */
function problemOfPlaces(asked: string[], found: string[]): string | null {
  const other = found.find((place) => !asked.includes(place));
  if (other !== undefined) {
    if (asked.length === 0) return `has {${other}}, and this text has no places`;
    const near = nearest(other, asked);
    return `has {${other}}, which it cannot hold; ${near === null ? `it holds ${asked.map((one) => `{${one}}`).join(", ")}` : `nearest: {${near}}`}`;
  }
  const missing = asked.find((place) => !found.includes(place));
  return missing === undefined ? null : `lacks {${missing}}`;
}

/** The words of a folder: those for sectors without any of their own, and those of each other sector. */
export interface FolderWording {
  all: Wording;
  bySector: ReadonlyMap<SectorId, Wording>;
}

/** The words of a file, or what is wrong with it in one sentence. */
export function readWording(document: unknown): FolderWording | { problem: string } {
  const read = wordingSchema.safeParse(document, { error: policyExpectation });
  if (!read.success) {
    const [issue] = read.error.issues;
    return {
      problem: `${WORDING_FILE}: ${issue === undefined ? "is not valid" : problemWithValue(issue, document)}`,
    };
  }
  const { $schema: _, sectors = {}, ...own } = read.data;
  const all = wordsOf(own);
  const bySector = new Map(Object.entries(sectors).map(([sector, words]) => [sector, wordsOf(own, words)]));
  for (const [field, words] of [["", all] as const, ...bySector]) {
    const wrong = calledProblem(words);
    if (wrong !== null) {
      const where = field === "" ? wrong.field : `sectors.${field}.${wrong.field}`;
      return { problem: `${WORDING_FILE}: field "${where}": ${wrong.problem}` };
    }
  }
  return { all, bySector };
}

/** The words of a file; what is written later comes before. */
function wordsOf(...written: (WrittenCalled & Record<string, unknown>)[]): Wording {
  const texts = written.map(({ names: _, items: __, ...own }) => own);
  return { ...defaultTexts, ...Object.assign({}, ...texts), ...calledBy(...written) };
}
