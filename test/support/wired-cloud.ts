import { DeleteItemCommand, type DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import { createTables } from "../../cli/cloud/create-tables.ts";
import { type BusEnvelope, startBus } from "../../cli/cloud/embedded-bus.ts";
import { startDynamo } from "../../cli/cloud/embedded-dynamo.ts";
import { type Email, startSns } from "../../cli/cloud/embedded-sns.ts";
import { createAssessmentStore } from "../../functions/aws/dynamo/assessment-store.ts";
import { createDynamoClient } from "../../functions/aws/dynamo/client.ts";
import { createHistoryStore } from "../../functions/aws/dynamo/history-store.ts";
import { createLedgerStore } from "../../functions/aws/dynamo/ledger-store.ts";
import { createLinkStore } from "../../functions/aws/dynamo/link-store.ts";
import { createMarkerStore } from "../../functions/aws/dynamo/marker-store.ts";
import { createPositionStore } from "../../functions/aws/dynamo/position-store.ts";
import { createProvenanceStore } from "../../functions/aws/dynamo/provenance-store.ts";
import { createRefusalStore } from "../../functions/aws/dynamo/refusal-store.ts";
import { createSupplierStore } from "../../functions/aws/dynamo/supplier-store.ts";
import { createEventsClient } from "../../functions/aws/events/client.ts";
import { createEventBus } from "../../functions/aws/events/event-bus.ts";
import { createSnsClient } from "../../functions/aws/sns/client.ts";
import { createPublisher } from "../../functions/aws/sns/publisher.ts";
import type { RecomputePorts } from "../../functions/recompute/ports.ts";
import { recompute } from "../../functions/recompute/recompute.ts";
import type { Timeouts } from "../../functions/runtime/timeouts.ts";
import { eventLog } from "../../shared/event-log/event-log.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import type { SectorResult } from "../../shared/recompute/result.ts";
import { AS_OF } from "./builders.ts";
import { type FaultyWire, startFaultyWire } from "./faulty-wire.ts";

/** The embedded cloud, and the real ports that reach it through a wire which can fail. */
export interface WiredCloud {
  wire: FaultyWire;
  /** DynamoDB without the wire. */
  direct: DynamoDBClient;
  published: Email[];
  onBus: BusEnvelope[];
  clock: { now: Date };
  /** How long the clients of the next runs wait, where that is not as in production. */
  timeouts: Partial<Timeouts>;
  /** Runs a recompute with clients of its own, as a fresh process would; gives its results or its error. */
  run(...policies: Policy[]): Promise<Ended>;
  /** Has the claim of a run that died run out. */
  waitOutTheClaim(): void;
  /** Everything stored of a sector's decisions, but for versions and the time of day. */
  stored(sector: string): Promise<unknown>;
  /** The ids of its bulletins, one for each line of its log that says when one was published. */
  publications(sector: string): Promise<string[]>;
  /** Forgets what was decided, published and asked; positions stay. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

export type Ended = { results: SectorResult[]; error: null } | { results: null; error: Error };

const NOON = new Date("2026-08-01T12:00:00Z");

/** Starts the embedded cloud behind a wire. */
export async function startWiredCloud(): Promise<WiredCloud> {
  const published: Email[] = [];
  const clock = { now: NOON };
  const dynamo = await startDynamo(null);
  const sns = await startSns(async (email) => {
    published.push(email);
  });
  const onBus: BusEnvelope[] = [];
  const bus = await startBus(async (events) => {
    onBus.push(...events);
  });
  Object.assign(process.env, {
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_ENDPOINT_URL_DYNAMODB: dynamo.url,
  });
  const direct = createDynamoClient();
  await createTables(direct);
  const wire = await startFaultyWire({ dynamodb: dynamo.url, events: bus.url, sns: sns.url });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: wire.url,
    AWS_ENDPOINT_URL_EVENTBRIDGE: wire.url,
    AWS_ENDPOINT_URL_SNS: wire.url,
  });
  const usedClients: Clients[] = [];
  const cloud: WiredCloud = {
    wire,
    direct,
    published,
    onBus,
    clock,
    timeouts: {},
    async run(...policies) {
      const { timeouts } = cloud;
      const clients: Clients = {
        dynamo: createDynamoClient(timeouts),
        sns: createSnsClient(timeouts),
        events: createEventsClient(timeouts),
      };
      const ports = portsOf(clients, { topic: sns.topicArns.alerts, bus: bus.arn }, () => clock.now);
      const bySector = new Map(policies.map((policy) => [policy.sector, policy]));
      usedClients.push(clients);
      try {
        const deployment = { policies: bySector, version: "1.2.3", place: null };
        return { results: await recompute({ asOf: AS_OF }, ports, deployment), error: null };
      } catch (error) {
        return { results: null, error: error as Error };
      }
    },
    waitOutTheClaim() {
      clock.now = new Date(clock.now.getTime() + 61_000);
    },
    stored: (sector) => storedOf(direct, sector),
    publications: (sector) => publicationsOf(direct, sector),
    async reset() {
      clock.now = NOON;
      cloud.timeouts = {};
      for (const clients of usedClients.splice(0)) destroy(clients);
      published.length = 0;
      onBus.length = 0;
      wire.forget();
      await empty(direct, "ledgers", ["sector"]);
      await empty(direct, "assessments", ["sector", "assessmentKey"]);
    },
    async close() {
      for (const clients of [...usedClients]) destroy(clients);
      direct.destroy();
      await wire.close();
      await Promise.all([dynamo.close(), sns.close(), bus.close()]);
    },
  };
  return cloud;
}

interface Clients {
  dynamo: DynamoDBClient;
  sns: ReturnType<typeof createSnsClient>;
  events: ReturnType<typeof createEventsClient>;
}

function destroy({ dynamo, sns, events }: Clients): void {
  for (const client of [dynamo, sns, events]) client.destroy();
}

/** The ports that the handler of the recompute puts together, but for its telemetry. */
function portsOf(
  { dynamo, sns, events }: Clients,
  arns: { topic: string; bus: string },
  now: () => Date,
): RecomputePorts {
  return {
    positions: createPositionStore(dynamo, "positions"),
    suppliers: createSupplierStore(dynamo, "suppliers"),
    links: createLinkStore(dynamo, "links"),
    refusals: createRefusalStore(dynamo, "assessments"),
    markers: createMarkerStore(dynamo, "assessments"),
    provenance: createProvenanceStore(dynamo, "assessments", null),
    ledgers: createLedgerStore(dynamo, "ledgers"),
    assessments: createAssessmentStore(dynamo, "assessments", null),
    history: createHistoryStore(dynamo, "assessments", null),
    publisher: createPublisher(sns, arns.topic),
    bus: createEventBus(arns.bus, () => events),
    telemetry: { measure: (_sector, work) => work() },
    now,
  };
}

async function publicationsOf(client: DynamoDBClient, sector: string): Promise<string[]> {
  const { publications } = await createHistoryStore(client, "assessments", null).read(sector);
  const log = eventLog(sector, { history: [], summaries: [], imports: [], publications });
  return log.flatMap((line) => (line.kind === "publication" ? line.bulletin : []));
}

async function storedOf(client: DynamoDBClient, sector: string): Promise<unknown> {
  const { version: _, ...ledger } = await createLedgerStore(client, "ledgers").load(sector);
  // When a bulletin was published, and how often, differs with the trouble.
  const { publications: _publications, ...history } = await createHistoryStore(
    client,
    "assessments",
    null,
  ).read(sector);
  const { Items = [] } = await client.send(
    new ScanCommand({ TableName: "assessments", ConsistentRead: true }),
  );
  const own = Items.filter((item) => item.sector?.S === sector);
  const keys = own
    .map(({ assessmentKey }) => assessmentKey?.S ?? "")
    .filter((key) => !/^event#\d+#/.test(key))
    .sort();
  const assessments = createAssessmentStore(client, "assessments", null);
  const { rows: summaries } = await assessments.recent(sector, AS_OF, 100);
  const whole = await Promise.all(
    keys
      .filter((key) => /^\d/.test(key))
      .map((key) => assessments.load({ sector, asOf: key.slice(0, 10), id: key.slice(11) })),
  );
  const all = JSON.stringify({ ledger, history, keys, summaries, whole });
  return JSON.parse(all.replace(/"\d{4}-\d\d-\d\dT[^"]*Z"/g, '"some time"'));
}

async function empty(client: DynamoDBClient, table: string, keys: string[]): Promise<void> {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: table, ConsistentRead: true }));
  for (const item of Items) {
    const Key = Object.fromEntries(Object.entries(item).filter(([name]) => keys.includes(name)));
    await client.send(new DeleteItemCommand({ TableName: table, Key }));
  }
}
