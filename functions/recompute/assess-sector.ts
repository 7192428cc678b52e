import { type Assessed, assess } from "../../shared/assessment/assess.ts";
import type { Basis } from "../../shared/imports/basis.ts";
import type { MissingImport } from "../../shared/imports/missing.ts";
import { unfinishedOf } from "../../shared/imports/unfinished.ts";
import { type Listings, listingsOf } from "../../shared/policy/listings.ts";
import { listsFor } from "../../shared/policy/own-lists.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import type { SectorRequest } from "../../shared/recompute/hold-back.ts";
import type { Ledger } from "../../shared/recompute/ledger.ts";
import { emptyFold, type Fold, withUnreadable } from "../../shared/supply/fold.ts";
import type { Window } from "../../shared/values/day.ts";
import { guarded, loadGuard, unreadableIn } from "../reading/guard.ts";
import { loadSupply, type Supply } from "../reading/load-supply.ts";
import type { FoundImports } from "../reading/marked-imports.ts";
import { loadLastBasis, loadMissing } from "../reading/missing.ts";
import { loadPolicyFolds } from "../reading/policy-folds.ts";
import type { Deployment } from "../runtime/deployment.ts";
import { during } from "../runtime/during.ts";
import { sha256 } from "../runtime/sha256.ts";

import type { ReadingPorts } from "./ports.ts";

/** What a reading begins from. */
export interface Start {
  ledger: Ledger;
  imports: FoundImports;
}

/** What a run found of a sector, and what it was made of. */
export interface AssessedSector {
  policy: Policy;
  assessed: Assessed;
  window: Window;
  fold: Fold;
  supply: Supply;
  /** Who is on which restricted list. */
  listings: Listings;
  /** What has left the sector without an import. */
  missing: MissingImport[];
  /** When the reading began: all of what was imported until then is in it. */
  readAt: Date;
}

/** Reads all data of a sector, and assesses it. */
export async function assessSector(
  request: SectorRequest,
  { ledger, imports }: Start,
  ports: ReadingPorts,
  { version }: Deployment,
): Promise<AssessedSector> {
  const readAt = ports.now();
  const { policy, asOf, windowDays, isOtherWindow } = request;
  // The trusted state has the policy's window: another window cannot be compared with it.
  const guard = isOtherWindow ? null : await loadGuard(policy, asOf, ports.provenance);
  const last = await loadLastBasis(request, ledger, guard, ports);
  const then = [guard?.baseline ?? [], last ?? []].flat();
  const [folds, supply, refusals] = await Promise.all([
    during("reading its positions", () => loadPolicyFolds(ports.folds, policy, asOf, windowDays, then)),
    during("reading suppliers and links", () => loadSupply(ports, asOf)),
    during("reading what was refused", () => ports.refusals.of(policy.sector)),
  ]);
  const { window, fold, foldsBefore, foldsThen } = folds;
  const alsoUnreadable = [supply, refusals, imports].map(({ unreadable }) => unreadable);
  const foldOf = (basis: Basis) => foldsThen[then.indexOf(basis)] ?? emptyFold();
  const missing =
    last === null
      ? []
      : await loadMissing({ basis: last, there: foldOf(last), fold, ended: imports.ended }, ports);
  const listings = listingsOf(supply.suppliers, listsFor(policy));
  const { suppliersEver } = supply;
  const listingsEver =
    suppliersEver === supply.suppliers ? listings : listingsOf(suppliersEver, listsFor(policy));
  const assessed = assess({
    policy,
    fold: withUnreadable(fold, ...alsoUnreadable, ...unreadableIn(guard)),
    foldsBefore,
    suppliers: suppliersEver,
    listings: listingsEver,
    links: supply.links,
    window,
    refusals: refusals.rows,
    unguarded: guard && guarded(guard, policy, { window, fold, foldThen: foldOf(guard.baseline), supply }),
    missing,
    unfinished: unfinishedOf(imports),
    version,
    digest: sha256,
  });
  return { policy, assessed, window, fold, supply, listings, missing, readAt };
}
