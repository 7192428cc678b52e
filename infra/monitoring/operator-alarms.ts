import { Stack } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, type Metric, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import type { Construct } from "constructs";

/** An alarm, without its metric. */
interface AlarmOptions {
  /** What is wrong. It follows the name of the stack, and is the subject of the alarm's mail. */
  name: string;
  description: string;
  threshold: number;
  periods?: number;
  comparison?: ComparisonOperator;
  missing?: TreatMissingData;
}

/** Alarms that notify the operations topic when they fire and when they end. */
export interface OperatorAlarms {
  scope: Construct;
  add(id: string, metric: Metric, options: AlarmOptions): void;
}

/** Creates alarms under `scope`. An alarm without data does not fire, unless its options say otherwise. */
export function operatorAlarms(scope: Construct, operations: ITopic): OperatorAlarms {
  const notification = new SnsAction(operations);
  return {
    scope,
    add(id, metric, { name, description, threshold, periods = 1, comparison, missing }) {
      const alarm = new Alarm(scope, id, {
        metric,
        alarmName: `${Stack.of(scope).stackName} ${name}`,
        alarmDescription: description,
        threshold,
        evaluationPeriods: periods,
        comparisonOperator: comparison ?? ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: missing ?? TreatMissingData.NOT_BREACHING,
      });
      alarm.addAlarmAction(notification);
      alarm.addOkAction(notification);
    },
  };
}

/** Options of an alarm that fires when something does not happen. Then there is no data, which counts as a breach. */
export const NOTHING_HAPPENED = {
  threshold: 1,
  comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
  missing: TreatMissingData.BREACHING,
};
