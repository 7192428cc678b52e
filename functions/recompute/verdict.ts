import type { assess } from "../../shared/assess.ts";
import { type Bulletin, composeBulletin } from "../../shared/bulletin.ts";
import { type Ledger, recordDecision } from "../../shared/ledger.ts";
import type { Policy } from "../../shared/policy.ts";
import { decideSector, openAlerts, type SectorDecision } from "../../shared/sector-decision.ts";
import { claimEnd } from "./delivery.ts";

export type Assessed = ReturnType<typeof assess>;

/** What follows from a ledger and an assessment: decisions, the bulletin that tells of them, the next ledger. */
export interface Verdict {
  decision: SectorDecision;
  bulletin: Bulletin | null;
  /** The very ledger judged from when nothing about it changes. */
  next: Ledger;
}

/** Judges an assessment against the ledger. Nothing is written. */
export function judge(
  ledger: Ledger,
  policy: Policy,
  { assessment, observations }: Assessed,
  stack: string | null,
  now: Date,
): Verdict {
  const decision = decideSector(ledger, assessment, observations);
  const ledgerVersion = ledger.version + 1;
  const bulletin = composeBulletin({ policy, assessment, observations, decision, ledgerVersion, stack });
  const next = recordDecision(ledger, {
    assessment,
    alerts: openAlerts(decision),
    noDataSince: decision.noDataSince,
    bulletin,
    claimedUntil: claimEnd(now),
  });
  return { decision, bulletin, next };
}
