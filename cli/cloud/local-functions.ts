import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { createConfirmationRows } from "../../functions/aws/dynamo/confirmation-store.ts";
import { createImportRecords } from "../../functions/aws/dynamo/import-store.ts";
import { commandPlace } from "../../functions/runtime/command-place.ts";
import type { AcknowledgeResult } from "../../functions/silence/acknowledge.ts";
import type { SilenceResult } from "../../functions/silence/silence.ts";
import type { TestResult } from "../../functions/watchdog/test-notification.ts";
import type { WatchdogResult } from "../../functions/watchdog/watchdog.ts";
import type { AskPayload } from "../../shared/contract/ask-payload.ts";
import type { ConfirmPayload } from "../../shared/contract/import-payload.ts";
import type { TestPayload } from "../../shared/contract/test-payload.ts";
import type { Functions, TableNames } from "./cloud.ts";

/** What the functions need from the embedded cloud. */
interface Surroundings {
  client: DynamoDBClient;
  tableNames: TableNames;
  /** Starts SNS and the bus if they are not running. */
  startTopics: () => Promise<void>;
  /** Releases the claims of earlier processes. Later claims are those of this process. */
  release: () => Promise<void>;
}

/** The functions in this process: the deployed handlers. Each is loaded when it is first called. */
export function localFunctions(surroundings: Surroundings): Functions {
  const { startTopics, release } = surroundings;
  return {
    async recompute(payload) {
      await release();
      await startTopics();
      const { handler } = await import("../../functions/recompute/handler.ts");
      return await handler(payload);
    },
    async simulate(payload) {
      const { handler } = await import("../../functions/simulate/handler.ts");
      return await handler(payload);
    },
    // The handler answers a silence with a silence, and an acknowledgement with one.
    silence: async (payload) => (await asked(payload)) as SilenceResult,
    acknowledge: async (payload) => (await asked(payload)) as AcknowledgeResult,
    async digest(payload) {
      await startTopics();
      const { handler } = await import("../../functions/digest/handler.ts");
      return await handler(payload);
    },
    async watchdog() {
      await release();
      await startTopics();
      // The handler answers a look with a look, and a test with a test.
      return (await watchdog({})) as WatchdogResult;
    },
    async testNotification(payload) {
      await startTopics();
      return (await watchdog(payload)) as TestResult;
    },
    confirmImport: (payload) => confirmHere(payload, surroundings),
  };
}

async function asked(payload: AskPayload): Promise<SilenceResult | AcknowledgeResult> {
  const { handler } = await import("../../functions/silence/handler.ts");
  return await handler(payload);
}

async function watchdog(payload: TestPayload | object): Promise<WatchdogResult | TestResult> {
  const { handler } = await import("../../functions/watchdog/handler.ts");
  return await handler(payload);
}

async function confirmHere(payload: ConfirmPayload, { client, tableNames }: Surroundings) {
  const { confirmImport } = await import("../../functions/import/confirm-import.ts");
  return await confirmImport(payload, {
    imports: createImportRecords(client, tableNames.assessments),
    confirmations: createConfirmationRows(client, tableNames.assessments),
    // Nothing runs by itself here: the command says what to run.
    recompute: { start: async () => {} },
    place: commandPlace(process.env),
    now: () => new Date(),
  });
}
