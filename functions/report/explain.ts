import { isDeepStrictEqual } from "node:util";
import type { ReportedSector } from "../../report/reported.ts";
import type { Assessment } from "../../shared/assessment/assessment.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import { assessRows } from "../reading/assess-rows.ts";
import type { ReportPorts } from "./ports.ts";

/**
 * What explains an assessment, made anew of the rows that are stored now: paths, moves and who stands behind them are not
 * stored with it. Where these rows give other figures, nothing is explained: figures of two states would stand side by side.
 */
export async function explain(
  stored: Assessment,
  policy: Policy,
  ports: ReportPorts,
): Promise<ReportedSector["explained"]> {
  const { assessed: again } = await assessRows(stored, policy, ports);
  return isDeepStrictEqual(figuresOf(again.assessment), figuresOf(stored))
    ? again
    : { problem: "changed-since" };
}

/** All that a page tells of an assessment, as it is stored: without fields that are `undefined`. */
function figuresOf({ scopes, rules, policyHash, windowEnd, positions, newestDate }: Assessment): unknown {
  const found = rules.map(({ contributions: _, ...finding }) => finding);
  return JSON.parse(JSON.stringify({ scopes, found, policyHash, windowEnd, positions, newestDate }));
}
