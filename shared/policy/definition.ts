import * as z from "zod";
import { limitsOf } from "./limits.ts";
import { type Measure, measureSchema } from "./measure.ts";
import type { Rule } from "./rule.ts";

/** The definition of a rule. With another definition, an alert of the rule is another alert. */
export const definitionSchema = z.strictObject({
  measure: measureSchema,
  /** The side of its limits that is bad. */
  side: z.enum(["above", "below"]),
  /** `null` when the rule has one alert for the whole sector. */
  by: z.enum(["item", "program"]).nullable(),
});
export type Definition = z.infer<typeof definitionSchema>;

/** The definition of a rule in the policy. Its limits are not part of it. */
export function definitionOf(rule: Rule): Definition {
  return { measure: rule.measure, side: limitsOf(rule).side, by: rule.by ?? null };
}

/** Whether two definitions are the same. */
export function isSameDefinition(a: Definition, b: Definition): boolean {
  return a.side === b.side && a.by === b.by && isSameMeasure(a.measure, b.measure);
}

/** Whether two measures are the same. The order of their countries, owners or suppliers does not matter. */
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
