import { isDeepStrictEqual } from "node:util";
import type { ReportedSector } from "../../report/reported.ts";
import { type Assessed, assess } from "../../shared/assessment/assess.ts";
import type { Assessment } from "../../shared/assessment/assessment.ts";
import { listingsOf } from "../../shared/policy/listings.ts";
import { listsFor } from "../../shared/policy/own-lists.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import { withUnreadable } from "../../shared/supply/fold.ts";
import { readingFrom } from "../reading/fold-source.ts";
import { loadSupply } from "../reading/load-supply.ts";
import { loadPolicyFolds } from "../reading/policy-folds.ts";
import { sha256 } from "../runtime/sha256.ts";
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
  const again = await assessAgain(stored, policy, ports);
  return isDeepStrictEqual(figuresOf(again.assessment), figuresOf(stored))
    ? again
    : { problem: "changed-since" };
}

/** All that a page tells of an assessment, as it is stored: without fields that are `undefined`. */
function figuresOf({ scopes, rules, policyHash, windowEnd, positions, newestDate }: Assessment): unknown {
  const found = rules.map(({ contributions: _, ...finding }) => finding);
  return JSON.parse(JSON.stringify({ scopes, found, policyHash, windowEnd, positions, newestDate }));
}

async function assessAgain(
  { asOf, windowDays, version, sector }: Assessment,
  policy: Policy,
  ports: ReportPorts,
): Promise<Assessed> {
  const [{ window, fold, foldsBefore }, supply, refusals] = await Promise.all([
    loadPolicyFolds(readingFrom(ports.positions), policy, asOf, windowDays),
    loadSupply(ports, asOf),
    ports.refusals.of(sector),
  ]);
  return assess({
    policy,
    fold: withUnreadable(fold, supply.unreadable, refusals.unreadable),
    foldsBefore,
    suppliers: supply.suppliers,
    listings: listingsOf(supply.suppliers, listsFor(policy)),
    links: supply.links,
    window,
    refusals: refusals.rows,
    version,
    digest: sha256,
  });
}
