import { type Assessed, assess } from "../../shared/assessment/assess.ts";
import { unfinishedOf } from "../../shared/imports/unfinished.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import type { SectorRequest } from "../../shared/recompute/hold-back.ts";
import { emptyFold, type Fold, withUnreadable } from "../../shared/supply/fold.ts";
import type { Window } from "../../shared/values/day.ts";
import { guarded, loadGuard, unreadableIn } from "../reading/guard.ts";
import { loadSupply, type Supply } from "../reading/load-supply.ts";
import type { FoundImports } from "../reading/marked-imports.ts";
import { loadPolicyFolds } from "../reading/policy-folds.ts";
import type { Deployment } from "../runtime/deployment.ts";
import { during } from "../runtime/during.ts";
import { sha256 } from "../runtime/sha256.ts";

import type { ReadingPorts } from "./ports.ts";

/** What a run found of a sector, and what it was made of. */
export interface AssessedSector {
  policy: Policy;
  assessed: Assessed;
  window: Window;
  fold: Fold;
  supply: Supply;
}

/** Reads all data of a sector, and assesses it. */
export async function assessSector(
  { policy, asOf, windowDays, isOtherWindow }: SectorRequest,
  imports: FoundImports,
  ports: ReadingPorts,
  { version }: Deployment,
): Promise<AssessedSector> {
  // The trusted state has the policy's window: another window cannot be compared with it.
  const guard = isOtherWindow ? null : await loadGuard(policy, asOf, ports.provenance);
  const then = guard === null ? [] : [guard.baseline];
  const [folds, supply, refusals] = await Promise.all([
    during("reading its positions", () => loadPolicyFolds(ports.folds, policy, asOf, windowDays, then)),
    during("reading suppliers and links", () => loadSupply(ports)),
    during("reading what was refused", () => ports.refusals.of(policy.sector)),
  ]);
  const { window, fold, foldsBefore, foldsThen } = folds;
  const alsoUnreadable = [supply, refusals, imports].map(({ unreadable }) => unreadable);
  const foldThen = foldsThen[0] ?? emptyFold();
  const assessed = assess({
    policy,
    fold: withUnreadable(fold, ...alsoUnreadable, ...unreadableIn(guard)),
    foldsBefore,
    suppliers: supply.suppliers,
    links: supply.links,
    window,
    refusals: refusals.rows,
    unguarded: guard && guarded(guard, policy, { window, fold, foldThen, supply }),
    unfinished: unfinishedOf(imports),
    version,
    digest: sha256,
  });
  return { policy, assessed, window, fold, supply };
}
