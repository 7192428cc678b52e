import type { Logger } from "@aws-lambda-powertools/logger";
import { type Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import { isOpen } from "../../shared/alerts/alert.ts";
import { measuredSector } from "../../shared/assessment/assessment.ts";
import type { MeasuredScope } from "../../shared/assessment/scope-measures.ts";
import { metricNames } from "../../shared/contract/metrics.ts";
import { isInParts, isOfPast, type SectorResult } from "../../shared/recompute/result.ts";
import { daysBetween } from "../../shared/values/day.ts";
import type { Telemetry } from "./ports.ts";

/** One structured log line and one set of metrics, with the dimension `sector`, per recompute of a sector. */
export function createTelemetry(logger: Logger, metrics: Metrics, clock: () => number): Telemetry {
  return {
    async measure(sector, work) {
      const started = clock();
      try {
        const result = await work();
        const duration = clock() - started;
        if (isInParts(result)) {
          logger.info("left to parts", { sector, duration, ...result.inParts });
          return result;
        }
        emit(metrics, result, duration);
        logger[result.problems === undefined ? "info" : "warn"]("recomputed", logLine(result, duration));
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
  // A dry run, or a run as of a past day, says nothing about the sector as it is now.
  if (notWritten !== undefined && notWritten !== "another run was first") return;
  const { newestDate, asOf, positions, incomplete } = assessment;
  metrics.addDimension("sector", result.sector);
  metrics.addMetric(metricNames.recomputed, MetricUnit.Count, 1);
  metrics.addMetric(metricNames.duration, MetricUnit.Milliseconds, duration);
  metrics.addMetric(metricNames.openAlerts, MetricUnit.Count, alerts.filter(isOpen).length);
  metrics.addMetric(metricNames.positions, MetricUnit.Count, positions);
  metrics.addMetric(metricNames.incomplete, MetricUnit.Count, Number(incomplete));
  if (newestDate !== null) {
    metrics.addMetric(metricNames.dataAge, MetricUnit.NoUnit, daysBetween(newestDate, asOf));
  }
  const scope = measuredSector(assessment);
  metrics.addMetric(metricNames.exposure, MetricUnit.NoUnit, scope?.exposure ?? 0);
  if (scope !== null) emitMeasures(metrics, scope);
  metrics.publishStoredMetrics();
}

/** The lower bounds of the measures that the dashboard shows. */
function emitMeasures(metrics: Metrics, { facets, direct, lookThrough }: MeasuredScope): void {
  metrics.addMetric(metricNames.ownerHhi, MetricUnit.NoUnit, facets.owner.hhi.lower);
  metrics.addMetric(metricNames.originHhi, MetricUnit.NoUnit, facets.origin.hhi.lower);
  metrics.addMetric(metricNames.chinaDirect, MetricUnit.Percent, 100 * (direct.CN?.lower ?? 0));
  metrics.addMetric(metricNames.chinaLookThrough, MetricUnit.Percent, 100 * (lookThrough.CN?.lower ?? 0));
}

function logLine(
  { sector, assessment, alerts, bulletin, recovered, problems, notWritten }: SectorResult,
  duration: number,
) {
  // What happened on a day in the past did not happen in this run.
  const isPast = notWritten !== undefined && isOfPast(notWritten);
  return {
    sector,
    duration,
    assessment: assessment.id,
    asOf: assessment.asOf,
    positions: assessment.positions,
    incomplete: assessment.incomplete,
    openAlerts: alerts.filter(isOpen).length,
    events: isPast ? [] : alerts.flatMap(({ rule, event }) => (event === null ? [] : [{ rule, event }])),
    bulletin: bulletin?.id ?? null,
    recovered,
    ...(problems === undefined ? {} : { problems }),
    ...(assessment.unreadableItems === undefined ? {} : { unreadable: assessment.unreadableItems }),
    ...(assessment.stale ? { newestDate: assessment.newestDate } : {}),
    ...(assessment.unknownNames.length === 0 ? {} : { unknownNames: assessment.unknownNames }),
    ...(notWritten === undefined ? {} : { notWritten }),
  };
}
