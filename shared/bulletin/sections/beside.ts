import type { Assessed } from "../../assessment/assess.ts";
import type { Observation } from "../../assessment/observation.ts";
import type { Beside } from "../../benchmark/beside.ts";
import { comparedOf } from "../../benchmark/comparable.ts";
import type { Wording } from "../../policy/wording.ts";
import { besideLines } from "../../text/beside.ts";
import { indent } from "../../text/lines.ts";

// The first rule leads the e-mail. The page has all comparisons.
const MOST_COMPARED = 1;

/** What stands beside the first told rule that can be compared, in a sector with a benchmark. */
export function besideSection(
  told: readonly Observation[],
  { assessment }: Pick<Assessed, "assessment">,
  beside: Beside | null,
  { besideMarket }: Wording,
): string[] {
  const rules = told.flatMap(({ rule, group, observed }) =>
    observed === null || comparedOf(rule.measure) === null ? [] : [{ rule: rule.id, group }],
  );
  if (beside === null || rules.length === 0) return [];
  const lines = besideLines(beside, assessment, rules, MOST_COMPARED);
  return lines.length === 0 ? [] : [besideMarket, ...lines.map(indent)];
}
