import { CfnOutput, Stack } from "aws-cdk-lib";
import type { Construct } from "constructs";
import manifest from "../package.json" with { type: "json" };
import {
  alertTopic,
  recomputeFunction,
  stackEnv,
  type TableName,
  tables,
  versionEnv,
} from "../shared/deployment-names.ts";
import { AlertTopic } from "./alert-topic.ts";
import type { Deployment } from "./deployment.ts";
import { ScheduledFunction } from "./scheduled-function.ts";
import { SupplyTables } from "./supply-tables.ts";

/** Positions in tables → a scheduled recompute per sector → alerts on a topic. */
export class ChokepointStack extends Stack {
  constructor(scope: Construct, id: string, deployment: Deployment) {
    super(scope, id, {
      description: `Chokepoint ${manifest.version}: supplier concentration and its alerts`,
    });
    const { keepData, subscribers, schedules, logRetentionDays } = deployment;

    const supply = new SupplyTables(this, "Supply", { keepData });
    const alerts = new AlertTopic(this, "Alerts", { subscribers });
    const recompute = new ScheduledFunction(this, "Recompute", {
      entry: "functions/recompute/handler.ts",
      description: "Recomputes supplier concentration and publishes what crossed a limit",
      environment: {
        ...tableEnvironment(supply, ["positions", "suppliers", "links", "ledgers", "assessments"]),
        [alertTopic.env]: alerts.topic.topicArn,
        [versionEnv]: manifest.version,
        [stackEnv]: this.stackName,
      },
      schedules,
      logRetentionDays,
    });

    recompute.allow(["dynamodb:Query"], supply.byName.positions.tableArn);
    recompute.allow(["dynamodb:Scan"], supply.byName.suppliers.tableArn);
    recompute.allow(["dynamodb:Scan"], supply.byName.links.tableArn);
    recompute.allow(["dynamodb:GetItem", "dynamodb:PutItem"], supply.byName.ledgers.tableArn);
    recompute.allow(["dynamodb:GetItem", "dynamodb:PutItem"], supply.byName.assessments.tableArn);
    recompute.allow(["sns:Publish"], alerts.topic.topicArn);

    for (const [name, { output }] of Object.entries(tables)) {
      const description = `The table of ${name}`;
      new CfnOutput(this, output, { value: supply.byName[name as TableName].tableName, description });
    }
    new CfnOutput(this, alertTopic.output, {
      value: alerts.topic.topicArn,
      description: "Where alerts are published; each address must confirm its subscription",
    });
    new CfnOutput(this, recomputeFunction.output, {
      value: recompute.handler.functionName,
      description: "The function to invoke by hand",
    });
  }
}

function tableEnvironment(supply: SupplyTables, names: TableName[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [tables[name].env, supply.byName[name].tableName]));
}
