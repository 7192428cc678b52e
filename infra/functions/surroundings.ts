import { Stack } from "aws-cdk-lib";
import type { EventBus } from "aws-cdk-lib/aws-events";
import type { IKey } from "aws-cdk-lib/aws-kms";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import type { Construct } from "constructs";
import { callEnv, historyDaysEnv, stackEnv, versionEnv } from "../../shared/contract/functions.ts";
import { type TableName, tables } from "../../shared/contract/tables.ts";
import type { FunctionProps } from "../compute/least-privilege-function.ts";
import type { DeploymentSettings } from "../config/deployment.ts";
import type { FunctionName } from "../config/function-sizes.ts";
import type { OwnResources } from "../config/own-resources.ts";
import { VERSION } from "../config/package-root.ts";
import type { FailureQueues } from "../messaging/failure-queues.ts";
import type { SupplyTables } from "../storage/supply-tables.ts";

/** What the functions need around them. */
export interface FunctionSurroundings {
  scope: Construct;
  deployment: DeploymentSettings;
  encryptionKey: IKey;
  supply: SupplyTables;
  alerts: ITopic;
  bus: EventBus;
  operations: ITopic;
  own: OwnResources;
  failures: FailureQueues;
}

export const ALL_TABLES = Object.keys(tables) as TableName[];
/**
 * The tables that an import writes and a simulation reads. Records of refused rows are stored beside the
 * assessments.
 */
export const WITHOUT_LEDGERS: TableName[] = ["positions", "suppliers", "links", "holdings", "assessments"];
/** The tables that hold what is known about an assessed sector. */
export const WHAT_WAS_FOUND: TableName[] = ["ledgers", "assessments"];

/** The properties that every function has: its size, its log and its policies. */
export function usualProps(
  name: FunctionName,
  { encryptionKey, own, deployment }: FunctionSurroundings,
): Pick<
  FunctionProps,
  | "size"
  | "encryptionKey"
  | "logGroup"
  | "logRetentionDays"
  | "keepLog"
  | "tracing"
  | "policyFolder"
  | "sectors"
> {
  const { functions, logRetentionDays, keepData, tracing, policyFolder, policies } = deployment;
  return {
    size: functions[name],
    encryptionKey,
    logGroup: own.logGroup ?? null,
    logRetentionDays,
    keepLog: keepData,
    tracing,
    policyFolder,
    sectors: policies.map(({ sector }) => sector),
  };
}

type Deployed = Pick<FunctionSurroundings, "scope" | "deployment">;

export function about(deployed: Deployed): Record<string, string> {
  return { [versionEnv]: VERSION, ...inStack(deployed) };
}

/** The name of the stack, by which the command line finds everything, and how messages call the command line. */
export function inStack({ scope, deployment: { command } }: Deployed): Record<string, string> {
  return { [stackEnv]: Stack.of(scope).stackName, ...(command === null ? {} : { [callEnv]: command }) };
}

export function keeping({ historyDays }: DeploymentSettings): Record<string, string> {
  return { [historyDaysEnv]: String(historyDays) };
}
