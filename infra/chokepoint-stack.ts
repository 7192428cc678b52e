import { CfnOutput, Stack } from "aws-cdk-lib";
import type { Construct } from "constructs";
import manifest from "../package.json" with { type: "json" };
import {
  alertTopic,
  functionOutputs,
  importBucket,
  operationsTopic,
  type TableName,
  tables,
} from "../shared/deployment-names.ts";
import { AlertTopic } from "./alert-topic.ts";
import {
  addDigest,
  addImport,
  addRecompute,
  addSilence,
  addSimulate,
  addWatchdog,
} from "./chokepoint-functions.ts";
import type { Deployment } from "./deployment.ts";
import { ImportBucket } from "./import-bucket.ts";
import { OperationsTopic } from "./operations-topic.ts";
import { SupplyTables } from "./supply-tables.ts";

/**
 * Files in a bucket → positions in tables → a scheduled recompute per sector → alerts on a topic; a digest every week; simulations and
 * silences by hand; and a watchdog that tells the operations topic when any of that does not work.
 */
export class ChokepointStack extends Stack {
  constructor(scope: Construct, id: string, deployment: Deployment) {
    super(scope, id, {
      description: `Chokepoint ${manifest.version}: supplier concentration and its alerts`,
    });
    const { keepData, subscribers, operators } = deployment;
    const supply = new SupplyTables(this, "Supply", { keepData });
    const { topic: alerts } = new AlertTopic(this, "Alerts", { subscribers });
    const { topic: operations } = new OperationsTopic(this, "Operations", { addresses: operators });

    const surroundings = { stack: this, deployment, supply, alerts, operations };
    const { bucket } = new ImportBucket(this, "ImportFiles", { keepData });
    const recompute = addRecompute(surroundings);
    const functions = {
      recompute,
      simulate: addSimulate(surroundings),
      silence: addSilence(surroundings),
      digest: addDigest(surroundings),
      watchdog: addWatchdog(surroundings),
      import: addImport(surroundings, { bucket, recompute }),
    };

    for (const [name, { output }] of Object.entries(tables)) {
      this.output(output, supply.byName[name as TableName].tableName, `The table of ${name}`);
    }
    this.output(importBucket.output, bucket.bucketName, "Files put here are imported");
    this.output(alertTopic.output, alerts.topicArn, "Alerts; each address must confirm its subscription");
    this.output(operationsTopic.output, operations.topicArn, "What is wrong with the watching itself");
    for (const name of Object.keys(functionOutputs) as (keyof typeof functions)[]) {
      this.output(functionOutputs[name], functions[name].handler.functionName, `To start ${name} by hand`);
    }
  }

  private output(name: string, value: string, description: string): void {
    new CfnOutput(this, name, { value, description });
  }
}
