import * as z from "zod";
import { identifierSchema, kebabCaseSchema } from "../values/identifier.ts";
import { oneLine } from "../values/one-line.ts";
import { quoted } from "../values/parse.ts";
import { exactName } from "./company-name.ts";

/** What readers call companies and items: short names by their ids, titles by their codes. */
export interface Called {
  names: ReadonlyMap<string, string>;
  items: ReadonlyMap<string, string>;
}

export const NOTHING_CALLED: Called = { names: new Map(), items: new Map() };

const shownName = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .refine(isShownAsIs, "must be one line of at most 60 characters, without a link or invisible characters");

/** Whether a name is shown as it is written, apart from what keeps the direction of the text after it. */
function isShownAsIs(text: string): boolean {
  return oneLine(text).replaceAll(/[\u2068\u2069]/g, "") === text;
}

/** The fields of `wording.json` that say what readers call somebody or something. */
export const calledFields = {
  names: z.record(identifierSchema, shownName).optional(),
  items: z.record(kebabCaseSchema, shownName).optional(),
};

/** The same as they are written. */
export interface WrittenCalled {
  names?: Record<string, string> | undefined;
  items?: Record<string, string> | undefined;
}

/** What a file calls them; what is written later comes before. */
export function calledBy(...written: readonly WrittenCalled[]): Called {
  return {
    names: new Map(written.flatMap(({ names = {} }) => Object.entries(names))),
    items: new Map(written.flatMap(({ items = {} }) => Object.entries(items))),
  };
}

/** Why a reader could not tell two apart, with the field; `null` where nobody is taken for another. */
export function calledProblem(called: Called): { field: keyof Called; problem: string } | null {
  for (const field of ["names", "items"] as const) {
    const problem = sameName(called[field]);
    if (problem !== null) return { field, problem };
  }
  return null;
}

/** A name counts as given to whoever has it as an id or code, too. */
function sameName(names: ReadonlyMap<string, string>): string | null {
  const owners = new Map([...names.keys()].map((key) => [exactName(key), key]));
  for (const [key, name] of names) {
    const other = owners.get(exactName(name));
    if (other !== undefined && other !== key)
      return `${quoted(key)} is called ${quoted(name)}, as ${quoted(other)} is: a reader could not tell them apart`;
    owners.set(exactName(name), key);
  }
  return null;
}
