import { CfnOutput, Stack } from "aws-cdk-lib";
import type { Construct } from "constructs";
import manifest from "../package.json" with { type: "json" };
import {
  alertTopic,
  functionOutputs,
  stackEnv,
  type TableName,
  tables,
  versionEnv,
} from "../shared/deployment-names.ts";
import { AlertTopic } from "./alert-topic.ts";
import type { Deployment } from "./deployment.ts";
import { LeastPrivilegeFunction } from "./least-privilege-function.ts";
import { ScheduledFunction } from "./scheduled-function.ts";
import { SupplyTables } from "./supply-tables.ts";

/** Positions in tables → a scheduled recompute per sector → alerts on a topic; and simulations by hand. */
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
        ...supply.environment(["positions", "suppliers", "links", "ledgers", "assessments"]),
        [alertTopic.env]: alerts.topic.topicArn,
        [versionEnv]: manifest.version,
        [stackEnv]: this.stackName,
      },
      schedules,
      logRetentionDays,
    });
    const simulate = new LeastPrivilegeFunction(this, "Simulate", {
      entry: "functions/simulate/handler.ts",
      description: "Says what a sector loses if countries, owners or suppliers stop",
      environment: supply.environment(["positions", "suppliers", "links"]),
      logRetentionDays,
    });

    const { positions, suppliers, links, ledgers, assessments } = supply.byName;
    for (const reader of [recompute.function, simulate]) {
      reader.allow(["dynamodb:Query"], positions.tableArn);
      reader.allow(["dynamodb:Scan"], suppliers.tableArn);
      reader.allow(["dynamodb:Scan"], links.tableArn);
    }
    recompute.function.allow(["dynamodb:GetItem", "dynamodb:PutItem"], ledgers.tableArn);
    recompute.function.allow(["dynamodb:GetItem", "dynamodb:PutItem"], assessments.tableArn);
    recompute.function.allow(["sns:Publish"], alerts.topic.topicArn);

    for (const [name, { output }] of Object.entries(tables)) {
      this.output(output, supply.byName[name as TableName].tableName, `The table of ${name}`);
    }
    this.output(
      alertTopic.output,
      alerts.topic.topicArn,
      "Alerts; each address must confirm its subscription",
    );
    this.output(functionOutputs.recompute, recompute.function.handler.functionName, "To recompute by hand");
    this.output(functionOutputs.simulate, simulate.handler.functionName, "To ask what if");
  }

  private output(name: string, value: string, description: string): void {
    new CfnOutput(this, name, { value, description });
  }
}
