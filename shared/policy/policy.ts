import * as z from "zod";
import { unitSchema } from "../values/exposure.ts";
import { countryCodeSchema, sectorIdSchema } from "../values/identifier.ts";
import { benchmarkSchema, problemsOfBenchmark } from "./benchmark.ts";
import { LONGEST_POLICY_TITLE, lengthProblem, MOST_RULES, rulesProblem } from "./bounds.ts";
import type { CalendarDate } from "./calendar.ts";
import { countAsProblems } from "./count-as.ts";
import { floorProblem } from "./floor.ts";
import { type PolicyProblem, policyIssue } from "./problem.ts";
import type { RestrictedLists } from "./restricted-lists.ts";
import { boundedText, controlStakeSchema, ruleSchema } from "./rule.ts";
import type { Wording } from "./wording.ts";

/**
 * A sector's rules, window and unit. A subject line shows `label`, a sentence shows `title`. `controlStake` is
 * the fraction of a supplier with which a parent controls it. `unmappedSuppliers` says whether suppliers that
 * declared no inputs count in the upper bound of a look-through, or as safe. `countAs` counts countries as
 * others: `{"HK": "CN"}`. When imports remove, add or edit more than the fraction `importGuard` of the sector's
 * exposure, they must be confirmed before an alert eases. `benchmark` is a sector to be compared with.
 */
export const policySchema = z
  .strictObject({
    $schema: z.string().optional(),
    sector: sectorIdSchema,
    label: z.string().regex(/^[\x20-\x7e]{1,24}$/, "must be 1 to 24 ASCII characters: it opens the subject"),
    title: boundedText(LONGEST_POLICY_TITLE),
    unit: unitSchema,
    windowDays: z.int().positive().max(36_525).default(365),
    window: z.literal("last-period").optional(),
    staleAfterDays: z.int().positive().max(3660).optional(),
    controlStake: controlStakeSchema.default(0.5),
    growth: z.number().min(1).max(1_000_000).default(2),
    importGuard: z.number().gt(0).max(1).optional(),
    unmappedSuppliers: z.enum(["safe", "unknown"]).default("unknown"),
    countAs: z.record(countryCodeSchema, countryCodeSchema).optional(),
    benchmark: benchmarkSchema.optional(),
    rules: z.array(ruleSchema).min(1).meta({ maxItems: MOST_RULES }),
  })
  .superRefine(({ sector, title, unit, rules, countAs = {}, benchmark }, context) => {
    const add = (problem: PolicyProblem) => context.addIssue(policyIssue(problem));
    const refuse = (field: string, message: string | null) => {
      if (message !== null) add({ path: [field], message });
    };
    refuse("title", lengthProblem(title, LONGEST_POLICY_TITLE));
    refuse("rules", rulesProblem(rules.length));
    if (benchmark !== undefined)
      for (const problem of problemsOfBenchmark(benchmark, sector, countAs)) add(problem);
    for (const problem of countAsProblems(countAs, rules)) add(problem);
    const seen = new Set<string>();
    for (const [index, { id, atLeast }] of rules.entries()) {
      const floor = atLeast === undefined ? null : floorProblem(atLeast, unit);
      if (floor !== null) add({ path: ["rules", index, "atLeast"], message: floor, tellsValue: true });
      const path = ["rules", index, "id"];
      if (seen.has(id)) add({ path, message: `"${id}" is used twice`, tellsValue: true });
      seen.add(id);
    }
  });

/** A policy, with the restricted lists, the wording and the dates of the calendar of its folder where the folder has such files. */
export type Policy = z.infer<typeof policySchema> & {
  restrictedLists?: RestrictedLists;
  wording?: Wording;
  calendar?: CalendarDate[];
};
