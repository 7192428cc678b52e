import { Annotations, Duration } from "aws-cdk-lib";
import { Stats, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { metricNames, watchMetricNames } from "../../shared/contract/metrics.ts";
import type { SectorSchedule } from "../config/deployment.ts";
import { heartbeatOf, longestHours } from "../config/heartbeat.ts";
import { NOTHING_HAPPENED, type OperatorAlarms } from "./operator-alarms.ts";
import { ownMetric } from "./own-metric.ts";

// The watchdog looks twice in this time.
const WATCHDOG_PERIOD = Duration.minutes(30);

/**
 * An alarm for a sector that is not recomputed, also when nothing runs at all. A schedule that may leave a week
 * between two runs gets no alarm: then only the watchdog reports a missing run, after `staleAfterDays` days.
 */
export function watchSector(
  alarms: OperatorAlarms,
  { sector, expression, gaps }: SectorSchedule,
  staleAfterDays: number,
): void {
  const heartbeat = heartbeatOf(gaps);
  if (heartbeat === null) {
    const reason = `${expression} may leave a week between two runs of ${sector}, and CloudWatch looks back no further`;
    Annotations.of(alarms.scope).addInfo(
      `${reason}: that a run is missing is told by the watchdog alone, after ${staleAfterDays} days`,
    );
    return;
  }
  const { period, periods } = heartbeat;
  const metric = ownMetric(alarms.scope, {
    metricName: metricNames.recomputed,
    service: "recompute",
    sector,
    statistic: Stats.SUM,
    period,
  });
  alarms.add(`Heartbeat-${sector}`, metric, {
    name: `${sector} is not recomputed`,
    description: `${sector} was not recomputed for ${period.toHours() * periods} hours; its schedule leaves ${longestHours(gaps)} at most`,
    periods,
    ...NOTHING_HAPPENED,
  });
}

/** Alarms for what the watchdog counts at each look. When it could not count, an alarm does not change. */
export function watchFeeds(alarms: OperatorAlarms): void {
  const counted = (metricName: string) =>
    ownMetric(alarms.scope, {
      metricName,
      service: "watchdog",
      statistic: Stats.MAXIMUM,
      period: WATCHDOG_PERIOD,
    });
  alarms.add("BrokenFeeds", counted(watchMetricNames.brokenFeeds), {
    name: "a file was not imported whole",
    description: "A file for the import was refused, or rows of it, and no later file has mended it",
    threshold: 1,
    missing: TreatMissingData.IGNORE,
  });
  // An assessment may be incomplete while an import runs, so one look is not enough.
  alarms.add("IncompleteSectors", counted(watchMetricNames.incompleteSectors), {
    name: "an assessment is incomplete",
    description: "The last assessment of a sector is incomplete: no alert of it eases or resolves",
    threshold: 1,
    periods: 2,
    missing: TreatMissingData.IGNORE,
  });
}
