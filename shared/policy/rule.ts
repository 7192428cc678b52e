import * as z from "zod";
import { daySchema } from "../values/day.ts";
import { ruleIdSchema } from "../values/identifier.ts";
import { LONGEST_TEXT, problemsOfBounds } from "./bounds.ts";
import { type Measure, measureSchema } from "./measure.ts";
import { factsOf, type MeasureUnit } from "./measure-facts.ts";
import { problemsOfNames } from "./names.ts";
import { type PolicyProblem, policyIssue } from "./problem.ts";
import { LONGEST_RUNBOOK, runbookProblem } from "./runbook.ts";

/** The limits of a rule, in the unit of its measure. With `atLimit`, a value equal to a limit crosses it. */
export const limitsSchema = z
  .strictObject({
    warning: z.number().optional(),
    critical: z.number().optional(),
    atLimit: z.literal(true).optional(),
  })
  .refine(({ warning, critical }) => warning !== undefined || critical !== undefined, {
    error: "needs a warning limit, a critical limit, or both",
  });
export type Limits = z.infer<typeof limitsSchema>;

/** The largest value of a measure of each unit. */
const LARGEST_VALUE = { points: 10_000, number: 1_000_000, fraction: 1 };

/** The smallest and the largest value of a measure. */
export function valuesOf(measure: Measure): { smallest: number; largest: number } {
  const { unit, daysBefore } = factsOf(measure);
  const largest = LARGEST_VALUE[unit];
  // A change can be negative.
  return { smallest: daysBefore === null ? 0 : -largest, largest };
}

const MOST_RUNS = 100;

/** The fraction of a supplier with which a parent controls it. */
export const controlStakeSchema = z.number().gt(0).max(1);

/**
 * One limit in a policy. `by` makes one alert per item or program. A value greater than `above`, or smaller
 * than `below`, crosses the limit. An alert is raised when a limit was crossed on `for` runs in a row. It eases
 * or ends when `keep` runs in a row were inside the limit by `margin`. Until `effectiveFrom` the rule is only
 * announced and never raises an alert; from `effectiveUntil` on it has ended. A group with less exposure than `atLeast`, in the unit
 * of the policy, raises nothing. `controlStake` replaces the
 * policy's for this rule. The e-mail shows `why` and `source`, and `runbook`, which says what to do.
 */
export const ruleSchema = z
  .strictObject({
    id: ruleIdSchema,
    title: boundedText(LONGEST_TEXT.title),
    measure: measureSchema,
    by: z.enum(["item", "program"]).optional(),
    atLeast: z.number().positive().optional(),
    above: limitsSchema.optional(),
    below: limitsSchema.optional(),
    margin: z.number().nonnegative().default(0),
    for: z.int().min(1).max(MOST_RUNS).default(1),
    keep: z.int().min(1).max(MOST_RUNS).default(1),
    remindEveryDays: z.int().positive().max(3660).optional(),
    possible: z.literal("quiet").optional(),
    effectiveFrom: daySchema.optional(),
    effectiveUntil: daySchema.optional(),
    controlStake: controlStakeSchema.optional(),
    why: boundedText(LONGEST_TEXT.why),
    source: boundedText(LONGEST_TEXT.source),
    runbook: boundedText(LONGEST_RUNBOOK).optional(),
  })
  .superRefine((rule, context) => {
    const add = (problem: PolicyProblem) => context.addIssue(policyIssue(problem));
    const refuse = (path: PolicyProblem["path"], message: string) => add({ path, message });
    if ((rule.above === undefined) === (rule.below === undefined)) {
      refuse(["above"], "give either above or below, and not both");
    }
    const { unit } = factsOf(rule.measure);
    const { smallest, largest } = valuesOf(rule.measure);
    for (const side of ["above", "below"] as const) {
      const { warning, critical } = rule[side] ?? {};
      for (const [level, limit] of Object.entries({ warning, critical })) {
        const problem = limit === undefined ? null : limitProblem(limit, unit, smallest, largest);
        if (problem !== null) add({ path: [side, level], message: problem, tellsValue: true });
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
    if ((rule.above?.atLimit === true || rule.below?.atLimit === true) && rule.margin === 0) {
      refuse(["margin"], "must be more than 0: at the limit itself the rule is crossed");
    }
    const { effectiveFrom, effectiveUntil } = rule;
    if (effectiveFrom !== undefined && effectiveUntil !== undefined && effectiveUntil <= effectiveFrom) {
      refuse(["effectiveUntil"], "must be after effectiveFrom");
    }
    for (const problem of problemsOfNames(rule.measure))
      add({ ...problem, path: ["measure", ...problem.path] });
    for (const problem of problemsOfBounds(rule)) add(problem);
    const runbook = rule.runbook === undefined ? null : runbookProblem(rule.runbook);
    if (runbook !== null) refuse(["runbook"], runbook);
  });

/**
 * A text whose maximum length editors can show. A longer text is refused together with the other problems of
 * its rule.
 */
export function boundedText(longest: number) {
  return z.string().min(1).meta({ maxLength: longest });
}

/**
 * Why a value cannot be a limit of its measure, with the limit that was most likely meant; `null` when it can.
 */
function limitProblem(limit: number, unit: MeasureUnit, smallest: number, largest: number): string | null {
  if (unit === "points" && limit !== 0 && Math.abs(limit) <= 1) {
    return `${limit} must be points from ${smallest} to ${largest}, not a fraction; ${rounded(limit * largest)}?`;
  }
  if (limit >= smallest && limit <= largest) return null;
  const meant = unit === "fraction" && limit > largest && limit <= 100 ? `; ${rounded(limit / 100)}?` : "";
  return `${limit} must be between ${smallest} and ${largest}${meant}`;
}

function rounded(value: number): number {
  return Number(value.toFixed(6));
}

export type Rule = z.infer<typeof ruleSchema>;
