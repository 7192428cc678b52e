import { someOf } from "./count.ts";
import { nearest } from "./nearest.ts";

const MOST_TOLD = 5;

/**
 * What to write instead of a name that nothing has, as the end of a sentence: the nearest candidate, or else the first of them.
 * `all` is what stands before those: `its rules are`.
 */
export function nearestHint(name: string, candidates: Iterable<string>, all = "they are"): string {
  const known = [...candidates];
  const near = nearest(name, known);
  if (near !== null) return `nearest: ${near}`;
  return known.length === 0 ? "there is none" : `${all} ${someOf(known, MOST_TOLD)}`;
}
