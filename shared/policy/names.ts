import { countryCodes, likelyCountry } from "../values/country-code.ts";
import { countryName } from "../values/country-name.ts";
import { nearest } from "../values/nearest.ts";
import { quoted } from "../values/parse.ts";
import { type ByKind, entryOf, type Measure } from "./measure.ts";
import { factsOf } from "./measure-facts.ts";
import { restrictedLists } from "./restricted-lists.ts";

/** More of the largest keys than these are all of them, in any sector. */
const MOST_TOP = 100;

/** What in a measure stands for nothing: where, and why, with the nearest that is right. */
export interface NameProblem {
  path: (string | number)[];
  message: string;
}

/** Everything in a measure that stands for nothing whatever the data are: countries, lists, a number of keys. */
export function problemsOfNames(measure: Measure): NameProblem[] {
  return entryOf(kinds, measure);
}

const kinds: ByKind<NameProblem[]> = {
  hhi: () => [],
  top: ({ n }) => (n > MOST_TOP ? [{ path: ["n"], message: topMessage(n) }] : []),
  effective: () => [],
  unknown: () => [],
  direct: problemsInSet,
  share: problemsInSet,
  "look-through": problemsInSet,
  loss: () => [],
  change: ({ of }) => problemsOfNames(of).map(({ path, message }) => ({ path: ["of", ...path], message })),
};

function topMessage(n: number): string {
  return `the ${n} largest are all of them; at most ${MOST_TOP}`;
}

function problemsInSet(measure: Measure): NameProblem[] {
  const { countries, list } = factsOf(measure).names;
  return list === null ? countries.flatMap(countryProblems) : listProblems(list);
}

function countryProblems(code: string, at: number): NameProblem[] {
  if (countryCodes.has(code)) return [];
  const likely = likelyCountry(code);
  const hint = likely === null ? "" : `; nearest: ${likely} (${countryName(likely)})`;
  return [{ path: ["of", "countries", at], message: `${quoted(code)} is no country of ISO 3166-1${hint}` }];
}

function listProblems(list: string): NameProblem[] {
  if (restrictedLists.has(list)) return [];
  const ids = [...restrictedLists.keys()];
  const found = nearest(list, ids);
  const hint = found === null ? `they are ${ids.join(", ")}` : `nearest: ${found}`;
  return [{ path: ["of", "list"], message: `${quoted(list)} is no restricted list; ${hint}` }];
}
