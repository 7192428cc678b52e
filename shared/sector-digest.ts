import { type Alert, isOpen, rank } from "./alert.ts";
import { type AssessmentSummary, type Trend, trendOf } from "./assessment-summary.ts";
import { daysBetween } from "./calendar.ts";
import type { Ledger } from "./ledger.ts";
import type { BrokenPolicy } from "./policies.ts";
import type { Policy } from "./policy.ts";
import type { Silence } from "./silence.ts";
import { NOTHING_UNREADABLE, type Unreadable } from "./unreadable.ts";

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
  return {
    policy,
    problem: null,
    newest,
    assessed: lastAssessment?.asOf ?? null,
    unreadable,
    trend: newest === null ? NOTHING_KNOWN.trend : trendOf(earlier, newest),
    dataAgeDays: newest?.newestDate == null ? null : daysBetween(newest.newestDate, today),
    assessedDaysAgo: lastAssessment === null ? null : daysBetween(lastAssessment.asOf, today),
    noDataSince: ledger.noDataSince,
    staleSince: ledger.staleSince,
    open: ledger.alerts.filter(isOpen).sort((a, b) => rank(b.level) - rank(a.level)),
    silences: ledger.silences,
    waiting: ledger.outbox.filter(({ bulletin }) => bulletin !== null).length,
  };
}
