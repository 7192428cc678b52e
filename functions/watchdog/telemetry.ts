import { type Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import { watchMetricNames } from "../../shared/contract/names.ts";
import type { WatchCounts } from "./watchdog.ts";

/** Emits what a look has counted. What it could not look at is not emitted: its alarm then stays what it is. */
export function emitCounts(metrics: Metrics, counts: WatchCounts): void {
  for (const name of ["brokenFeeds", "incompleteSectors"] as const) {
    const count = counts[name];
    if (count !== null) metrics.addMetric(watchMetricNames[name], MetricUnit.Count, count);
  }
  if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
}
