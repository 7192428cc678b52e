import { createDynamoClient } from "../../functions/aws/dynamo/client.ts";
import type { PolicyFolder } from "../../functions/runtime/policy-folder.ts";
import manifest from "../../package.json" with { type: "json" };
import {
  callEnv,
  dataFolderEnv,
  namedPoliciesEnv,
  policiesEnv,
  versionEnv,
} from "../../shared/contract/functions.ts";
import { tables } from "../../shared/contract/tables.ts";
import type { CommandPlace } from "../../shared/text/command.ts";
import { type Cloud, storesOf, type TableNames } from "./cloud.ts";
import { createTables } from "./create-tables.ts";
import { startDynamo } from "./embedded-dynamo.ts";
import { createTopics, type Deliveries } from "./embedded-topics.ts";
import { releaseLeft } from "./left-claims.ts";
import { enterLocalEnvironment } from "./local-environment.ts";
import { localFunctions } from "./local-functions.ts";
import { shippedPolicies } from "./policy-folder.ts";

/** A cloud in this process. */
export interface EmbeddedCloud extends Cloud {
  /** Starts SNS and the bus, for functions that are not called through this cloud. The others start it when they need it. */
  startTopics(): Promise<void>;
}

/**
 * Starts the embedded cloud: DynamoDB, with its data under `dir` (in memory without one), and SNS and a bus for functions that
 * publish, each on the loopback interface. The functions are the deployed handlers. They read from the environment where to work, so a
 * process can have only one embedded cloud at a time, and no longer sees the user's own AWS settings. The commands of its
 * messages name `place`.
 */
export async function startEmbeddedCloud(
  dir: string | null,
  deliver: Deliveries,
  { folder, policies }: PolicyFolder = shippedPolicies(),
  place: CommandPlace = null,
): Promise<EmbeddedCloud> {
  const dynamo = await startDynamo(dir);
  const topics = createTopics(deliver);
  enterLocalEnvironment(dynamo.url, {
    [versionEnv]: manifest.version,
    [policiesEnv]: folder,
    ...placeEnvironment(place),
    ...Object.fromEntries(Object.entries(tables).map(([name, { env }]) => [env, name])),
  });
  const client = createDynamoClient();
  const close = async () => {
    client.destroy();
    await Promise.all([dynamo.close(), topics.close()]);
  };
  try {
    await createTables(client);
  } catch (error) {
    await close();
    throw error;
  }
  const stores = storesOf(client, LOCAL_NAMES, policies);
  const release = once(() => releaseLeft(client, LOCAL_NAMES, stores));
  return {
    ...stores,
    deployedPolicies: null,
    ...localFunctions({ client, tableNames: LOCAL_NAMES, startTopics: topics.start, release }),
    startTopics: topics.start,
    close,
  };
}

/** What tells the functions which place their commands name. */
function placeEnvironment(place: CommandPlace): Record<string, string> {
  if (place === null || "stack" in place) return {};
  const { dir, policies, call } = place;
  return {
    ...(call === undefined ? {} : { [callEnv]: call }),
    ...(dir === undefined ? {} : { [dataFolderEnv]: dir }),
    ...(policies === undefined ? {} : { [namedPoliciesEnv]: policies }),
  };
}

/** Here each table has the name that it has in `tables`. */
const LOCAL_NAMES = Object.fromEntries(Object.keys(tables).map((name) => [name, name])) as TableNames;

/** Does the work at the first call. Later calls wait for the same work. */
function once(work: () => Promise<void>): () => Promise<void> {
  let started: Promise<void> | null = null;
  return () => {
    started ??= work();
    return started;
  };
}
