import type { CountryCode } from "../values/identifier.ts";
import type { Measure } from "./measure.ts";
import { factsOf } from "./measure-facts.ts";
import type { PolicyProblem } from "./problem.ts";

/**
 * Countries that count as others: `{"HK": "CN"}`. Without this, each country counts separately, as in customs
 * statistics.
 */
export type CountAs = Readonly<Record<string, string>>;

/** The country that a country counts as. */
export function countedAs(country: CountryCode, countAs: CountAs = {}): string {
  return countAs[country] ?? country;
}

/** The problem with a policy's `countAs`: a chain of two countries, or a country that a rule names. */
export function countAsProblems(countAs: CountAs, rules: readonly { measure: Measure }[]): PolicyProblem[] {
  const chained = Object.entries(countAs).flatMap(([from, to]) =>
    countAs[to] === undefined
      ? []
      : { path: ["countAs", from], message: `${to} counts as ${countAs[to]} itself` },
  );
  const named = rules.flatMap(({ measure }, at) =>
    factsOf(measure).names.countries.flatMap((country) =>
      countAs[country] === undefined
        ? []
        : {
            path: ["rules", at, "measure"],
            message: `names ${country}, which counts as ${countAs[country]} here`,
          },
    ),
  );
  return [...chained, ...named];
}
