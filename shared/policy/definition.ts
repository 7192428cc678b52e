import * as z from "zod";
import { type Measure, measureSchema } from "./measure.ts";
import { limitsOf, type Rule } from "./policy.ts";

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

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (Array.isArray(part)) return [...part].sort();
    if (typeof part !== "object" || part === null) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
