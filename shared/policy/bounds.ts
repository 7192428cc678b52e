import { counted } from "../values/count.ts";
import type { Measure } from "./measure.ts";
import { factsOf } from "./measure-facts.ts";
import type { PolicyProblem } from "./problem.ts";

/** The longest texts of a policy, in characters. Messages show each of them. */
export const LONGEST_TEXT = { title: 60, why: 1000, source: 500 } as const;
export const LONGEST_POLICY_TITLE = 100;

/** The most rules of a policy, and the most companies or countries of a rule. */
export const MOST_RULES = 100;
const MOST_IN_A_SET = 250;

/** The problems of a rule whose texts are too long, or whose set has too many names. */
export function problemsOfBounds(
  rule: Record<keyof typeof LONGEST_TEXT, string> & { measure: Measure },
): PolicyProblem[] {
  const fields = Object.entries(LONGEST_TEXT) as [keyof typeof LONGEST_TEXT, number][];
  const texts = fields.flatMap(([field, longest]) => {
    const problem = lengthProblem(rule[field], longest);
    return problem === null ? [] : { path: [field], message: problem };
  });
  const { countries, owners, suppliers } = factsOf(rule.measure).names;
  const named = Math.max(countries.length, owners.length, suppliers.length);
  if (named <= MOST_IN_A_SET) return texts;
  const message = `names ${counted(named)}, and ${MOST_IN_A_SET} are the most`;
  return [...texts, { path: ["measure"], message }];
}

/** `has 1,203 characters, and 1,000 are the most`; `null` when the text is short enough. */
export function lengthProblem(text: string, longest: number): string | null {
  const { length } = [...text];
  if (length <= longest) return null;
  return `has ${counted(length)} characters, and ${counted(longest)} are the most`;
}

/** `has 120 rules, and 100 are the most`; `null` when there are few enough. */
export function rulesProblem(rules: number): string | null {
  return rules <= MOST_RULES ? null : `has ${counted(rules)} rules, and ${MOST_RULES} are the most`;
}
