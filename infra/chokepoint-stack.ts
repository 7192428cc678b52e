import { createHash } from "node:crypto";
import { CfnOutput, Stack } from "aws-cdk-lib";
import type { Construct } from "constructs";
import manifest from "../package.json" with { type: "json" };
import { policyFolderOutput, policyOutputs } from "../shared/contract/deployed-policies.ts";
import {
  alertTopic,
  functionOutputs,
  importBucket,
  operationsTopic,
  reportsBucket,
  shardsRead,
  shardsWritten,
  type TableName,
  tables,
  undeliveredQueue,
} from "../shared/contract/names.ts";
import { PartsMachine } from "./compute/parts-machine.ts";
import type { Unattended } from "./compute/unattended-function.ts";
import type { DeploymentSettings } from "./config/deployment.ts";
import { deployedFolder, keepConfiguration } from "./config/kept-configuration.ts";
import { addDigestFunction } from "./functions/digest.ts";
import { addFoldFunction } from "./functions/fold.ts";
import { addImportFunction } from "./functions/import.ts";
import { addRecomputeFunction } from "./functions/recompute.ts";
import { ReportFunction } from "./functions/report.ts";
import { addSilenceFunction } from "./functions/silence.ts";
import { addSimulateFunction } from "./functions/simulate.ts";
import { addWatchdogFunction } from "./functions/watchdog.ts";
import { AlertTopic } from "./messaging/alert-topic.ts";
import { DeadLetterQueue } from "./messaging/dead-letter-queue.ts";
import { OperationsTopic } from "./messaging/operations-topic.ts";
import { ChokepointDashboard } from "./monitoring/dashboard.ts";
import type { WatchedQueue } from "./monitoring/message-alarms.ts";
import { Monitoring } from "./monitoring/monitoring.ts";
import { EncryptionKey } from "./permissions/encryption-key.ts";
import { ImportBucket } from "./storage/import-bucket.ts";
import { PartsBucket } from "./storage/parts-bucket.ts";
import { ReportsBucket } from "./storage/reports-bucket.ts";
import { SupplyTables } from "./storage/supply-tables.ts";

/**
 * Files in a bucket → positions in tables → a scheduled recompute per sector → alerts on a topic. A digest
 * every week. Simulations and silences by hand. And a watchdog that tells the operations topic when any of this
 * does not work.
 */
export class ChokepointStack extends Stack {
  constructor(scope: Construct, id: string, deployment: DeploymentSettings) {
    super(scope, id, {
      description: `Chokepoint ${manifest.version}: supplier concentration and its alerts`,
      terminationProtection: deployment.stage === "prod",
    });
    const { keepData, subscribers, operators } = deployment;
    keepConfiguration(this, deployment);
    const { key: encryptionKey } = new EncryptionKey(this, "Encryption", { keepData });
    const supply = new SupplyTables(this, "Supply", {
      encryptionKey,
      keepData,
      attached: deployment.tables,
      shards: deployment.shards,
    });
    const undelivered = new DeadLetterQueue(this, "Undelivered", { encryptionKey });
    const receiving = { encryptionKey, undelivered: undelivered.queue };
    const { topic: alerts } = new AlertTopic(this, "Alerts", { ...receiving, subscribers });
    const { topic: operations } = new OperationsTopic(this, "Operations", { ...receiving, operators });

    const surroundings = { stack: this, deployment, encryptionKey, supply, alerts, operations };
    const { bucket } = new ImportBucket(this, "ImportFiles", { encryptionKey, keepData });
    const parts = new PartsBucket(this, "Parts", { encryptionKey });
    const pages = new ReportsBucket(this, "Reports", { encryptionKey, keepData });
    const report = new ReportFunction(surroundings, pages);
    const recompute = addRecomputeFunction(surroundings, {
      parts: parts.bucket,
      report: report.function,
      pages: pages.bucket,
    });
    const fold = addFoldFunction(surroundings, parts.bucket);
    for (const user of [recompute.function, fold]) parts.acknowledgeParts(user);
    const partsMachine = new PartsMachine(this, "InParts", { fold, recompute: recompute.function });
    const importer = addImportFunction(surroundings, { bucket, recompute: recompute.function });
    const digest = addDigestFunction(surroundings, pages.bucket);
    const watchdog = addWatchdogFunction(surroundings);
    const functions = {
      recompute: recompute.function,
      simulate: addSimulateFunction(surroundings),
      silence: addSilenceFunction(surroundings),
      digest: digest.function,
      watchdog: watchdog.function,
      import: importer.function,
      fold,
      report: report.function,
    };

    new Monitoring(this, "Monitoring", {
      operations,
      alerts,
      functions,
      partsMachine,
      queues: {
        undelivered: {
          name: "a message was not delivered",
          description: "SNS could not deliver a message; it waits in the queue of undelivered ones",
          queue: undelivered,
        },
        ...queuesOf("recompute", recompute),
        ...queuesOf("digest", digest),
        ...queuesOf("watchdog", watchdog),
        ...queuesOf("import", importer),
        ...failuresOf("report", report),
      },
      schedules: deployment.schedules,
      staleAfterDays: deployment.staleAfterDays,
    });
    new ChokepointDashboard(this, "Dashboard", {
      supply,
      policies: deployment.policies,
    });

    for (const [name, { output }] of Object.entries(tables)) {
      this.output(output, supply.byName[name as TableName].tableName, `The table of ${name}`);
    }
    const { shards } = deployment;
    this.output(shardsRead.output, String(shards.read), "How many shards of a sector are read");
    this.output(shardsWritten.output, String(shards.written), "How many shards of a sector are written to");
    const told = policyOutputs(deployment.policies, sha256);
    for (const [name, value] of told) this.output(name, value, "The sectors, and which policy each has");
    const folder = deployedFolder(deployment.policyFolder);
    this.output(policyFolderOutput, folder, "The folder that the policies were deployed from");
    this.output(importBucket.output, bucket.bucketName, "Files put here are imported");
    this.output(reportsBucket.output, pages.bucket.bucketName, "The report pages, one for each sector");
    this.output(alertTopic.output, alerts.topicArn, "Alerts; each address must confirm its subscription");
    this.output(
      undeliveredQueue.output,
      undelivered.queue.queueUrl,
      "Messages that a subscriber could not be handed",
    );
    this.output(operationsTopic.output, operations.topicArn, "What is wrong with the watching itself");
    for (const name of Object.keys(functionOutputs) as (keyof typeof functions)[]) {
      this.output(functionOutputs[name], functions[name].handler.functionName, `The function ${name}`);
    }
  }

  private output(name: string, value: string, description: string): void {
    new CfnOutput(this, name, { value, description });
  }
}

function queuesOf(name: string, { notStarted, ...unattended }: Unattended): Record<string, WatchedQueue> {
  return {
    [`${name}-not-started`]: {
      name: `${name} could not be started`,
      description: `Something waits in the dead-letter queue ${name}-not-started`,
      queue: notStarted,
    },
    ...failuresOf(name, unattended),
  };
}

function failuresOf(name: string, { failed }: Pick<Unattended, "failed">): Record<string, WatchedQueue> {
  return {
    [`${name}-failed`]: {
      name: `${name} failed three times`,
      description: `Something waits in the dead-letter queue ${name}-failed`,
      queue: failed,
    },
  };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
