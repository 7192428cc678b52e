import { type Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import { watchMetricNames } from "../../shared/contract/metrics.ts";
import type { WatchCounts } from "./watchdog.ts";

/** Emits what a look has counted. A count that is not known is not emitted, so its alarm keeps its state. */
export function emitCounts(metrics: Metrics, counts: WatchCounts): void {
  for (const name of ["brokenFeeds", "incompleteSectors"] as const) {
    const count = counts[name];
    if (count !== null) metrics.addMetric(watchMetricNames[name], MetricUnit.Count, count);
  }
  if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
}
