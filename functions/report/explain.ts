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

// Losses in days are not worked out again, and a company may have got a short name since: neither changes what is explained.
const NOT_COMPARED: ReadonlySet<string> = new Set(["contributions", "recovery", "name"]);

/** All figures that a page explains of an assessment, as they are stored: without fields that are `undefined`. */
function figuresOf({ scopes, rules, policyHash, windowEnd, positions, newestDate }: Assessment): unknown {
  const figures = { scopes, rules, policyHash, windowEnd, positions, newestDate };
  return JSON.parse(
    JSON.stringify(figures, (key, value: unknown) => (NOT_COMPARED.has(key) ? undefined : value)),
  );
}
