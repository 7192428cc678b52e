import { CfnOutput, Stack } from "aws-cdk-lib";
import type { Construct } from "constructs";
import manifest from "../package.json" with { type: "json" };
import {
  alertTopic,
  functionOutputs,
  historyDaysEnv,
  operationsTopic,
  stackEnv,
  staleDaysEnv,
  subscribersEnv,
  type TableName,
  tables,
  versionEnv,
} from "../shared/deployment-names.ts";
import { AlertTopic } from "./alert-topic.ts";
import type { Deployment } from "./deployment.ts";
import { LeastPrivilegeFunction } from "./least-privilege-function.ts";
import { OperationsTopic } from "./operations-topic.ts";
import { ScheduledFunction } from "./scheduled-function.ts";
import { SupplyTables } from "./supply-tables.ts";

// Often enough that a bulletin which its run left behind is not late.
const WATCHDOG_SCHEDULE = { expression: "rate(15 minutes)", timeZone: "UTC" };

/**
 * Positions in tables → a scheduled recompute per sector → alerts on a topic; a digest every week; simulations and
 * silences by hand; and a watchdog that tells the operations topic when any of that does not work.
 */
export class ChokepointStack extends Stack {
  constructor(scope: Construct, id: string, deployment: Deployment) {
    super(scope, id, {
      description: `Chokepoint ${manifest.version}: supplier concentration and its alerts`,
    });
    const { keepData, subscribers, operators, schedules, logRetentionDays } = deployment;

    const supply = new SupplyTables(this, "Supply", { keepData });
    const alerts = new AlertTopic(this, "Alerts", { subscribers });
    const operations = new OperationsTopic(this, "Operations", { addresses: operators });

    const history = { [historyDaysEnv]: String(deployment.historyDays) };
    const about = { [versionEnv]: manifest.version, [stackEnv]: this.stackName };
    const toAlerts = { [alertTopic.env]: alerts.topic.topicArn };
    const recompute = new ScheduledFunction(this, "Recompute", {
      entry: "functions/recompute/handler.ts",
      description: "Recomputes supplier concentration and publishes what crossed a limit",
      environment: { ...supply.environment(ALL_TABLES), ...toAlerts, ...history, ...about },
      schedules: schedules.map(({ sector, ...timing }) => ({
        ...timing,
        id: sector,
        description: `Recomputes ${sector}`,
        input: { sector },
      })),
      logRetentionDays,
    });
    const simulate = new LeastPrivilegeFunction(this, "Simulate", {
      entry: "functions/simulate/handler.ts",
      description: "Says what a sector loses if countries, owners or suppliers stop",
      environment: supply.environment(["positions", "suppliers", "links"]),
      logRetentionDays,
    });
    const silence = new LeastPrivilegeFunction(this, "Silence", {
      entry: "functions/silence/handler.ts",
      description: "Keeps news of a sector, a rule or a group from being sent until a day",
      environment: { ...supply.environment(["ledgers", "assessments"]), ...history },
      logRetentionDays,
    });
    const digest = new ScheduledFunction(this, "Digest", {
      entry: "functions/digest/handler.ts",
      description: "Sends one calm message about how every sector stands",
      environment: { ...supply.environment(["ledgers", "assessments"]), ...toAlerts, ...about },
      schedules: [{ ...deployment.digest, id: "weekly", description: "Sends the digest", input: {} }],
      logRetentionDays,
    });
    const watchdog = new ScheduledFunction(this, "Watchdog", {
      entry: "functions/watchdog/handler.ts",
      description: "Looks for stale sectors, bulletins left behind, and addresses that receive nothing",
      environment: {
        ...supply.environment(["ledgers", "assessments"]),
        ...toAlerts,
        ...history,
        ...about,
        [operationsTopic.env]: operations.topic.topicArn,
        [staleDaysEnv]: String(deployment.staleAfterDays),
        [subscribersEnv]: JSON.stringify(subscribers.map(({ address }) => address)),
      },
      schedules: [{ ...WATCHDOG_SCHEDULE, id: "always", description: "Looks after the watching", input: {} }],
      logRetentionDays,
    });

    const { positions, suppliers, links, ledgers, assessments } = supply.byName;
    for (const reader of [recompute.function, simulate]) {
      reader.allow(["dynamodb:Query"], positions.tableArn);
      reader.allow(["dynamodb:Scan"], suppliers.tableArn);
      reader.allow(["dynamodb:Scan"], links.tableArn);
    }
    for (const writer of [recompute.function, silence, watchdog.function]) {
      writer.allow(["dynamodb:GetItem", "dynamodb:PutItem"], ledgers.tableArn);
    }
    recompute.function.allow(
      ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"],
      assessments.tableArn,
    );
    for (const recorder of [silence, watchdog.function])
      recorder.allow(["dynamodb:PutItem"], assessments.tableArn);
    digest.function.allow(["dynamodb:GetItem"], ledgers.tableArn);
    digest.function.allow(["dynamodb:Query"], assessments.tableArn);
    for (const publisher of [recompute.function, digest.function, watchdog.function]) {
      publisher.allow(["sns:Publish"], alerts.topic.topicArn);
    }
    watchdog.function.allow(["sns:ListSubscriptionsByTopic"], alerts.topic.topicArn);
    watchdog.function.allow(["sns:Publish"], operations.topic.topicArn);

    for (const [name, { output }] of Object.entries(tables)) {
      this.output(output, supply.byName[name as TableName].tableName, `The table of ${name}`);
    }
    this.output(
      alertTopic.output,
      alerts.topic.topicArn,
      "Alerts; each address must confirm its subscription",
    );
    this.output(operationsTopic.output, operations.topic.topicArn, "What is wrong with the watching itself");
    const functions = {
      recompute: recompute.function,
      simulate,
      silence,
      digest: digest.function,
      watchdog: watchdog.function,
    };
    for (const name of Object.keys(functionOutputs) as (keyof typeof functions)[]) {
      this.output(functionOutputs[name], functions[name].handler.functionName, `To start ${name} by hand`);
    }
  }

  private output(name: string, value: string, description: string): void {
    new CfnOutput(this, name, { value, description });
  }
}

const ALL_TABLES = Object.keys(tables) as TableName[];
