import { Metrics } from "@aws-lambda-powertools/metrics";
import { metricNamespace } from "../shared/deployment-names.ts";

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
