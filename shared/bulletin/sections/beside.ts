import type { Assessed } from "../../assessment/assess.ts";
import type { Observation } from "../../assessment/observation.ts";
import type { Beside } from "../../benchmark/beside.ts";
import { comparedOf } from "../../benchmark/comparable.ts";
import type { Wording } from "../../policy/wording.ts";
import { besideLines } from "../../text/beside.ts";
import { indent } from "../../text/lines.ts";

// Most rules of a sector ask about the same countries; more than two comparisons hide the news.
const MOST_COMPARED = 2;

/** What stands beside the told rules of a sector with a benchmark: how much is made in the same countries there. */
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
