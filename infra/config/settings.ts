import type { Protocol } from "../../shared/contract/messaging.ts";
import type { TableName } from "../../shared/contract/tables.ts";
import { ContextError } from "./context-error.ts";
import { type DeploymentSettings, readDeployment } from "./deployment.ts";
import type { FunctionName } from "./function-sizes.ts";
import type { Subscriber } from "./subscribers.ts";

/** The keys of the configuration (docs/deploy.md) that are decided in code, with the same meaning and defaults. */
export interface ChokepointSettings {
  /** Decides the defaults of `keepData` and `logRetentionDays`. */
  stage?: "dev" | "prod";
  /** The folder of the policies, relative to where `cdk` runs; by default those that ship. */
  policies?: string;
  sectors?: string[];
  /** How e-mails, messages and pages call the command line; `npx chokepoint` unless given. */
  command?: string;
  /** Addresses for every sector, separated by commas. */
  email?: string;
  /** Addresses by sector. */
  emails?: Record<string, string[]>;
  subscribers?: {
    protocol: Protocol;
    endpoint: string;
    sectors?: string[];
    level?: NonNullable<Subscriber["level"]>;
  }[];
  /** Addresses for what is wrong with the watching itself, separated by commas. */
  operations?: string;
  schedule?: string;
  /** Schedules of single sectors. */
  schedules?: Record<string, string>;
  digest?: string;
  /** A test message to the operations topic on the first day of each month. */
  testNotification?: "monthly";
  timeZone?: string;
  staleAfterDays?: number;
  historyDays?: number;
  shardsRead?: number;
  shardsWritten?: number;
  partsAbove?: number;
  logRetentionDays?: number;
  functions?: Partial<Record<FunctionName, { memory?: number; concurrency?: number }>>;
  /** Existing tables, by what they hold. */
  tables?: Partial<Record<TableName, string | { name: string; key?: string }>>;
  /** Whether X-Ray records what the functions do. */
  tracing?: boolean;
  keepData?: boolean;
  /** Whether there is a topic for chats. */
  chat?: boolean;
}

/** Reads settings like a configuration. @throws Error that names the construct, the key and the reason. */
export function readSettings(settings: ChokepointSettings, construct: string): DeploymentSettings {
  const given = Object.entries(settings).filter(([, value]) => value !== undefined);
  try {
    return readDeployment(Object.fromEntries(given));
  } catch (error) {
    if (!(error instanceof ContextError)) throw error;
    throw new Error(`${construct}: ${error.message.replace(/^context: /, "")}`, { cause: error });
  }
}
