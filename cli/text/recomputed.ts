import { isOpen } from "../../shared/alerts/alert.ts";
import type { Assessment } from "../../shared/assessment/assessment.ts";
import { unknownNameText } from "../../shared/assessment/unknown-names.ts";
import { unseenIn } from "../../shared/digest/unseen.ts";
import { type Policies, policyFor } from "../../shared/policy/policies.ts";
import type { AlertStatus } from "../../shared/recompute/alert-status.ts";
import {
  isInParts,
  isOfPast,
  type SectorAnswer,
  type SectorInParts,
  type SectorResult,
} from "../../shared/recompute/result.ts";
import { belowFloorLines, type FloorsFound } from "../../shared/text/below-floor.ts";
import type { CommandPlace } from "../../shared/text/command.ts";
import { money } from "../../shared/text/money.ts";
import { windowText } from "../../shared/text/window.ts";
import { noun } from "../../shared/values/count.ts";
import { indented } from "../terminal/output.ts";
import { alertLines, besideOpen, illustrativeMark, lackLines } from "./alerts.ts";

const INDENT = 2;

/** What a recompute of a sector answered. */
export function answerLines(answer: SectorAnswer, policies: Policies, place: CommandPlace): string[] {
  return isInParts(answer) ? inPartsLines(answer) : sectorLines(answer, policies, place);
}

/** What a recompute found in one sector, for a terminal. */
function sectorLines(result: SectorResult, policies: Policies, place: CommandPlace): string[] {
  const { sector, assessment, alerts, bulletin, problems = [], notWritten, benchmark } = result;
  const { asOf, positions, unit, illustrative } = assessment;
  const exposure = money(assessment.scopes[0]?.exposure ?? 0, unit);
  const nothing =
    notWritten !== undefined && isOfPast(notWritten) ? "nothing is sent" : "nothing new to send";
  const sent = bulletin === null ? nothing : `${sendText(bulletin.published)}: ${bulletin.subject}`;
  return [
    `${sector}  as of ${asOf}, ${windowText(assessment)}: ${exposure} in ${positions} ${noun(positions, "position")}${illustrativeMark(illustrative)}`,
    ...lackLines(assessment, place).map((line) => `  ${line}`),
    ...problems.map((problem) => `  note: ${problem}`),
    ...indented(shownAlerts(result, policies), INDENT),
    ...indented(belowFloorLines(withoutOpen(assessment, alerts), policyFor(policies, sector)), INDENT),
    ...(benchmark === undefined ? [] : indented(besideOpen(benchmark, assessment, alerts), INDENT)),
    ...assessment.unknownNames.map((one) => `  not found: ${unknownNameText(one)}`),
    `  ${sent}${notWritten === undefined ? "" : ` (${notWritten}: ${notWritten === "kept as history" ? "nothing was decided" : "nothing was written"})`}`,
    "",
  ];
}

/** The alerts of an answer, under a heading when they are not what this run decided. */
function shownAlerts(result: SectorResult, policies: Policies): string[] {
  const { sector, assessment, alerts, alertsOf, figuresChanged } = result;
  const heading = decisionHeading(result);
  if (heading === null) {
    const look = { isBroken: false, assessed: assessment.asOf, noDataSince: null, assessedDaysAgo: null };
    return alertLines(sector, alerts, policies, {
      unseen: unseenIn({ ...look, last: assessment }),
      decided: assessment.asOf,
    });
  }
  const rows =
    alerts.length === 0
      ? ["no open alert"]
      : alertLines(sector, alerts, policies, { decided: alertsOf?.asOf ?? null });
  return [...(figuresChanged === undefined ? [] : [FIGURES_CHANGED]), heading, ...indented(rows, INDENT)];
}

const FIGURES_CHANGED =
  "note: these figures are not those of then (other data, policy, window or version); each alert has the value that it was decided on";

/** The findings that have no open alert: a run that decides nothing may find a group below a floor while its alert stands. */
function withoutOpen({ asOf, unit, rules }: Assessment, alerts: readonly AlertStatus[]): FloorsFound {
  const open = new Set(alerts.filter(isOpen).map(({ rule, group }) => JSON.stringify([rule, group])));
  return { asOf, unit, rules: rules.filter(({ rule, group }) => !open.has(JSON.stringify([rule, group]))) };
}

/** A sector that is too large for one function: what was started instead. */
function inPartsLines({ sector, inParts: { execution, parts } }: SectorInParts): string[] {
  const functions = `${parts} ${noun(parts, "part is", "parts are")}`;
  return [
    `${sector}  is too large for one function: ${functions} folded by others, and then it is recomputed`,
    `  started: ${execution}`,
    "",
  ];
}

function sendText(published: boolean): string {
  return published ? "sent" : "would send";
}

/** Which decision the alerts of an answer are of; `null` when it is the decision of the run itself. */
function decisionHeading({
  assessment: { asOf },
  alertsOf,
  notWritten,
}: Pick<SectorResult, "assessment" | "alertsOf" | "notWritten">): string | null {
  const isPast = notWritten !== undefined && isOfPast(notWritten);
  if (alertsOf === undefined) return isPast ? "alerts of the last decision, not of this day:" : null;
  if (alertsOf === null) {
    return isPast ? "no decision up to this day is stored; a first run as of it would find:" : null;
  }
  if (alertsOf.asOf !== asOf)
    return `alerts as decided as of ${alertsOf.asOf}, the last decision up to this day:`;
  return isPast ? "alerts as they were decided as of this day:" : null;
}
