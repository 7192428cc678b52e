import * as z from "zod";
import { daySchema } from "./calendar.ts";
import { unitSchema } from "./exposure.ts";
import { kebabCaseSchema } from "./identifier.ts";
import { listNamed, measureSchema, unitOf } from "./measure.ts";
import { quoted } from "./problem.ts";
import { restrictedLists } from "./restricted-lists.ts";

/** The limits of a rule, in the unit of its measure. */
export const limitsSchema = z
  .strictObject({ warning: z.number().optional(), critical: z.number().optional() })
  .refine(({ warning, critical }) => warning !== undefined || critical !== undefined, {
    error: "needs a warning limit, a critical limit, or both",
  });
export type Limits = z.infer<typeof limitsSchema>;

/** The largest value that a measure of each unit can have. */
export const LARGEST_VALUE = { points: 10_000, number: 1_000_000, fraction: 1 };

const MOST_RUNS = 100;

/**
 * One limit in a policy. `by` makes one alert per item or program. `above` is crossed by a value greater than it,
 * `below` by a smaller one. An alert is raised once a limit is crossed on `for` runs in a row, and goes to a lower
 * level, or ends, once `keep` runs in a row were inside the limit by `margin`. Until `effectiveFrom` the rule looks
 * ahead and never pages. `why` and `source` stand in the e-mail.
 */
export const ruleSchema = z
  .strictObject({
    id: kebabCaseSchema,
    title: z.string().min(1).max(60),
    measure: measureSchema,
    by: z.enum(["item", "program"]).optional(),
    above: limitsSchema.optional(),
    below: limitsSchema.optional(),
    margin: z.number().nonnegative().default(0),
    for: z.int().min(1).max(MOST_RUNS).default(1),
    keep: z.int().min(1).max(MOST_RUNS).default(1),
    remindEveryDays: z.int().positive().max(3660).optional(),
    possible: z.literal("quiet").optional(),
    effectiveFrom: daySchema.optional(),
    why: z.string().min(1),
    source: z.string().min(1),
  })
  .superRefine((rule, context) => {
    const refuse = (path: string[], message: string) => context.addIssue({ code: "custom", path, message });
    if ((rule.above === undefined) === (rule.below === undefined)) {
      refuse(["above"], "give either above or below, and not both");
    }
    const largest = LARGEST_VALUE[unitOf(rule.measure)];
    const smallest = rule.measure.kind === "change" ? -largest : 0;
    for (const side of ["above", "below"] as const) {
      const { warning, critical } = rule[side] ?? {};
      for (const [level, limit] of Object.entries({ warning, critical })) {
        if (limit !== undefined && (limit < smallest || limit > largest)) {
          refuse([side, level], `must be between ${smallest} and ${largest}`);
        }
      }
      for (const limit of [warning, critical]) {
        const cleared =
          limit === undefined ? null : side === "above" ? limit - rule.margin : limit + rule.margin;
        if (cleared !== null && (cleared < smallest || cleared > largest)) {
          refuse(["margin"], `leaves no value that is inside the limit of ${limit} by it`);
        }
      }
      if (warning === undefined || critical === undefined) continue;
      if (side === "above" ? warning >= critical : warning <= critical) {
        refuse([side, "warning"], "must be crossed before the critical limit");
      }
    }
    const list = listNamed(rule.measure);
    if (list !== null && !restrictedLists.has(list)) {
      refuse(["measure", "of", "list"], `${quoted(list)} is not in shared/restricted-lists.json`);
    }
  });
export type Rule = z.infer<typeof ruleSchema>;

/**
 * A sector's rules, window and unit. `label` is the sector in a subject line, `title` in a sentence.
 * `controlStake` is the fraction of a supplier from which its parent controls it. `unmappedSuppliers` says whether a
 * supplier without links is taken as safe, or counts in the upper bound of a look-through.
 */
export const policySchema = z
  .strictObject({
    $schema: z.string().optional(),
    sector: kebabCaseSchema,
    label: z.string().regex(/^[\x20-\x7e]{1,24}$/, "must be 1 to 24 ASCII characters: it opens the subject"),
    title: z.string().min(1),
    unit: unitSchema,
    windowDays: z.int().positive().max(36_525).default(365),
    window: z.literal("last-period").optional(),
    staleAfterDays: z.int().positive().max(3660).optional(),
    controlStake: z.number().gt(0).max(1).default(0.5),
    growth: z.number().min(1).max(1_000_000).default(2),
    unmappedSuppliers: z.enum(["safe", "unknown"]).default("safe"),
    rules: z.array(ruleSchema).min(1),
  })
  .superRefine(({ rules }, context) => {
    const seen = new Set<string>();
    for (const [index, { id }] of rules.entries()) {
      if (seen.has(id))
        context.addIssue({ code: "custom", path: ["rules", index, "id"], message: `"${id}" is used twice` });
      seen.add(id);
    }
  });
export type Policy = z.infer<typeof policySchema>;

/** The rule's limits and on which side of them trouble lies. */
export function limitsOf(rule: Rule): { side: "above" | "below"; limits: Limits } {
  return rule.below === undefined
    ? { side: "above", limits: rule.above ?? {} }
    : { side: "below", limits: rule.below };
}

/** The limit that is crossed first: inside of it a rule is at no level. */
export function firstLimit(rule: Rule): number {
  const { limits } = limitsOf(rule);
  const limit = limits.warning ?? limits.critical;
  if (limit === undefined) throw new Error(`rule ${rule.id} has no limit`);
  return limit;
}

// Fractions multiplied along links, and differences, are off by a few of the last bits.
const ROUNDING = 1e-12;

/**
 * Whether a value lies beyond a limit; at the limit it does not. Ratios of exposures compare exactly (see `ratio`). What
 * is multiplied along links or subtracted has been rounded on the way: by less than 1e-12 of the largest value.
 */
export function crosses(rule: Rule, value: number, limit: number): boolean {
  const { kind } = rule.measure;
  const isRounded = kind === "look-through" || kind === "loss" || kind === "change";
  const slack = isRounded ? ROUNDING * LARGEST_VALUE[unitOf(rule.measure)] : 0;
  return limitsOf(rule).side === "above" ? value > limit + slack : value < limit - slack;
}

/** The value at which a limit counts as cleared: as far on its safe side as the margin asks. */
export function withMargin(limit: number, side: "above" | "below", margin: number): number {
  const exact = side === "above" ? limit - margin : limit + margin;
  // 0.65 − 0.03 is 0.62, not the nearest sum of two binary fractions.
  return margin === 0 ? limit : Number(exact.toFixed(12));
}
