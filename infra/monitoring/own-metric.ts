import { Stack } from "aws-cdk-lib";
import { Metric, type MetricProps } from "aws-cdk-lib/aws-cloudwatch";
import type { Construct } from "constructs";
import { metricNamespace } from "../../shared/contract/metrics.ts";

export interface OwnMetricProps extends Pick<MetricProps, "metricName" | "statistic" | "period" | "label"> {
  /** The function that emits it. */
  service: string;
  /** The sector of the metric, if it has one. */
  sector?: string;
}

/** A metric that a function of this stack emits, with the dimensions of `functions/runtime/metrics.ts`. */
export function ownMetric(scope: Construct, { service, sector, ...props }: OwnMetricProps): Metric {
  const stack = Stack.of(scope).stackName;
  const dimensionsMap = { service, stack, ...(sector === undefined ? {} : { sector }) };
  return new Metric({ ...props, namespace: metricNamespace, dimensionsMap });
}
