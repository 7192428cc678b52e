import { Annotations, Duration } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, type Metric, Stats, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import { Construct } from "constructs";
import { metricNames, watchMetricNames } from "../shared/deployment-names.ts";
import type { DeadLetterQueue } from "./dead-letter-queue.ts";
import type { SectorSchedule } from "./deployment.ts";
import { heartbeatOf, longestHours } from "./heartbeat.ts";
import { FUNCTION_TIMEOUT, type LeastPrivilegeFunction } from "./least-privilege-function.ts";
import { ownMetric } from "./own-metric.ts";

export interface MonitoringProps {
  /** Who is told. */
  operations: ITopic;
  alerts: ITopic;
  functions: Record<string, LeastPrivilegeFunction>;
  queues: Record<string, DeadLetterQueue>;
  schedules: SectorSchedule[];
  /** After how many days without a newer assessment the watchdog calls a sector stale. */
  staleAfterDays: number;
  /** The function that looks after the rest. */
  watchdog: LeastPrivilegeFunction;
}

const FIVE_MINUTES = Duration.minutes(5);
// Soon enough to act before a run is cut off.
const NEAR_TIMEOUT = 0.8;
const WATCHDOG_SILENCE = Duration.hours(1);
// Two looks of the watchdog.
const WATCHDOG_PERIOD = Duration.minutes(30);
const DATA_AGE_PERIOD = Duration.hours(1);

/** What an alarm is about, beside its metric. */
interface AlarmOptions {
  description: string;
  threshold: number;
  periods?: number;
  comparison?: ComparisonOperator;
  missing?: TreatMissingData;
}

/** Alarms that tell the operations topic when something fails, and when nothing happens at all. */
export class Monitoring extends Construct {
  private readonly tellOperators: SnsAction;

  constructor(scope: Construct, id: string, props: MonitoringProps) {
    super(scope, id);
    this.tellOperators = new SnsAction(props.operations);
    for (const [name, { handler }] of Object.entries(props.functions)) {
      this.watchErrors(name, handler.metricErrors({ period: FIVE_MINUTES, statistic: Stats.SUM }));
      this.watchThrottles(name, handler.metricThrottles({ period: FIVE_MINUTES, statistic: Stats.SUM }));
      this.watchDuration(name, handler.metricDuration({ period: FIVE_MINUTES, statistic: Stats.MAXIMUM }));
    }
    for (const [name, { queue }] of Object.entries(props.queues)) {
      this.alarm(
        `Queue-${name}`,
        queue.metricApproximateNumberOfMessagesVisible({ period: FIVE_MINUTES, statistic: Stats.MAXIMUM }),
        { description: `Something waits in the dead-letter queue ${name}`, threshold: 1 },
      );
    }
    this.watchDelivery("alerts", props.alerts);
    this.watchDelivery("operations", props.operations);
    for (const schedule of props.schedules) {
      this.watchSector(schedule, props.staleAfterDays);
      if (schedule.dataStaleAfterDays !== null) this.watchDataAge(schedule, schedule.dataStaleAfterDays);
    }
    this.watchFeeds();
    this.alarm(
      "Watchdog",
      props.watchdog.handler.metricInvocations({ period: WATCHDOG_SILENCE, statistic: Stats.SUM }),
      { description: "The watchdog has not looked for an hour", ...NOTHING_HAPPENED },
    );
  }

  private watchErrors(name: string, metric: Metric): void {
    this.alarm(`Errors-${name}`, metric, { description: `The function ${name} failed`, threshold: 1 });
  }

  private watchThrottles(name: string, metric: Metric): void {
    this.alarm(`Throttles-${name}`, metric, {
      description: `The function ${name} could not run: the account's concurrency is used up`,
      threshold: 1,
    });
  }

  private watchDuration(name: string, metric: Metric): void {
    this.alarm(`Duration-${name}`, metric, {
      description: `The function ${name} took more than 80 % of the time after which it is cut off`,
      threshold: NEAR_TIMEOUT * FUNCTION_TIMEOUT.toMilliseconds(),
    });
  }

  private watchDelivery(name: string, topic: ITopic): void {
    const metric = topic.metricNumberOfNotificationsFailed({ period: FIVE_MINUTES, statistic: Stats.SUM });
    this.alarm(`Delivery-${name}`, metric, {
      description: `SNS could not deliver a message of the ${name} topic`,
      threshold: 1,
    });
  }

  /** Also fires when nothing runs at all: then there is no data, which counts as a breach. */
  private watchSector({ sector, expression, gaps }: SectorSchedule, staleAfterDays: number): void {
    const heartbeat = heartbeatOf(gaps);
    if (heartbeat === null) {
      const reason = `${expression} may leave a week between two runs of ${sector}, and CloudWatch looks back no further`;
      Annotations.of(this).addInfo(
        `${reason}: that a run is missing is told by the watchdog alone, after ${staleAfterDays} days`,
      );
      return;
    }
    const { period, periods } = heartbeat;
    const metric = ownMetric(this, {
      metricName: metricNames.recomputed,
      service: "recompute",
      sector,
      statistic: Stats.SUM,
      period,
    });
    this.alarm(`Heartbeat-${sector}`, metric, {
      description: `${sector} was not recomputed for ${period.toHours() * periods} hours; its schedule leaves ${longestHours(gaps)} at most`,
      periods,
      ...NOTHING_HAPPENED,
    });
  }

  /** Each run tells the age once; between two of them the alarm stays what it is. */
  private watchDataAge({ sector }: SectorSchedule, staleAfterDays: number): void {
    const metric = ownMetric(this, {
      metricName: metricNames.dataAge,
      service: "recompute",
      sector,
      statistic: Stats.MAXIMUM,
      period: DATA_AGE_PERIOD,
    });
    this.alarm(`DataAge-${sector}`, metric, {
      description: `The newest position of ${sector} is more than ${staleAfterDays} days old`,
      threshold: staleAfterDays,
      comparison: ComparisonOperator.GREATER_THAN_THRESHOLD,
      missing: TreatMissingData.IGNORE,
    });
  }

  /** What the watchdog counts at each look; where it could not count, the alarm stays what it is. */
  private watchFeeds(): void {
    const counted = (metricName: string) =>
      ownMetric(this, { metricName, service: "watchdog", statistic: Stats.MAXIMUM, period: WATCHDOG_PERIOD });
    this.alarm("BrokenFeeds", counted(watchMetricNames.brokenFeeds), {
      description: "A file for the import was refused, or rows of it, and no later file has mended it",
      threshold: 1,
      missing: TreatMissingData.IGNORE,
    });
    // One may be incomplete for the time of an import.
    this.alarm("IncompleteSectors", counted(watchMetricNames.incompleteSectors), {
      description: "The last assessment of a sector is incomplete: no alert of it eases or resolves",
      threshold: 1,
      periods: 2,
      missing: TreatMissingData.IGNORE,
    });
  }

  private alarm(id: string, metric: Metric, options: AlarmOptions): void {
    const { description, threshold, periods = 1, comparison, missing } = options;
    const alarm = new Alarm(this, id, {
      metric,
      alarmDescription: description,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: comparison ?? ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: missing ?? TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(this.tellOperators);
    alarm.addOkAction(this.tellOperators);
  }
}

const NOTHING_HAPPENED = {
  threshold: 1,
  comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
  missing: TreatMissingData.BREACHING,
};
