import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { createAssessmentStore } from "../../functions/aws/dynamo/assessment-store.ts";
import { createHistoryStore } from "../../functions/aws/dynamo/history-store.ts";
import { createLedgerStore } from "../../functions/aws/dynamo/ledger-store.ts";
import { createPositionRows, createPositionStore } from "../../functions/aws/dynamo/position-store.ts";
import { createSilenceStore } from "../../functions/aws/dynamo/silence-store.ts";
import type { Bulletin } from "../../shared/bulletin/bulletin.ts";
import type { BusEvent } from "../../shared/bus/bus-event.ts";
import { importIdOf } from "../../shared/imports/record.ts";
import type { Position } from "../../shared/supply/position.ts";
import { type Process, stepping } from "./crashing.ts";
import { embeddedDynamo } from "./dynamo.ts";
import type { ReadablePorts } from "./memory.ts";
import { type MemoryPorts, memoryPorts } from "./memory.ts";
import { nameOf } from "./memory-markers.ts";

/** What outlives a process. */
export interface World {
  clock: { now: Date };
  published: Bulletin[];
  onBus: BusEvent[];
  /** Ports of processes that live. */
  ports: ReadablePorts;
  /** Ports of a process that may die. */
  portsOf(process: Process): ReadablePorts;
  /** Has these positions stored in place of those before. */
  supply(positions: Position[]): Promise<void>;
  /** Has an import of the sector `ai` ended just now. */
  bringIn(): void;
  close(): Promise<void>;
}

/** The marker of an import that has ended. */
function markEnd({ stored, now }: MemoryPorts): void {
  const time = now().toISOString();
  const key = { sector: "ai", kind: "positions" as const, file: "a.csv", runner: "lambda-1" };
  const times = { startedAt: time, until: time, endedAt: time };
  const importId = importIdOf(now(), "a1b2c3");
  stored.markers.set(nameOf(key), { schemaVersion: 1, ...key, importId, ...times });
}

/** A world in memory. */
export async function memoryWorld(): Promise<World> {
  const ports = memoryPorts();
  return {
    clock: ports.clock,
    published: ports.stored.published,
    onBus: ports.stored.onBus,
    ports,
    portsOf: (process) => stepping<ReadablePorts>(ports, process),
    async supply(positions) {
      ports.stored.positions = positions;
    },
    bringIn: () => markEnd(ports),
    async close() {},
  };
}

/**
 * A world whose state is in the embedded DynamoDB, where each command that a process sends, and each message, is a step of
 * it: what stops between readings from memory, a world in memory tells. Positions are read from memory; with `withPositions`, a process that may die reads them from there too, and those that are
 * supplied must always have the same ids.
 */
export async function dynamoWorld(withPositions = false): Promise<World> {
  const dynamo = await embeddedDynamo();
  const memory = memoryPorts();
  const dying: DynamoDBClient[] = [];
  return {
    clock: memory.clock,
    published: memory.stored.published,
    onBus: memory.stored.onBus,
    ports: { ...memory, ...dynamoStores(dynamo.client) },
    portsOf(process) {
      const client = clientOf(process, dynamo.createClient());
      dying.push(client);
      const { publisher, bus } = stepping<ReadablePorts>(memory, process);
      const ports = { ...memory, publisher, bus, ...dynamoStores(client) };
      return withPositions ? { ...ports, positions: createPositionStore(client, "positions") } : ports;
    },
    async supply(positions) {
      memory.stored.positions = positions;
      if (withPositions) await createPositionRows(dynamo.client, "positions").put(positions);
    },
    bringIn: () => markEnd(memory),
    async close() {
      for (const client of dying) client.destroy();
      await dynamo.close();
    },
  };
}

/** The stores of everything that a recompute writes. */
export function dynamoStores(
  client: DynamoDBClient,
): Pick<ReadablePorts, "ledgers" | "assessments" | "history"> {
  return {
    ledgers: { ...createSilenceStore(client, "ledgers"), ...createLedgerStore(client, "ledgers") },
    assessments: createAssessmentStore(client, "assessments", null),
    history: createHistoryStore(client, "assessments", null),
  };
}

/** A client whose every command is a step of a process. */
function clientOf(process: Process, client: DynamoDBClient): DynamoDBClient {
  client.middlewareStack.add(
    (next, { commandName = "" }) =>
      (sent) => {
        const { TableName } = sent.input as { TableName?: string };
        return process.step(`${commandName.replace("Command", "")} ${TableName}`, () => next(sent));
      },
    { step: "initialize" },
  );
  return client;
}
