import { usablePolicy } from "../../functions/runtime/usable-policy.ts";
import { type Policies, policyFor } from "../../shared/policy/policies.ts";
import type { Question } from "../../shared/unknowns/unknown.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { Cloud } from "../cloud/cloud.ts";
import { unknownsOfSector } from "../cloud/unknowns-of-sector.ts";
import { UsageError } from "../input/usage-error.ts";
import type { Questionnaire } from "../text/questionnaire.ts";

/** What each questionnaire answers. */
const ANSWERED: Record<Questionnaire["about"], readonly Question[]> = {
  inputs: ["inputs", "rest"],
  holders: ["owner", "parent", "holders"],
};

/**
 * Finds the suppliers that `list unknowns` of a sector names first, over all of its rules, of those who are asked what the
 * questionnaire is about. @throws UsageError without a sector, and where nobody is asked that.
 */
export async function decidingFirst(
  count: number,
  about: Questionnaire["about"],
  sector: SectorId | undefined,
  policies: Policies,
  cloud: Cloud,
): Promise<() => string[]> {
  if (sector === undefined) throw new UsageError("--first: say of which sector, with --sector");
  const policy = usablePolicy(policyFor(policies, sector));
  const most = Number.POSITIVE_INFINITY;
  const { unknowns } = await unknownsOfSector({ policy, rules: policy.rules, most, cloud });
  const asked = unknowns.filter(({ questions }) => questions.some((one) => ANSWERED[about].includes(one)));
  const first = [...new Set(asked.flatMap((one) => one.asked ?? []))].slice(0, count);
  if (first.length === 0)
    throw new UsageError(`--first: no answer about ${about} decides anything about a rule of ${sector}`);
  return () => first;
}
