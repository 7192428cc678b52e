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

/**
 * What both assessments have worked out, as it is stored: without fields that are `undefined`. Losses in days are not worked out
 * again, and nothing that explains an assessment depends on stock or recovery.
 */
function figuresOf({ scopes, rules, policyHash, windowEnd, positions, newestDate }: Assessment): unknown {
  const found = rules.map(({ contributions: _, ...finding }) => finding);
  const measured = scopes.map((scope) =>
    "empty" in scope ? scope : { ...scope, removals: scope.removals.map(({ recovery: _, ...one }) => one) },
  );
  return JSON.parse(JSON.stringify({ measured, found, policyHash, windowEnd, positions, newestDate }));
}
