import { Annotations, Duration, Stack } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, type Metric, Stats, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import { Construct } from "constructs";
import { memoryMetricName, metricNames, watchMetricNames } from "../../shared/contract/names.ts";
import type { LeastPrivilegeFunction } from "../compute/least-privilege-function.ts";
import type { SectorSchedule } from "../config/deployment.ts";
import type { FunctionName } from "../config/function-sizes.ts";
import { heartbeatOf, longestHours } from "../config/heartbeat.ts";
import type { DeadLetterQueue } from "../messaging/dead-letter-queue.ts";
import { ownMetric } from "./own-metric.ts";

export interface MonitoringProps {
  /** Who is told. */
  operations: ITopic;
  alerts: ITopic;
  functions: Record<FunctionName, LeastPrivilegeFunction>;
  queues: Record<string, WatchedQueue>;
  schedules: SectorSchedule[];
  /** After how many days without a newer assessment the watchdog calls a sector stale. */
  staleAfterDays: number;
}

/** A queue that is empty while all is well. */
export interface WatchedQueue {
  /** What is wrong when it is not: the end of its alarm's name. */
  name: string;
  description: string;
  queue: DeadLetterQueue;
}

const FIVE_MINUTES = Duration.minutes(5);
// Soon enough to act before a run is cut off.
const NEAR_TIMEOUT = 0.8;
const NEAR_MEMORY = 0.85;
// Longer than three short runs that fail one after the other, after which their queue tells.
const LATE = Duration.minutes(10);
/** Nobody waits for their answer. Whoever starts another function by hand is told by it what is wrong. */
const UNATTENDED = ["recompute", "import", "digest", "watchdog"] as const;
/** How long they take, and how much memory, grows with what is stored and with what is sent to them. */
const GROWING = ["recompute", "import"] as const;
const WATCHDOG_SILENCE = Duration.hours(1);
// Two looks of the watchdog.
const WATCHDOG_PERIOD = Duration.minutes(30);
const DATA_AGE_PERIOD = Duration.hours(1);

/** What an alarm is about, beside its metric. */
interface AlarmOptions {
  /** What is wrong, after the name of the stack: the subject of its mail. */
  name: string;
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
    for (const name of UNATTENDED) this.watchErrors(name, props.functions[name]);
    for (const name of GROWING) {
      this.watchDelay(name, props.functions[name]);
      this.watchDuration(name, props.functions[name]);
      this.watchMemory(name, props.functions[name]);
    }
    for (const [id, queue] of Object.entries(props.queues)) this.watchQueue(id, queue);
    this.watchLoss("alerts", props.alerts);
    this.watchLoss("operations", props.operations);
    for (const schedule of props.schedules) {
      this.watchSector(schedule, props.staleAfterDays);
      if (schedule.dataStaleAfterDays !== null) this.watchDataAge(schedule, schedule.dataStaleAfterDays);
    }
    this.watchFeeds();
    this.alarm(
      "Watchdog",
      props.functions.watchdog.handler.metricInvocations({ period: WATCHDOG_SILENCE, statistic: Stats.SUM }),
      {
        name: "watchdog does not look",
        description: "The watchdog has not looked for an hour",
        ...NOTHING_HAPPENED,
      },
    );
  }

  private watchErrors(name: string, { handler }: LeastPrivilegeFunction): void {
    const metric = handler.metricErrors({ period: FIVE_MINUTES, statistic: Stats.SUM });
    const description = `The function ${name} failed`;
    this.alarm(`Errors-${name}`, metric, { name: `${name} fails`, description, threshold: 1 });
  }

  /** Whatever keeps a start waiting: runs that fail and are tried again, or an account whose concurrency is used up. */
  private watchDelay(name: string, { handler }: LeastPrivilegeFunction): void {
    const metric = handler.metric("AsyncEventAge", { period: FIVE_MINUTES, statistic: Stats.MAXIMUM });
    this.alarm(`Late-${name}`, metric, {
      name: `${name} is late`,
      description: `A start of ${name} has waited for more than ${LATE.toMinutes()} minutes`,
      threshold: LATE.toMilliseconds(),
    });
  }

  private watchDuration(name: string, { handler, size }: LeastPrivilegeFunction): void {
    const metric = handler.metricDuration({ period: FIVE_MINUTES, statistic: Stats.MAXIMUM });
    this.alarm(`Duration-${name}`, metric, {
      name: `${name} is near its time limit`,
      description: `The function ${name} took more than 80 % of the ${size.timeout.toMinutes()} minutes after which it is cut off`,
      threshold: NEAR_TIMEOUT * size.timeout.toMilliseconds(),
    });
  }

  private watchMemory(name: string, { size }: LeastPrivilegeFunction): void {
    const metric = ownMetric(this, {
      metricName: memoryMetricName,
      service: name,
      statistic: Stats.MAXIMUM,
      period: FIVE_MINUTES,
    });
    this.alarm(`Memory-${name}`, metric, {
      name: `${name} is near its memory limit`,
      description: `The function ${name} used more than 85 % of its ${size.memory} MB of memory`,
      threshold: Math.round(NEAR_MEMORY * size.memory),
    });
  }

  private watchQueue(id: string, { name, description, queue: { queue } }: WatchedQueue): void {
    const metric = queue.metricApproximateNumberOfMessagesVisible({
      period: FIVE_MINUTES,
      statistic: Stats.MAXIMUM,
    });
    this.alarm(`Queue-${id}`, metric, { name, description, threshold: 1 });
  }

  /** What SNS cannot deliver waits in a queue, which has an alarm. What it cannot put there either is lost. */
  private watchLoss(name: string, topic: ITopic): void {
    const metric = topic.metric("NumberOfNotificationsFailedToRedriveToDlq", {
      period: FIVE_MINUTES,
      statistic: Stats.SUM,
    });
    this.alarm(`Lost-${name}`, metric, {
      name: `a message of ${name} is lost`,
      description: `SNS could not deliver a message of the ${name} topic, nor keep it in the queue of undelivered ones`,
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
      name: `${sector} is not recomputed`,
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
      name: `${sector} has old data`,
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
      name: "a file was not imported whole",
      description: "A file for the import was refused, or rows of it, and no later file has mended it",
      threshold: 1,
      missing: TreatMissingData.IGNORE,
    });
    // One may be incomplete for the time of an import.
    this.alarm("IncompleteSectors", counted(watchMetricNames.incompleteSectors), {
      name: "an assessment is incomplete",
      description: "The last assessment of a sector is incomplete: no alert of it eases or resolves",
      threshold: 1,
      periods: 2,
      missing: TreatMissingData.IGNORE,
    });
  }

  private alarm(id: string, metric: Metric, options: AlarmOptions): void {
    const { name, description, threshold, periods = 1, comparison, missing } = options;
    const alarm = new Alarm(this, id, {
      metric,
      alarmName: `${Stack.of(this).stackName} ${name}`,
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
