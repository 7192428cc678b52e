import * as z from "zod";
import { companiesNamed, countriesNamed, type Measure, measureSchema } from "./measure.ts";
import { oneLine } from "./one-line.ts";
import { limitsOf, type Rule } from "./policy.ts";
import { MOST_KEYS, measurePhrase } from "./wording.ts";

/** What makes a rule the rule that it is: with another definition, an alert of it is another alert. */
export const definitionSchema = z.strictObject({
  measure: measureSchema,
  /** On which side of its limits trouble lies. */
  side: z.enum(["above", "below"]),
  /** `null` for one alert for the whole sector. */
  by: z.enum(["item", "program"]).nullable(),
});
export type Definition = z.infer<typeof definitionSchema>;

/** The definition of a rule as the policy holds it. A limit that moves does not change it. */
export function definitionOf(rule: Rule): Definition {
  return { measure: rule.measure, side: limitsOf(rule).side, by: rule.by ?? null };
}

/** Whether two definitions are the same. */
export function isSameDefinition(a: Definition, b: Definition): boolean {
  return a.side === b.side && a.by === b.by && isSameMeasure(a.measure, b.measure);
}

/** Whether two measures are the same, in whatever order they name their countries, owners or suppliers. */
export function isSameMeasure(a: Measure, b: Measure): boolean {
  return canonical(a) === canonical(b);
}

/** What a rule was and what it is now, in words: only what is another one. */
export function definitionChange(from: Definition, now: Definition): string {
  const parts = [
    isSameMeasure(from.measure, now.measure)
      ? []
      : `it measured ${quotedMeasure(from.measure)}, now ${quotedMeasure(now.measure)}`,
    from.side === now.side ? [] : `the trouble was a value ${from.side} its limits, now one ${now.side} them`,
    from.by === now.by ? [] : `it had one alert ${perText(from.by)}, now one ${perText(now.by)}`,
  ];
  return parts.flat().join("; ");
}

function quotedMeasure(measure: Measure): string {
  const [countries, companies] = [countriesNamed(measure), companiesNamed(measure)];
  // Three countries are written as one and 2 more, which may be others.
  const all = [
    ...(countries.length > 2 ? countries : []),
    ...(companies.length > MOST_KEYS ? companies.map(oneLine) : []),
  ];
  return `"${measurePhrase(measure)}${all.length === 0 ? "" : `: ${all.join(", ")}`}"`;
}

function perText(by: Definition["by"]): string {
  return by === null ? "for the whole sector" : `for each ${by}`;
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (Array.isArray(part)) return [...part].sort();
    if (typeof part !== "object" || part === null) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
