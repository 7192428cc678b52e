import { createHash } from "node:crypto";
import { CfnOutput } from "aws-cdk-lib";
import type { ITable } from "aws-cdk-lib/aws-dynamodb";
import type { EventBus } from "aws-cdk-lib/aws-events";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { eventLogBucket, importBucket, reportsBucket } from "../shared/contract/buckets.ts";
import { policyFolderOutput, policyOutputs } from "../shared/contract/deployed-policies.ts";
import { functionOutputs } from "../shared/contract/functions.ts";
import {
  alertTopic,
  chatTopic,
  eventBus,
  operationsTopic,
  undeliveredQueue,
} from "../shared/contract/messaging.ts";
import { shardsRead, shardsWritten, type TableName, tables } from "../shared/contract/tables.ts";
import type { DeploymentSettings } from "./config/deployment.ts";
import type { FunctionName } from "./config/function-sizes.ts";
import { deployedFolder } from "./config/kept-configuration.ts";

/** What the outputs tell of. */
export interface OutputProps {
  chokepoint: {
    tables: Record<TableName, ITable>;
    functions: Record<FunctionName, IFunction>;
    alerts: ITopic;
    bus: EventBus;
    chat: ITopic | null;
    operations: ITopic;
    importFiles: Bucket;
    reports: Bucket;
    eventLog: Bucket;
  };
  undelivered: IQueue;
  deployment: DeploymentSettings;
}

/** Adds the outputs by which the command line finds everything (`--stack`). */
export function addOutputs(scope: Construct, { chokepoint, undelivered, deployment }: OutputProps): void {
  const output = (name: string, value: string, description: string) => {
    // The command line looks for these names, wherever in its stack the construct is.
    new CfnOutput(scope, name, { value, description }).overrideLogicalId(name);
  };
  for (const [name, definition] of Object.entries(tables)) {
    output(definition.output, chokepoint.tables[name as TableName].tableName, `The table of ${name}`);
  }
  const { shards, policies } = deployment;
  output(shardsRead.output, String(shards.read), "How many shards of a sector are read");
  output(shardsWritten.output, String(shards.written), "How many shards of a sector are written to");
  for (const [name, value] of policyOutputs(policies, sha256))
    output(name, value, "The sectors, and which policy each has");
  const folder = deployedFolder(deployment.policyFolder);
  output(policyFolderOutput, folder, "The folder that the policies were deployed from");
  output(importBucket.output, chokepoint.importFiles.bucketName, "Files put here are imported");
  output(reportsBucket.output, chokepoint.reports.bucketName, "The report pages, one for each sector");
  output(
    eventLogBucket.output,
    chokepoint.eventLog.bucketName,
    "The event log, a file for each sector and day",
  );
  output(alertTopic.output, chokepoint.alerts.topicArn, "Alerts; each address must confirm its subscription");
  output(undeliveredQueue.output, undelivered.queueUrl, "Messages that a subscriber could not be handed");
  output(eventBus.output, chokepoint.bus.eventBusName, "The bus of alert changes, for rules of your own");
  if (chokepoint.chat !== null)
    output(
      chatTopic.output,
      chokepoint.chat.topicArn,
      "Changes of alerts, for Amazon Q Developer in chat applications",
    );
  output(operationsTopic.output, chokepoint.operations.topicArn, "What is wrong with the watching itself");
  for (const name of Object.keys(functionOutputs) as FunctionName[]) {
    output(functionOutputs[name], chokepoint.functions[name].functionName, `The function ${name}`);
  }
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
