import type { Stack } from "aws-cdk-lib";
import type { IKey } from "aws-cdk-lib/aws-kms";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import manifest from "../../package.json" with { type: "json" };
import { historyDaysEnv, stackEnv, type TableName, tables, versionEnv } from "../../shared/contract/names.ts";
import type { FunctionProps } from "../compute/least-privilege-function.ts";
import type { Deployment } from "../config/deployment.ts";
import type { FunctionName } from "../config/function-sizes.ts";
import type { SupplyTables } from "../storage/supply-tables.ts";

/** What the functions work with. */
export interface FunctionSurroundings {
  stack: Stack;
  deployment: Deployment;
  encryptionKey: IKey;
  supply: SupplyTables;
  alerts: ITopic;
  operations: ITopic;
}

export const ALL_TABLES = Object.keys(tables) as TableName[];
/** What an import writes and a simulation reads. What was refused of files stands beside the assessments. */
export const WITHOUT_LEDGERS: TableName[] = ["positions", "suppliers", "links", "assessments"];
/** What is known of a sector once it was assessed. */
export const WHAT_WAS_FOUND: TableName[] = ["ledgers", "assessments"];

/** What every function has: its size, where its log is kept, and its policies. */
export function usualProps(
  name: FunctionName,
  encryptionKey: IKey,
  { functions, logRetentionDays, keepData, policyFolder, policies }: Deployment,
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

export function keeping({ historyDays }: Deployment): Record<string, string> {
  return { [historyDaysEnv]: String(historyDays) };
}
