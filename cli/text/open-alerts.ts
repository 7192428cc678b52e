import type { Assessment } from "../../shared/assessment/assessment.ts";
import type { Beside } from "../../shared/benchmark/beside.ts";
import { unseenIn } from "../../shared/digest/unseen.ts";
import { isBroken, type Policies, policyFor } from "../../shared/policy/policies.ts";
import { openStatuses } from "../../shared/recompute/alert-status.ts";
import type { Ledger } from "../../shared/recompute/ledger.ts";
import { belowFloorLines } from "../../shared/text/below-floor.ts";
import type { CommandPlace } from "../../shared/text/command.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { indented } from "../terminal/output.ts";
import { alertLines, besideOpen, illustrativeMark, lackLines } from "./alerts.ts";
import { silenceLine } from "./quiet-lines.ts";

/** The state of a sector; when its ledger cannot be read, only the reason. */
export type OpenAlerts = SectorStanding | { sector: SectorId; problem: string };

interface SectorStanding {
  ledger: Ledger;
  /** The last one; `null` when there is none, or it cannot be read. */
  assessment: Assessment | null;
  /** What stands beside it; `null` without a benchmark, or without an assessment. */
  beside: Beside | null;
  /** `false` of a sector that the stack does not have. */
  isInStack: boolean;
  /** Why it cannot be read, or why the sector is not watched. The alerts are in the ledger in any case. */
  problems: string[];
}

/** The state of a sector, for a terminal: its open alerts and silences, and why they may be incomplete. */
export function openAlertsLines(found: OpenAlerts, policies: Policies, place: CommandPlace): string[] {
  if ("problem" in found) {
    return [`${found.sector}  whether an alert is open is not known: ${found.problem}`, ""];
  }
  const { ledger, assessment, beside, isInStack, problems } = found;
  const { sector, lastAssessment, silences, outbox } = ledger;
  const silenced = silences.map((silence) => `silenced ${silenceLine(silence, { sector, policies })}`);
  const notes = problems.map((problem) => `note: ${problem}`);
  if (lastAssessment === null) {
    return [
      `${sector}  ${isInStack ? "was never recomputed" : "is not in the stack"}`,
      ...indented([...notes, ...silenced], 2),
      "",
    ];
  }
  const unpublished = outbox.flatMap(({ bulletin }) =>
    bulletin === null ? [] : `not published yet: ${bulletin.subject}`,
  );
  return [
    `${sector}  as of ${lastAssessment.asOf}${illustrativeMark(assessment?.illustrative ?? 0)}`,
    ...indented(
      [
        ...notes,
        ...(assessment === null ? [] : lackLines(assessment, place)),
        ...ageLines(ledger),
        ...openLines(found, lastAssessment.asOf, policies),
        ...(assessment === null ? [] : belowFloorLines(assessment, policyFor(policies, sector))),
        ...(beside === null || assessment === null
          ? []
          : besideOpen(beside, assessment, openStatuses(ledger))),
        ...silenced,
        ...unpublished,
      ],
      2,
    ),
    "",
  ];
}

/** Lines about missing or old data. */
function ageLines({ noDataSince, staleSince, lastAssessment }: Ledger): string[] {
  const newestDate = lastAssessment?.newestDate ?? null;
  const newest = newestDate === null ? "" : `: the newest position is of ${newestDate}`;
  return [
    ...(noDataSince === null ? [] : [`no data since ${noDataSince}: no rule is checked, nothing resolves`]),
    ...(staleSince === null ? [] : [`data stale since ${staleSince}${newest}`]),
  ];
}

function openLines({ ledger, assessment }: SectorStanding, assessed: string, policies: Policies): string[] {
  const { sector, noDataSince } = ledger;
  const statuses = openStatuses(ledger);
  if (noDataSince !== null && statuses.length === 0) return [];
  const isUnusable = isBroken(policyFor(policies, sector));
  // The first line has the day of the assessment, so its age is not needed here.
  const look = { isBroken: isUnusable, assessed, last: assessment, assessedDaysAgo: null, noDataSince };
  return alertLines(sector, statuses, policies, { unseen: unseenIn(look), decided: assessed });
}
