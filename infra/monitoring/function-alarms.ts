import { Duration } from "aws-cdk-lib";
import { Stats } from "aws-cdk-lib/aws-cloudwatch";
import { memoryMetricName, shardSizeMetricName } from "../../shared/contract/metrics.ts";
import type { LeastPrivilegeFunction } from "../compute/least-privilege-function.ts";
import type { PartsMachine } from "../compute/parts-machine.ts";
import type { FunctionName } from "../config/function-sizes.ts";
import { NOTHING_HAPPENED, type OperatorAlarms } from "./operator-alarms.ts";
import { ownMetric } from "./own-metric.ts";

export const FIVE_MINUTES = Duration.minutes(5);
// Early enough to act before a run is cut off.
const NEAR_TIMEOUT = 0.8;
const NEAR_MEMORY = 0.85;
// Three short runs that fail one after the other take less, and then the alarm of their queue fires.
const LATE = Duration.minutes(10);
const WATCHDOG_SILENCE = Duration.hours(1);

/** Functions whose time and memory grow with what is stored, or with what is sent to them. */
const GROWING = ["recompute", "import"] as const;

/** Alarms for functions that fail, wait, or are near the end of their time or memory. */
export function watchFunctions(
  alarms: OperatorAlarms,
  functions: Record<FunctionName, LeastPrivilegeFunction>,
): void {
  // What fails three times is told by the alarm of its queue. Nothing else tells of a watchdog whose failures do not get there.
  watchErrors(alarms, "watchdog", functions.watchdog);
  // Of a recompute that waits, its sector's heartbeat is missed.
  watchDelay(alarms, "import", functions.import);
  for (const name of GROWING) {
    watchDuration(alarms, name, functions[name]);
    watchMemory(alarms, name, functions[name]);
  }
}

function watchErrors(alarms: OperatorAlarms, name: string, { handler }: LeastPrivilegeFunction): void {
  const metric = handler.metricErrors({ period: FIVE_MINUTES, statistic: Stats.SUM });
  const description = `The function ${name} failed`;
  alarms.add(`Errors-${name}`, metric, { name: `${name} fails`, description, threshold: 1 });
}

/** An invocation waits when earlier ones fail and are tried again, or when the account's concurrency is used up. */
function watchDelay(alarms: OperatorAlarms, name: string, { handler }: LeastPrivilegeFunction): void {
  const metric = handler.metric("AsyncEventAge", { period: FIVE_MINUTES, statistic: Stats.MAXIMUM });
  alarms.add(`Late-${name}`, metric, {
    name: `${name} is late`,
    description: `A start of ${name} has waited for more than ${LATE.toMinutes()} minutes`,
    threshold: LATE.toMilliseconds(),
  });
}

function watchDuration(
  alarms: OperatorAlarms,
  name: string,
  { handler, size }: LeastPrivilegeFunction,
): void {
  const metric = handler.metricDuration({ period: FIVE_MINUTES, statistic: Stats.MAXIMUM });
  alarms.add(`Duration-${name}`, metric, {
    name: `${name} is near its time limit`,
    description: `The function ${name} took more than 80 % of the ${size.timeout.toMinutes()} minutes after which it is cut off`,
    threshold: NEAR_TIMEOUT * size.timeout.toMilliseconds(),
  });
}

function watchMemory(alarms: OperatorAlarms, name: string, { size }: LeastPrivilegeFunction): void {
  const metric = ownMetric(alarms.scope, {
    metricName: memoryMetricName,
    service: name,
    statistic: Stats.MAXIMUM,
    period: FIVE_MINUTES,
  });
  alarms.add(`Memory-${name}`, metric, {
    name: `${name} is near its memory limit`,
    description: `The function ${name} used more than 85 % of its ${size.memory} MB of memory`,
    threshold: Math.round(NEAR_MEMORY * size.memory),
  });
}

/** An alarm for a shard that can soon take no more positions: DynamoDB holds 10 GB in one, with its index. */
export function watchShards(alarms: OperatorAlarms): void {
  const metric = ownMetric(alarms.scope, {
    metricName: shardSizeMetricName,
    service: "import",
    statistic: Stats.MAXIMUM,
    period: FIVE_MINUTES,
  });
  alarms.add("Shards", metric, {
    name: "a shard is nearly full",
    description: `A shard of positions holds ${NEARLY_FULL_GB} of the 10 GB that it can hold`,
    threshold: NEARLY_FULL_GB,
  });
}

// At 10 GB an import that adds to the shard fails.
const NEARLY_FULL_GB = 8;

/** An alarm for a large sector whose parts were not all folded, or that was not recomputed after them. */
export function watchParts(alarms: OperatorAlarms, machine: PartsMachine): void {
  const metric = machine.metricFailed({ period: FIVE_MINUTES, statistic: Stats.SUM });
  alarms.add("Parts", metric, {
    name: "a sector in parts fails",
    description: "A large sector was not recomputed: a part of it was not folded, or adding them up failed",
    threshold: 1,
  });
}

/** An alarm for a watchdog that is not started. */
export function watchWatchdog(alarms: OperatorAlarms, { handler }: LeastPrivilegeFunction): void {
  const metric = handler.metricInvocations({ period: WATCHDOG_SILENCE, statistic: Stats.SUM });
  alarms.add("Watchdog", metric, {
    name: "watchdog does not look",
    description: "The watchdog has not looked for an hour",
    ...NOTHING_HAPPENED,
  });
}
