import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import { memoryMetricName, metricNamespace } from "../../shared/contract/names.ts";

/**
 * The metrics of a function. Each has the dimensions `service` and `stack`, so that one stack of an account never speaks
 * for another; without a stack there is nothing to tell apart.
 */
export function createMetrics(service: string, stack: string | null): Metrics {
  return new Metrics({
    namespace: metricNamespace,
    serviceName: service,
    ...(stack === null ? {} : { defaultDimensions: { stack } }),
  });
}

/**
 * Emits how much memory the process has used at most, in MB, as Lambda counts it for its limit; a run that is cut off
 * for it emits nothing, and fails.
 */
export function emitMemory(metrics: Metrics): void {
  const megabytes = process.resourceUsage().maxRSS / 1024;
  metrics.addMetric(memoryMetricName, MetricUnit.Megabytes, megabytes);
  metrics.publishStoredMetrics();
}
