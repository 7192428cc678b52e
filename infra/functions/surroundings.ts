import type { Stack } from "aws-cdk-lib";
import type { IKey } from "aws-cdk-lib/aws-kms";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import manifest from "../../package.json" with { type: "json" };
import { historyDaysEnv, stackEnv, type TableName, tables, versionEnv } from "../../shared/contract/names.ts";
import type { FunctionProps } from "../compute/least-privilege-function.ts";
import type { DeploymentSettings } from "../config/deployment.ts";
import type { FunctionName } from "../config/function-sizes.ts";
import type { SupplyTables } from "../storage/supply-tables.ts";

/** What the functions need from the stack. */
export interface FunctionSurroundings {
  stack: Stack;
  deployment: DeploymentSettings;
  encryptionKey: IKey;
  supply: SupplyTables;
  alerts: ITopic;
  operations: ITopic;
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
  encryptionKey: IKey,
  { functions, logRetentionDays, keepData, policyFolder, policies }: DeploymentSettings,
): Pick<
  FunctionProps,
  "size" | "encryptionKey" | "logRetentionDays" | "keepLog" | "policyFolder" | "sectors"
> {
  return {
    size: functions[name],
    encryptionKey,
    logRetentionDays,
    keepLog: keepData,
    policyFolder,
    sectors: policies.map(({ sector }) => sector),
  };
}

export function about(stack: Stack): Record<string, string> {
  return { [versionEnv]: manifest.version, [stackEnv]: stack.stackName };
}

export function keeping({ historyDays }: DeploymentSettings): Record<string, string> {
  return { [historyDaysEnv]: String(historyDays) };
}
