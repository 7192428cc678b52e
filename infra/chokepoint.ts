import { Stack, Token } from "aws-cdk-lib";
import type { ITable } from "aws-cdk-lib/aws-dynamodb";
import type { EventBus } from "aws-cdk-lib/aws-events";
import { PermissionsBoundary } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import type { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import { Construct } from "constructs";
import type { TableName } from "../shared/contract/tables.ts";
import type { LeastPrivilegeFunction } from "./compute/least-privilege-function.ts";
import { PartsMachine } from "./compute/parts-machine.ts";
import type { DeploymentSettings } from "./config/deployment.ts";
import type { FunctionName } from "./config/function-sizes.ts";
import type { OwnResources } from "./config/own-resources.ts";
import { type ChokepointSettings, readSettings } from "./config/settings.ts";
import { addDigestFunction } from "./functions/digest.ts";
import { addFoldFunction } from "./functions/fold.ts";
import { addImportFunction } from "./functions/import.ts";
import { addRecomputeFunction } from "./functions/recompute.ts";
import { addReportFunction } from "./functions/report.ts";
import { addSilenceFunction } from "./functions/silence.ts";
import { addSimulateFunction } from "./functions/simulate.ts";
import { addWatchdogFunction } from "./functions/watchdog.ts";
import { AlertBus } from "./messaging/alert-bus.ts";
import { AlertTopic } from "./messaging/alert-topic.ts";
import { ChatTopic } from "./messaging/chat-topic.ts";
import { DeadLetterQueue } from "./messaging/dead-letter-queue.ts";
import { addFailureQueues } from "./messaging/failure-queues.ts";
import { OperationsTopic } from "./messaging/operations-topic.ts";
import { ChokepointDashboard } from "./monitoring/dashboard.ts";
import { Monitoring } from "./monitoring/monitoring.ts";
import { addOutputs } from "./outputs.ts";
import { EncryptionKey } from "./permissions/encryption-key.ts";
import { EventLogBucket } from "./storage/event-log-bucket.ts";
import { ImportBucket } from "./storage/import-bucket.ts";
import { PartsBucket } from "./storage/parts-bucket.ts";
import { ReportsBucket } from "./storage/reports-bucket.ts";
import { SupplyTables } from "./storage/supply-tables.ts";

/** The settings of the configuration, and what a team has already. */
export interface ChokepointProps extends ChokepointSettings, OwnResources {}

/** A deployment that was read from the context and its file. */
export interface ReadChokepointProps extends OwnResources {
  deployment: DeploymentSettings;
}

/**
 * Files in a bucket → positions in tables → a scheduled recompute per sector → alerts on a topic. A digest every week.
 * Simulations and silences by hand. And a watchdog that tells the operations topic when any of this does not work.
 */
export class Chokepoint extends Construct {
  readonly encryptionKey: IKey;
  readonly tables: Record<TableName, ITable>;
  /** Bulletins and digests. */
  readonly alerts: ITopic;
  /** One event for each change of an alert, for rules of your own. */
  readonly bus: EventBus;
  /** The same for chats; `null` without `chat`. */
  readonly chat: ITopic | null;
  /** What is wrong with the watching itself. */
  readonly operations: ITopic;
  /** Files that are put here are imported. */
  readonly importFiles: Bucket;
  /** The report pages, one for each sector. */
  readonly reports: Bucket;
  /** The event log, a file for each sector and day. */
  readonly eventLog: Bucket;
  readonly functions: Record<FunctionName, NodejsFunction>;

  /** @throws Error when a setting is wrong, or when the stack cannot hold it. */
  constructor(scope: Construct, id: string, props: ChokepointProps | ReadChokepointProps = {}) {
    super(scope, id);
    this.refuseStack();
    const { encryptionKey, alertTopic, operationsTopic, logGroup, permissionsBoundary, ...settings } = props;
    const own: OwnResources = props;
    const deployment =
      "deployment" in settings ? settings.deployment : readSettings(settings, this.node.path);
    const { keepData, subscribers } = deployment;
    if (permissionsBoundary !== undefined) PermissionsBoundary.of(this).apply(permissionsBoundary);
    this.encryptionKey = new EncryptionKey(this, "Encryption", { own: encryptionKey, keepData }).key;
    const encrypted = { encryptionKey: this.encryptionKey };
    const supply = new SupplyTables(this, "Supply", {
      ...encrypted,
      keepData,
      attached: deployment.tables,
      shards: deployment.shards,
    });
    this.tables = supply.byName;
    const undelivered = new DeadLetterQueue(this, "Undelivered", encrypted);
    const failures = addFailureQueues(this, this.encryptionKey);
    const receiving = { ...encrypted, undelivered: undelivered.queue };
    this.alerts = new AlertTopic(this, "Alerts", { ...receiving, own: alertTopic, subscribers }).topic;
    this.bus = new AlertBus(this, "AlertChanges", receiving).bus;
    const forChats = { bus: this.bus, ...receiving };
    this.chat = deployment.chat ? new ChatTopic(this, "Chat", forChats).topic : null;
    const operators =
      operationsTopic !== undefined && deployment.operators.kind === "stand-ins"
        ? { kind: "named" as const, addresses: [] }
        : deployment.operators;
    this.operations = new OperationsTopic(this, "Operations", {
      ...receiving,
      own: operationsTopic,
      operators,
    }).topic;

    const { alerts, bus, operations } = this;
    const surroundings = {
      scope: this,
      deployment: { ...deployment, operators },
      ...encrypted,
      supply,
      alerts,
      bus,
      operations,
      own,
      failures,
    };
    const { bucket } = new ImportBucket(this, "ImportFiles", { ...encrypted, keepData });
    const parts = new PartsBucket(this, "Parts", encrypted);
    const pages = new ReportsBucket(this, "Reports", { ...encrypted, keepData });
    const eventLog = new EventLogBucket(this, "EventLog", { ...encrypted, keepData });
    this.importFiles = bucket;
    this.reports = pages.bucket;
    this.eventLog = eventLog.bucket;
    const report = addReportFunction(surroundings, pages);
    const recompute = addRecomputeFunction(surroundings, {
      parts: parts.bucket,
      report,
      pages: pages.bucket,
    });
    const fold = addFoldFunction(surroundings, parts.bucket);
    for (const user of [recompute.function, fold]) parts.acknowledgeParts(user);
    const partsMachine = new PartsMachine(this, "InParts", { fold, recompute: recompute.function });
    const importer = addImportFunction(surroundings, { bucket, recompute: recompute.function });
    const digest = addDigestFunction(surroundings, pages.bucket);
    const watchdog = addWatchdogFunction(surroundings, eventLog);
    const functions: Record<FunctionName, LeastPrivilegeFunction> = {
      recompute: recompute.function,
      simulate: addSimulateFunction(surroundings),
      silence: addSilenceFunction(surroundings),
      digest: digest.function,
      watchdog: watchdog.function,
      import: importer.function,
      fold,
      report,
    };
    this.functions = Object.fromEntries(
      Object.entries(functions).map(([name, { handler }]) => [name, handler]),
    ) as Record<FunctionName, NodejsFunction>;

    new Monitoring(this, "Monitoring", {
      operations,
      alerts,
      functions,
      partsMachine,
      queues: { undelivered, ...failures },
      schedules: deployment.schedules,
      staleAfterDays: deployment.staleAfterDays,
    });
    new ChokepointDashboard(this, "Dashboard", { supply, policies: deployment.policies });
    addOutputs(this, { chokepoint: this, undelivered: undelivered.queue, deployment });
  }

  /** The command line, metrics and names know an installation by the name of its stack. */
  private refuseStack(): void {
    const stack = Stack.of(this);
    const path = this.node.path;
    if (Token.isUnresolved(stack.stackName))
      throw new Error(
        `${path}: a nested stack has no name before it is deployed: put Chokepoint into a stack that is not nested`,
      );
    const other = stack.node.findAll().find((one) => one !== this && one instanceof Chokepoint);
    if (other !== undefined)
      throw new Error(
        `${path}: the stack ${stack.stackName} has a Chokepoint already, ${other.node.path}: put this one into a stack of its own`,
      );
  }
}
