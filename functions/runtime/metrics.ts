import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import { memoryMetricName, metricNamespace, shardSizeMetricName } from "../../shared/contract/metrics.ts";

/**
 * The metrics of a function. Each has the dimensions `service` and `stack`, so that the stacks of one account are kept
 * apart. Without a stack, `stack` is left out.
 */
export function createMetrics(service: string, stack: string | null): Metrics {
  return new Metrics({
    namespace: metricNamespace,
    serviceName: service,
    ...(stack === null ? {} : { defaultDimensions: { stack } }),
  });
}

/**
 * Emits the most memory that the process has used, in MB, as Lambda counts it for its limit. A run that Lambda stops at the
 * limit emits nothing, and fails.
 */
export function emitMemory(metrics: Metrics): void {
  const megabytes = process.resourceUsage().maxRSS / 1024;
  metrics.addMetric(memoryMetricName, MetricUnit.Megabytes, megabytes);
  metrics.publishStoredMetrics();
}

/** Emits the size of the largest shard that was written to, in GB; nothing when it is not known. */
export function emitShardSize(metrics: Metrics, gigabytes: number | null): void {
  if (gigabytes === null) return;
  metrics.addMetric(shardSizeMetricName, MetricUnit.Gigabytes, gigabytes);
  metrics.publishStoredMetrics();
}
