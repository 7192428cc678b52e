import type { Acknowledgement } from "../alerts/acknowledgement.ts";
import { type Alert, isOpen } from "../alerts/alert.ts";
import type { Silence } from "../alerts/silence.ts";
import type { AssessmentSummary } from "../assessment/summary.ts";
import { type Trend, trendOf } from "../assessment/trend.ts";
import type { Beside } from "../benchmark/beside.ts";
import type { EditedSince } from "../bulletin/sections/also-edited.ts";
import { rank } from "../policy/level.ts";
import { type BrokenPolicy, isBroken } from "../policy/policies.ts";
import type { Policy } from "../policy/policy.ts";
import type { Ledger } from "../recompute/ledger.ts";
import { NOTHING_UNREADABLE, type Unreadable } from "../supply/unreadable.ts";
import type { Unseen } from "../text/unseen.ts";
import { type Day, daysBetween } from "../values/day.ts";
import { unseenIn } from "./unseen.ts";

/** The data of a digest: the current state of a sector and its trend, or why this could not be read. */
export type DigestInput =
  | {
      policy: Policy | BrokenPolicy;
      ledger: Ledger;
      earlier: AssessmentSummary[];
      unreadable: Unreadable;
      /** What stands beside the last assessment; without it, the digest compares nothing. */
      beside?: Beside | null;
      /** What no rule measures and was edited; without it, the digest tells no edit. */
      edited?: EditedSince | null;
    }
  | { policy: Policy | BrokenPolicy; problem: string };

/** One sector in a digest. */
export interface SectorDigest {
  policy: Policy | BrokenPolicy;
  /** Why the sector could not be read; `null` when everything could. */
  problem: string | null;
  /** The last assessment; `null` when there is none. */
  newest: AssessmentSummary | null;
  /** The day of the last assessment; `null` when there is none. */
  assessed: string | null;
  /** Stored assessments that cannot be read: the newest one, or some that the trend leaves out. */
  unreadable: Unreadable;
  trend: Trend;
  /** The days from the newest position to today, and from the day of the last assessment to today. */
  dataAgeDays: number | null;
  assessedDaysAgo: number | null;
  noDataSince: Day | null;
  /** The day since which the newest position is older than the policy allows; `null` when it is not. */
  staleSince: Day | null;
  /** Why there may be more open alerts than those listed; `null` when everything was checked. */
  unseen: Unseen | null;
  /** Worst first. */
  open: Alert[];
  silences: Silence[];
  acknowledgements: Acknowledgement[];
  beside: Beside | null;
  edited: EditedSince | null;
  /** How many bulletins wait to be published. */
  waiting: number;
}

const NO_ASSESSMENT = {
  newest: null,
  assessed: null,
  unreadable: NOTHING_UNREADABLE,
  trend: { summaries: [], isWeekly: false },
  dataAgeDays: null,
  assessedDaysAgo: null,
  noDataSince: null,
  staleSince: null,
  unseen: "unread" as const,
  open: [],
  silences: [],
  acknowledgements: [],
  beside: null,
  edited: null,
  waiting: 0,
};

/** The current state of a sector. */
export function digestOf(input: DigestInput, today: Day): SectorDigest {
  const { policy } = input;
  if ("problem" in input) return { policy, ...NO_ASSESSMENT, problem: input.problem };
  const { ledger, earlier, unreadable, beside = null, edited = null } = input;
  const { lastAssessment } = ledger;
  const newest = earlier.find(({ id }) => id === lastAssessment?.id) ?? null;
  const assessed = lastAssessment?.asOf ?? null;
  const assessedDaysAgo = assessed === null ? null : daysBetween(assessed, today);
  const { noDataSince } = ledger;
  return {
    policy,
    problem: null,
    newest,
    assessed,
    unreadable,
    trend: newest === null ? NO_ASSESSMENT.trend : trendOf(earlier, newest),
    dataAgeDays: newest?.newestDate == null ? null : daysBetween(newest.newestDate, today),
    assessedDaysAgo,
    noDataSince,
    staleSince: ledger.staleSince,
    unseen: unseenIn({ isBroken: isBroken(policy), assessed, noDataSince, last: newest, assessedDaysAgo }),
    open: ledger.alerts.filter(isOpen).sort((a, b) => rank(b.level) - rank(a.level)),
    silences: ledger.silences,
    acknowledgements: ledger.acknowledgements,
    beside,
    edited,
    waiting: ledger.outbox.filter(({ bulletin }) => bulletin !== null).length,
  };
}
