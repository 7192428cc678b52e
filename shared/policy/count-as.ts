import type { Measure } from "./measure.ts";
import { factsOf } from "./measure-facts.ts";
import type { PolicyProblem } from "./problem.ts";

/** Countries that count as others: `{"HK": "CN"}`. Without it each country counts apart, as customs statistics do. */
export type CountAs = Readonly<Record<string, string>>;

/** A country as it counts. */
export function countedAs(country: string, countAs: CountAs = {}): string {
  return countAs[country] ?? country;
}

/** What is wrong with a policy's `countAs`: a country that counts as one that counts as a third, or that a rule names. */
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
