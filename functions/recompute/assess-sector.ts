import { assess } from "../../shared/assess.ts";
import { emptyFold, withUnreadable } from "../../shared/fold.ts";
import { unfinishedOf } from "../../shared/unfinished.ts";
import { during } from "../during.ts";
import { loadPolicyFolds, loadSupply } from "../load.ts";
import type { RecomputePorts } from "../ports.ts";
import { sha256 } from "../sha256.ts";
import type { Deployment } from "./deployment.ts";
import { guarded, loadGuard, unreadableIn } from "./guard.ts";
import type { SectorRequest } from "./hold-back.ts";
import type { FirstLook } from "./look-back.ts";
import type { FoundImports } from "./marked-imports.ts";

/** Reads everything that a sector stands on, and assesses it. */
export async function assessSector(
  { policy, asOf, windowDays, isOtherWindow }: SectorRequest,
  imports: FoundImports,
  ports: RecomputePorts,
  { version }: Deployment,
): Promise<FirstLook> {
  // Another window than the policy's holds something else than what was trusted.
  const guard = isOtherWindow ? null : await loadGuard(policy, asOf, ports.provenance);
  const then = guard === null ? [] : [guard.baseline];
  const [folds, supply, refusals] = await Promise.all([
    during("reading its positions", () => loadPolicyFolds(ports.positions, policy, asOf, windowDays, then)),
    during("reading suppliers and links", () => loadSupply(ports)),
    during("reading what was refused", () => ports.refusals.of(policy.sector)),
  ]);
  const { window, fold, foldsBefore, foldsThen } = folds;
  const assessed = assess({
    policy,
    fold: withUnreadable(
      fold,
      supply.unreadable,
      refusals.unreadable,
      imports.unreadable,
      ...unreadableIn(guard),
    ),
    foldsBefore,
    suppliers: supply.suppliers,
    links: supply.links,
    window,
    refusals: refusals.rows,
    unguarded:
      guard && guarded(guard, policy, { window, fold, foldThen: foldsThen[0] ?? emptyFold(), supply }),
    unfinished: unfinishedOf(imports),
    version,
    digest: sha256,
  });
  return { policy, assessed, window, fold, supply };
}
