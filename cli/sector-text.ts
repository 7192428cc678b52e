import type { AlertStatus, SectorResult } from "../functions/recompute/result.ts";
import { policies } from "../shared/policies.ts";
import { unknownNameText } from "../shared/unknown-names.ts";
import { intervalText, limitText, money } from "../shared/wording.ts";
import { coloured, columns } from "./output.ts";

/** What a recompute found in one sector, for a terminal. */
export function sectorLines({ sector, assessment, alerts, bulletin, notWritten }: SectorResult): string[] {
  const { asOf, windowDays, positions, unit, illustrative } = assessment;
  const exposure = money(assessment.scopes[0]?.exposure ?? 0, unit);
  const sent =
    bulletin === null ? "nothing new to send" : `${sendText(bulletin.published)}: ${bulletin.subject}`;
  return [
    `${sector}  as of ${asOf}, ${windowDays} days: ${exposure} in ${positions} position${positions === 1 ? "" : "s"}${illustrativeMark(illustrative)}`,
    ...alertLines(sector, alerts).map((line) => `  ${line}`),
    ...assessment.unknownNames.map((one) => `  not found: ${unknownNameText(one)}`),
    `  ${sent}${notWritten === undefined ? "" : ` (${notWritten}: ${notWritten === "kept as history" ? "nothing was decided" : "nothing was written"})`}`,
    "",
  ];
}

/** What stands beside a sector whose data is an example. */
export function illustrativeMark(share: number): string {
  return share > 0 ? "  (illustrative data)" : "";
}

/** One line per alert: level, title, what was observed, its limit, and what happened. */
export function alertLines(sector: string, alerts: AlertStatus[]): string[] {
  if (alerts.length === 0) return ["every rule inside its limits"];
  const rows = alerts.map((alert) => [
    alert.level,
    ruleTitle(sector, alert),
    observedText(sector, alert),
    (alert.event ?? `since ${alert.since}`) +
      (alert.silencedUntil === null ? "" : `, silenced until ${alert.silencedUntil}`),
  ]);
  return columns(rows).map((line, index) => {
    const level = alerts[index]?.level ?? "none";
    return coloured(level, line.slice(0, level.length)) + line.slice(level.length);
  });
}

function sendText(published: boolean): string {
  return published ? "sent" : "would send";
}

function ruleTitle(sector: string, { rule, group, reason }: AlertStatus): string {
  if (rule === null) return reason;
  const title = ruleOf(sector, rule)?.title ?? rule;
  return group === null ? title : `${title} (${group})`;
}

function observedText(sector: string, { rule, observed, limit }: AlertStatus): string {
  const measure = rule === null ? undefined : ruleOf(sector, rule)?.measure;
  if (measure === undefined || observed === null || limit === null) return "";
  return `${intervalText(measure, observed, limit)}, limit ${limitText(measure, limit)}`;
}

function ruleOf(sector: string, rule: string) {
  return policies.get(sector)?.rules.find(({ id }) => id === rule);
}
