import { withoutLinks } from "../values/links-as-text.ts";
import { nearest } from "../values/nearest.ts";
import { inQuotes, oneLine } from "../values/one-line.ts";
import { WORDING_FILE } from "./own-wording.ts";

/** An id with a short name in `wording.json` that nobody has, and the id that it was most likely meant for. */
export interface MisspeltId {
  name: string;
  nearest: string;
}

// A name of somebody who is not there at all is no mistake: one wording serves many sectors.
const MOST_LETTERS_DIFFERENT = 1 / 3;

/** The ids with short names that nobody has, and that differ by a few letters from one that is known and has no short name. */
export function misspeltIds(named: ReadonlySet<string>, known: ReadonlySet<string>): MisspeltId[] {
  const others = [...known].filter((id) => !named.has(id));
  return [...named].flatMap((name) => {
    const likely = known.has(name) ? null : nearest(name, others, MOST_LETTERS_DIFFERENT);
    return likely === null ? [] : { name, nearest: likely };
  });
}

const LONGEST_ID = 60;

/** `wording.json has a name for "catll", which no supplier row has; nearest: catl`. */
export function misspeltIdText({ name, nearest: likely }: MisspeltId): string {
  const id = withoutLinks(inQuotes(name, LONGEST_ID));
  return `${WORDING_FILE} has a name for ${id}, which no supplier row has; nearest: ${oneLine(likely)}`;
}
