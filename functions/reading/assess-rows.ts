import { type Assessed, assess } from "../../shared/assessment/assess.ts";
import { listingsOf } from "../../shared/policy/listings.ts";
import { listsFor } from "../../shared/policy/own-lists.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import { withUnreadable } from "../../shared/supply/fold.ts";
import type { Unreadable } from "../../shared/supply/unreadable.ts";
import type { Day } from "../../shared/values/day.ts";
import type { RefusalStore } from "../ports/feeds.ts";
import type { HoldingStore, LinkStore, PositionStore, SupplierStore } from "../ports/supply.ts";
import { sha256 } from "../runtime/sha256.ts";
import { readingFrom } from "./fold-source.ts";
import { loadSupply } from "./load-supply.ts";
import { loadPolicyFolds } from "./policy-folds.ts";

/** The rows that an assessment is made of. */
export interface AssessedRows {
  positions: PositionStore;
  suppliers: SupplierStore;
  links: LinkStore;
  /** Absent where there is no table of holdings. */
  holdings?: HoldingStore;
  refusals: RefusalStore;
}

/** Assesses a sector by the rows that are stored now, as of a day; and what of them could not be read. Nothing is stored. */
export async function assessRows(
  { asOf, windowDays, version }: { asOf: Day; windowDays: number; version: string },
  policy: Policy,
  rows: AssessedRows,
): Promise<{ assessed: Assessed; unreadable: Unreadable }> {
  const [{ window, fold, foldsBefore }, supply, refusals] = await Promise.all([
    loadPolicyFolds(readingFrom(rows.positions), policy, asOf, windowDays),
    loadSupply(rows),
    rows.refusals.of(policy.sector),
  ]);
  const assessed = assess({
    policy,
    fold: withUnreadable(fold, supply.unreadable, refusals.unreadable),
    foldsBefore,
    suppliers: supply.suppliers,
    listings: listingsOf(supply.suppliers, listsFor(policy)),
    links: supply.links,
    window,
    refusals: refusals.rows,
    isOneOfMany: true,
    version,
    digest: sha256,
  });
  return { assessed, unreadable: supply.unreadable };
}
