import type { Logger } from "@aws-lambda-powertools/logger";
import { type Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import type { Telemetry } from "../ports.ts";
import type { SectorResult } from "./result.ts";

/** One structured log line and one set of metrics, with the dimension `sector`, per recompute of a sector. */
export function createTelemetry(logger: Logger, metrics: Metrics, clock: () => number): Telemetry {
  return {
    async measure(sector, work) {
      const started = clock();
      try {
        const result = await work();
        const duration = clock() - started;
        emit(metrics, result, duration);
        logger.info("recomputed", logLine(result, duration));
        return result;
      } catch (error) {
        logger.error("recompute failed", { sector, duration: clock() - started, error: error as Error });
        throw error;
      }
    },
  };
}

function emit(metrics: Metrics, result: SectorResult, duration: number): void {
  const { assessment, alerts, notWritten } = result;
  // A dry run says nothing about the sector as it stands.
  if (notWritten === "dry run" || notWritten === "older than the last assessment") return;
  metrics.addDimension("sector", result.sector);
  metrics.addMetric("Duration", MetricUnit.Milliseconds, duration);
  metrics.addMetric("OpenAlerts", MetricUnit.Count, alerts.filter(({ level }) => level !== "none").length);
  metrics.addMetric("Positions", MetricUnit.Count, assessment.positions);
  const [scope] = assessment.scopes;
  if (scope !== undefined) metrics.addMetric("Exposure", MetricUnit.NoUnit, scope.exposure);
  if (scope !== undefined && "facets" in scope) {
    metrics.addMetric("OwnerHHI", MetricUnit.NoUnit, scope.facets.owner.hhi.lower);
    metrics.addMetric("OriginHHI", MetricUnit.NoUnit, scope.facets.origin.hhi.lower);
    metrics.addMetric("ChinaDirectShare", MetricUnit.Percent, 100 * (scope.direct.CN?.lower ?? 0));
  }
  metrics.publishStoredMetrics();
}

function logLine(
  { sector, assessment, alerts, bulletin, recovered, notWritten }: SectorResult,
  duration: number,
) {
  return {
    sector,
    duration,
    assessment: assessment.id,
    asOf: assessment.asOf,
    positions: assessment.positions,
    incomplete: assessment.incomplete,
    openAlerts: alerts.filter(({ level }) => level !== "none").length,
    events: alerts.flatMap(({ rule, event }) => (event === null ? [] : [{ rule, event }])),
    bulletin: bulletin?.id ?? null,
    recovered,
    ...(notWritten === undefined ? {} : { notWritten }),
  };
}
