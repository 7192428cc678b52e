import { countryCodes, likelyCountry } from "../values/country-code.ts";
import { countryName } from "../values/country-name.ts";
import { quoted } from "../values/parse.ts";
import { type ByKind, entryOf, type Measure, type MeasureOf } from "./measure.ts";
import { factsOf } from "./measure-facts.ts";
import type { PolicyProblem } from "./problem.ts";

/** In any sector, this many of the largest keys are all of them. */
const MOST_TOP = 100;

/**
 * Names and numbers in a measure that are wrong for any data (unknown countries, too large a number
 * of keys), each with the nearest right one.
 */
export function problemsOfNames(measure: Measure): PolicyProblem[] {
  return entryOf(problemsByKind, measure);
}

const problemsByKind: ByKind<PolicyProblem[]> = {
  hhi: () => [],
  top: ({ n }) => (n > MOST_TOP ? [{ path: ["n"], message: topMessage(n) }] : []),
  effective: () => [],
  unknown: () => [],
  direct: problemsInSet,
  influenced: (measure) => [...problemsInSet(measure), ...problemsOfLimits(measure)],
  share: problemsInSet,
  "look-through": problemsInSet,
  loss: () => [],
  change: ({ of }) => problemsOfNames(of).map((problem) => ({ ...problem, path: ["of", ...problem.path] })),
};

function topMessage(n: number): string {
  return `the ${n} largest are all of them; at most ${MOST_TOP}`;
}

function problemsInSet(measure: Measure): PolicyProblem[] {
  return problemsOfCountries(factsOf(measure).names.countries, ["of", "countries"]);
}

function problemsOfLimits({ single, together }: MeasureOf<"influenced">): PolicyProblem[] {
  if (single <= together) return [];
  return [{ path: ["single"], message: "is more than together, so it never decides" }];
}

/** The countries of a list at a path that are none, each with the nearest right one. */
export function problemsOfCountries(codes: readonly string[], path: PolicyProblem["path"]): PolicyProblem[] {
  return codes.flatMap((code, at): PolicyProblem[] => {
    if (countryCodes.has(code)) return [];
    const likely = likelyCountry(code);
    const hint = likely === null ? "" : `; nearest: ${likely} (${countryName(likely)})`;
    const message = `${quoted(code)} is no country of ISO 3166-1${hint}`;
    return [{ path: [...path, at], message, tellsValue: true }];
  });
}
