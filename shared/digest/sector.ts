import { type Alert, isOpen } from "../alerts/alert.ts";
import type { Silence } from "../alerts/silence.ts";
import { type AssessmentSummary, type Trend, trendOf } from "../assessment/summary.ts";
import { rank } from "../policy/level.ts";
import { type BrokenPolicy, isBroken } from "../policy/policies.ts";
import type { Policy } from "../policy/policy.ts";
import type { Ledger } from "../recompute/ledger.ts";
import { NOTHING_UNREADABLE, type Unreadable } from "../supply/unreadable.ts";
import type { Unseen } from "../text/unseen.ts";
import { daysBetween } from "../values/day.ts";
import { unseenIn } from "./unseen.ts";

/** What a digest is made of: how a sector stands and how it came there, or why that could not be read. */
export type DigestInput =
  | { policy: Policy | BrokenPolicy; ledger: Ledger; earlier: AssessmentSummary[]; unreadable: Unreadable }
  | { policy: Policy | BrokenPolicy; problem: string };

/** How one sector stands in a digest. */
export interface SectorDigest {
  policy: Policy | BrokenPolicy;
  /** Why nothing is known of it; `null` when all could be read. */
  problem: string | null;
  /** The last assessment; `null` when there is none. */
  newest: AssessmentSummary | null;
  /** The day of the last assessment; `null` when there is none. */
  assessed: string | null;
  /** Stored assessments that cannot be read: the newest, or some that the trend leaves out. */
  unreadable: Unreadable;
  trend: Trend;
  /** Days from the newest position, and from the day that was assessed last, to today. */
  dataAgeDays: number | null;
  assessedDaysAgo: number | null;
  noDataSince: string | null;
  /** Since when its newest position has been older than its policy lets it be; `null` while it is not. */
  staleSince: string | null;
  /** Why more alerts may have to be open than those that are; `null` where all was looked at. */
  unseen: Unseen | null;
  /** Worst first. */
  open: Alert[];
  silences: Silence[];
  /** How many bulletins wait to be published. */
  waiting: number;
}

const NOTHING_KNOWN = {
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
  waiting: 0,
};

/** How a sector stands today. */
export function digestOf(input: DigestInput, today: string): SectorDigest {
  const { policy } = input;
  if ("problem" in input) return { policy, ...NOTHING_KNOWN, problem: input.problem };
  const { ledger, earlier, unreadable } = input;
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
    trend: newest === null ? NOTHING_KNOWN.trend : trendOf(earlier, newest),
    dataAgeDays: newest?.newestDate == null ? null : daysBetween(newest.newestDate, today),
    assessedDaysAgo,
    noDataSince,
    staleSince: ledger.staleSince,
    unseen: unseenIn({ isBroken: isBroken(policy), assessed, noDataSince, last: newest, assessedDaysAgo }),
    open: ledger.alerts.filter(isOpen).sort((a, b) => rank(b.level) - rank(a.level)),
    silences: ledger.silences,
    waiting: ledger.outbox.filter(({ bulletin }) => bulletin !== null).length,
  };
}
