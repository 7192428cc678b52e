import type { Alert } from "../shared/alerts/alert.ts";
import type { HistoryRecord } from "../shared/alerts/history.ts";
import type { Assessed } from "../shared/assessment/assess.ts";
import type { Assessment } from "../shared/assessment/assessment.ts";
import type { AssessmentSummary } from "../shared/assessment/summary.ts";
import type { Beside } from "../shared/benchmark/beside.ts";
import type { BrokenPolicy } from "../shared/policy/policies.ts";
import type { Policy } from "../shared/policy/policy.ts";
import type { Ledger } from "../shared/recompute/ledger.ts";
import type { CommandPlace } from "../shared/text/command.ts";
import type { Day } from "../shared/values/day.ts";
import type { RuleId, SectorId } from "../shared/values/identifier.ts";
import type { Bounds } from "../shared/values/interval.ts";
import type { Html } from "./html.ts";

/** What the page is made of. */
export interface ReportInput {
  sectors: SectorInput[];
  /** The sectors without a policy, of which something is stored; or why they are not known. */
  unwatched: UnwatchedSector[] | { problem: string };
  /** When the page was made, as an ISO instant. */
  madeAt: string;
  /** The version of Chokepoint. */
  version: string;
  /** Where the commands on the page work. */
  place: CommandPlace;
  /** What the page also holds while it is served; absent in a file. */
  live?: LiveParts;
}

/** What only a page that is served can offer. */
export interface LiveParts {
  /** The ways to its other pages. */
  navigation: Html;
  /** What can be done about an open alert. */
  alertLinks(sector: SectorId, alert: Alert): Html;
}

/** A sector without a policy: how many of its alerts are open, or why that could not be read. */
export type UnwatchedSector = { sector: SectorId } & ({ open: number } | { problem: string });

/** What is known of a sector, or why it could not be read. */
export type SectorInput = ReportedSector | { policy: Policy | BrokenPolicy; problem: string };

/** What is known of a sector. */
export interface ReportedSector {
  policy: Policy | BrokenPolicy;
  ledger: Ledger;
  /** The last assessment, as it is stored; `null` when there is none. Every figure on the page is from it. */
  assessment: Assessment | null;
  /** What explains the assessment, made anew of the stored rows; or why it is not to be had. */
  explained: Assessed | { problem: Unexplained };
  /** What stands beside it; `null` without a benchmark, or without an assessment. */
  beside: Beside | null;
  /** The stored assessments of the last year, oldest first. */
  summaries: AssessmentSummary[];
  /** What happened to the alerts, oldest first. */
  events: HistoryRecord[];
  /** Values of the days before the first stored assessment, computed from the positions of today. */
  computed: ComputedPoint[];
  /** How many stored things about its past could not be read. */
  unreadable: number;
}

/** Why an assessment cannot be explained. */
export type Unexplained = "never-assessed" | "broken-policy" | "changed-since" | "too-large";

/** The value of a rule on a day before the first stored assessment. */
export interface ComputedPoint {
  rule: RuleId;
  group: string | null;
  asOf: Day;
  observed: Bounds | null;
}
