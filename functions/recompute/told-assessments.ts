import type { Alert } from "../../shared/alerts/alert.ts";
import type { SectorDecision } from "../../shared/alerts/decide-sector.ts";
import type { AssessmentSummary } from "../../shared/assessment/summary.ts";
import { alertKey } from "../../shared/policy/level.ts";
import type { Day } from "../../shared/values/day.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { MOST_OF_A_DAY } from "../reading/load-benchmark.ts";
import type { ReadingPorts } from "./ports.ts";

/** An alert that is better now, with what readers were told of it last. */
interface ToldAlert extends Pick<Alert, "rule" | "group"> {
  /** Absent in what was stored before it was kept. */
  observed?: Alert["observed"] | undefined;
}

/** The alerts that are better now, by the day on which readers were last told of them. */
export function betterSince({ decisions }: SectorDecision): Map<string, ToldAlert[]> {
  const days = new Map<string, ToldAlert[]>();
  for (const { notification, previous: alert } of decisions) {
    if (alert?.lastNotified == null || (notification !== "eased" && notification !== "resolved")) continue;
    const { rule, group, lastNotified } = alert;
    const { asOf, observed } = lastNotified;
    days.set(asOf, [...(days.get(asOf) ?? []), { rule, group, observed }]);
  }
  return days;
}

/** The assessments of a day that readers were told of, each with its alerts by `alertKey`: of one with the same value, the last of the day. */
export async function assessmentsTold(
  sector: SectorId,
  day: Day,
  alerts: readonly ToldAlert[],
  { assessments }: Pick<ReadingPorts, "assessments">,
): Promise<[AssessmentSummary, string[]][]> {
  const { rows } = await assessments.recent(sector, day, MOST_OF_A_DAY);
  const ofDay = rows.filter(({ asOf }) => asOf === day);
  ofDay.sort((a, b) => (a.assessedAt < b.assessedAt ? 1 : -1));
  const found = new Map<AssessmentSummary, string[]>();
  for (const alert of alerts) {
    const told = ofDay.find((summary) => tells(summary, alert)) ?? ofDay[0];
    if (told !== undefined) found.set(told, [...(found.get(told) ?? []), alertKey(alert)]);
  }
  return [...found];
}

/** Whether an assessment found for an alert what readers were told. */
function tells({ rules }: AssessmentSummary, { rule, group, observed }: ToldAlert): boolean {
  const own = rules.find((one) => one.rule === rule && one.group === group)?.observed ?? null;
  return (
    own !== null && observed !== undefined && own.lower === observed.lower && own.upper === observed.upper
  );
}
