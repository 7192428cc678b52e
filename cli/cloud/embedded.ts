import { createDynamoClient } from "../../functions/aws/dynamo/client.ts";
import { createConfirmationRows } from "../../functions/aws/dynamo/confirmation-store.ts";
import { createImportRecords } from "../../functions/aws/dynamo/import-store.ts";
import { createMarkerStore } from "../../functions/aws/dynamo/marker-store.ts";
import { createWatchStore } from "../../functions/aws/dynamo/watch-store.ts";
import type { PolicyFolder } from "../../functions/runtime/policy-folder.ts";
import manifest from "../../package.json" with { type: "json" };
import { policiesEnv, type TableName, tables, versionEnv } from "../../shared/contract/names.ts";
import { type Cloud, storesOf, type TableNames } from "./cloud.ts";
import { createTables, startDynamo } from "./embedded-dynamo.ts";
import type { Email } from "./embedded-sns.ts";
import { createTopics } from "./embedded-topics.ts";
import { releaseLeftClaims, releaseLeftMarkers, releaseLeftWatch } from "./left-claims.ts";
import { enterLocalEnvironment } from "./local-environment.ts";
import { shippedPolicies } from "./policy-folder.ts";

/** A cloud in this process. */
export interface EmbeddedCloud extends Cloud {
  /** Has SNS run for functions that are not called through this cloud. Those that are have it run when they need it. */
  startTopics(): Promise<void>;
}

/**
 * Starts the embedded cloud: DynamoDB, kept under `dir` (in memory without one), and, for what publishes, SNS, each on the
 * loopback interface. Functions are the very handlers that are deployed, told by the environment where to work,
 * so a process can have one embedded cloud at a time, and no longer sees the user's own AWS settings.
 */
export async function startEmbeddedCloud(
  dir: string | null,
  deliver: (email: Email) => Promise<void>,
  { folder, policies }: PolicyFolder = shippedPolicies(),
): Promise<EmbeddedCloud> {
  const dynamo = await startDynamo(dir);
  const topics = createTopics(deliver);
  enterLocalEnvironment(dynamo.url, {
    [versionEnv]: manifest.version,
    [policiesEnv]: folder,
    ...Object.fromEntries(Object.entries(tables).map(([name, { env }]) => [env, name])),
  });
  const client = createDynamoClient();
  const close = async () => {
    client.destroy();
    await Promise.all([dynamo.close(), topics.close()]);
  };
  await createTables(client).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const names = localTableNames();
  const stores = storesOf(client, names, policies);
  let released: Promise<void> | null = null;
  // Once, before the first function that hands something out: what is claimed later is this process's own.
  const releaseOnce = () => {
    released ??= (async () => {
      await releaseLeftClaims(client, names.ledgers, stores.ledgers);
      const markers = createMarkerStore(client, names.assessments);
      await releaseLeftMarkers(policies.keys(), markers, stores.importPorts.markers);
      await releaseLeftWatch(createWatchStore(client, names.ledgers));
    })();
    return released;
  };
  return {
    ...stores,
    async recompute(payload) {
      await releaseOnce();
      await topics.start();
      const { handler } = await import("../../functions/recompute/handler.ts");
      return await handler(payload);
    },
    async simulate(payload) {
      const { handler } = await import("../../functions/simulate/handler.ts");
      return await handler(payload);
    },
    async silence(payload) {
      const { handler } = await import("../../functions/silence/handler.ts");
      return await handler(payload);
    },
    async digest(payload) {
      await topics.start();
      const { handler } = await import("../../functions/digest/handler.ts");
      return await handler(payload);
    },
    async watchdog() {
      await releaseOnce();
      await topics.start();
      const { handler } = await import("../../functions/watchdog/handler.ts");
      return await handler({});
    },
    async confirmImport(payload) {
      const { confirmImport } = await import("../../functions/import/confirm-import.ts");
      return await confirmImport(payload, {
        imports: createImportRecords(client, localTableNames().assessments),
        confirmations: createConfirmationRows(client, localTableNames().assessments),
        // Nothing runs by itself here: the command says what to run.
        recompute: { start: async () => {} },
        now: () => new Date(),
      });
    },
    startTopics: topics.start,
    close,
  };
}

function localTableNames(): TableNames {
  const names = Object.keys(tables) as TableName[];
  return Object.fromEntries(names.map((name) => [name, name])) as TableNames;
}
