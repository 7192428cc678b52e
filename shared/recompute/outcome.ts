import type { SectorDecision } from "../alerts/decide-sector.ts";
import type { Assessed } from "../assessment/assess.ts";
import type { Assessment } from "../assessment/assessment.ts";
import type { ShownSince } from "../assessment/look-back.ts";
import { type AssessmentSummary, summarize } from "../assessment/summary.ts";
import { trendOf } from "../assessment/trend.ts";
import type { RunEvidence } from "../attribution/evidence.ts";
import type { Beside } from "../benchmark/beside.ts";
import { type Bulletin, composeBulletin, newsOfRun } from "../bulletin/bulletin.ts";
import type { LostPast } from "../bulletin/lost-past.ts";
import { composeEvents } from "../bus/compose-events.ts";
import type { Policy } from "../policy/policy.ts";
import type { CommandPlace } from "../text/command.ts";
import { claimEnd } from "../values/claim.ts";
import { decideAssessed, rememberedAfter } from "./decide-assessed.ts";
import { recordsOf } from "./history-records.ts";
import type { Ledger } from "./ledger.ts";
import { recordDecision } from "./next-ledger.ts";

/** What follows from a ledger and an assessment: decisions, their bulletin, the next ledger. */
export interface Outcome {
  decision: SectorDecision;
  bulletin: Bulletin | null;
  /** The same object as the old ledger when nothing has changed. */
  next: Ledger;
}

/** What an outcome depends on. */
export interface OutcomeInput {
  policy: Policy;
  assessed: Assessed;
  /** The last assessment before this one, if any. */
  previous: Assessment | null;
  /** The evidence for why alerts moved. */
  evidence: RunEvidence;
  /** Summaries of earlier assessments. */
  earlier: AssessmentSummary[];
  /** What could not be read of earlier runs. */
  lost: LostPast;
  /** At a first look: the day since which each alert has crossed its limit, as far as positions show it. */
  crossed: ReadonlyMap<string, ShownSince>;
  /** What stands beside the sector; `null` without a benchmark. */
  beside: Beside | null;
  place: CommandPlace;
  now: Date;
}

/** Decides what follows from an assessment and the ledger. Nothing is written. */
export function decideOutcome(
  ledger: Ledger,
  { policy, assessed, previous, evidence, earlier, lost, crossed, beside, place, now }: OutcomeInput,
): Outcome {
  const { assessment } = assessed;
  const decision = decideAssessed(ledger, policy, assessed);
  const told = {
    policy,
    assessed,
    previous,
    earlier,
    evidence,
    trend: trendOf(earlier, summarize(assessment, now)),
    lost,
    decision,
    crossed,
    beside,
    ledgerVersion: ledger.version + 1,
    place,
  };
  const news = newsOfRun(told);
  const bulletin = composeBulletin(told, news);
  const next = recordDecision(ledger, {
    remembered: rememberedAfter(decision, assessment),
    bulletin,
    events:
      bulletin === null
        ? []
        : composeEvents({
            ...{ policy, assessed, news, decision },
            ...{ bulletinId: bulletin.id, page: bulletin.page?.address ?? null },
          }),
    records: recordsOf(decision, {
      asOf: assessment.asOf,
      now,
      assessment: assessment.id,
      bulletin: bulletin?.id ?? null,
    }),
    decidedAt: now,
    claimedUntil: claimEnd(now),
  });
  return { decision, bulletin, next };
}
