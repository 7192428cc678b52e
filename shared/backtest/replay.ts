import type { SectorDecision } from "../alerts/decide-sector.ts";
import type { Remembered } from "../alerts/remembered.ts";
import { assess } from "../assessment/assess.ts";
import type { Assessment } from "../assessment/assessment.ts";
import { type AssessmentSummary, summarize } from "../assessment/summary.ts";
import { MOST_EARLIER, trendOf } from "../assessment/trend.ts";
import { type Bulletin, composeBulletin } from "../bulletin/bulletin.ts";
import type { Refusal } from "../imports/refusal.ts";
import type { Listings } from "../policy/listings.ts";
import type { Policy } from "../policy/policy.ts";
import { daysLookedBack, windowEnd, windowsOf } from "../policy/windows.ts";
import { decideAssessed, rememberedAfter } from "../recompute/decide-assessed.ts";
import { emptyLedger } from "../recompute/ledger.ts";
import { type Fold, withUnreadable } from "../supply/fold.ts";
import type { Links } from "../supply/link.ts";
import type { Suppliers } from "../supply/supplier.ts";
import type { Unreadable } from "../supply/unreadable.ts";
import type { Day, Window } from "../values/day.ts";

/** The data of a replay. Positions and restricted lists are dated; suppliers and links are the same for every day. */
export interface ReplayInput {
  policy: Policy;
  /** The days of the runs, in ascending order. */
  days: string[];
  /** The newest date of a position up to a day; `null` where no position has one. */
  newestDate: (asOf: Day) => string | null;
  /**
   * The fold of a window: of each that `windowsOf` names for a day and its `windowEnd`. The windows of one day are asked for
   * before those of the next, and the folds of a day are not used after it.
   */
  foldOf: (window: Window) => Fold;
  suppliers: Suppliers;
  listings: Listings;
  links: Links;
  /** Suppliers and links that could not be read: one is enough to make every run incomplete. */
  unreadable: Unreadable;
  /**
   * Today's records of refused rows. They make every run incomplete, since it is not known when the rows were
   * dated.
   */
  refusals?: Refusal[];
  version: string;
  digest: (text: string) => string;
}

/** One run of a replay: what it found and decided, and the bulletin that it would have sent, or `null`. */
export interface ReplayRun
  extends Pick<
    Assessment,
    "asOf" | "positions" | "incomplete" | "unreadable" | "refused" | "illustrative" | "policyHash"
  > {
  assessment: string;
  decision: SectorDecision;
  bulletin: Bulletin | null;
}

/**
 * Runs a policy for each day, one after the other, as the recompute function would have. Each run continues
 * from the ledger of the one before, and the first one from an empty ledger. There are no silences. Texts say
 * what moved since the run before. They leave out which import caused it, and what moved since readers were
 * last told, because this needs stored assessments.
 */
export function* replay(input: ReplayInput): Generator<ReplayRun> {
  const { policy, days } = input;
  let remembered: Remembered = emptyLedger(policy.sector);
  let previous: Assessment | null = null;
  let earlier: AssessmentSummary[] = [];
  for (const [at, asOf] of days.entries()) {
    const assessed = assessDay(input, asOf);
    const { assessment } = assessed;
    const decision = decideAssessed(remembered, policy, assessed);
    const summary = summarize(assessment, new Date(asOf));
    const bulletin = composeBulletin({
      policy,
      assessed,
      previous,
      earlier,
      trend: trendOf(earlier, summary),
      decision,
      ledgerVersion: at + 1,
      place: null,
    });
    remembered = rememberedAfter(decision, assessment);
    previous = assessment;
    earlier = [summary, ...earlier].slice(0, MOST_EARLIER);
    yield runOf(assessment, decision, bulletin);
  }
}

function assessDay({ days: _, newestDate, foldOf, unreadable, ...rest }: ReplayInput, asOf: Day) {
  const { policy } = rest;
  const end = windowEnd(policy, asOf, newestDate(asOf));
  const [window, ...windowsBefore] = windowsOf(policy, asOf, policy.windowDays, end);
  const fold = foldOf(window);
  const daysBefore = daysLookedBack(policy);
  return assess({
    ...rest,
    isOneOfMany: true,
    window,
    fold: withUnreadable(fold, unreadable),
    foldsBefore: new Map(windowsBefore.map((before, at) => [daysBefore[at] ?? 0, foldOf(before)])),
  });
}

function runOf(assessment: Assessment, decision: SectorDecision, bulletin: Bulletin | null): ReplayRun {
  const { id, asOf, positions, incomplete, unreadable, refused, illustrative, policyHash } = assessment;
  return {
    assessment: id,
    asOf,
    positions,
    incomplete,
    unreadable,
    ...(refused === undefined ? {} : { refused }),
    illustrative,
    policyHash,
    decision,
    bulletin,
  };
}
