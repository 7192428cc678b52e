import type { ObjectImportPorts } from "../../functions/import/ports.ts";
import type { RefusalKey, StrayKey } from "../../functions/ports/feeds.ts";
import type { ObjectStore } from "../../functions/ports/objects.ts";
import type { ImportedRows, LinkKey, PositionKey, SupplierKey } from "../../functions/ports/rows.ts";
import type { ImportMarker } from "../../shared/imports/marker.ts";
import type { ImportKey, ImportRecord } from "../../shared/imports/record.ts";
import type { Refusal } from "../../shared/imports/refusal.ts";
import type { StrayFile } from "../../shared/imports/stray-file.ts";
import { type Holding, holdingKey } from "../../shared/supply/holding.ts";
import type { Link } from "../../shared/supply/link.ts";
import type { Position } from "../../shared/supply/position.ts";
import type { Supplier } from "../../shared/supply/supplier.ts";
import { NOTHING_UNREADABLE } from "../../shared/supply/unreadable.ts";
import { memoryMarkerRows } from "./memory-markers.ts";
import { samplePolicies } from "./sample-policies.ts";

export const BUCKET = "files";

/** Ports of an import through the bucket that live in memory, with what went through them. */
export interface ObjectImportWorld {
  ports: ObjectImportPorts;
  /** What stands in the bucket, by key. */
  objects: Map<string, string | Buffer>;
  positions: Map<string, Position>;
  links: Map<string, Link>;
  holdings: Map<string, Holding>;
  suppliers: Map<string, Supplier>;
  /** By sector (`every` for none), kind and file. */
  refusals: Map<string, Refusal>;
  /** What imports changed, by id and sector. */
  imports: Map<string, ImportRecord>;
  /** Files whose keys could not be read, by key. */
  strays: Map<string, StrayFile>;
  /** Which imports are under way, or ended without a run that has decided since. */
  markers: Map<string, ImportMarker>;
  started: string[];
  /** Done before each call, by its name and what it is about; it may throw, and it may change the world. */
  before: { step: (name: string, about: string) => void };
}

/** A fresh world with these files in the bucket. */
export function objectImportWorld(files: Record<string, string | Buffer> = {}): ObjectImportWorld {
  const objects = new Map(Object.entries(files));
  const world = {
    positions: new Map<string, Position>(),
    links: new Map<string, Link>(),
    holdings: new Map<string, Holding>(),
    suppliers: new Map<string, Supplier>(),
    refusals: new Map<string, Refusal>(),
    imports: new Map<string, ImportRecord>(),
    strays: new Map<string, StrayFile>(),
    markers: new Map<string, ImportMarker>(),
    started: [] as string[],
  };
  const before: ObjectImportWorld["before"] = { step: () => {} };
  const nameOfPosition = ({ sector, positionId }: PositionKey) => `${sector} ${positionId}`;
  const nameOfLink = ({ supplierId, input, upstreamId }: LinkKey) => `${supplierId} ${input} ${upstreamId}`;
  const nameOfRefusal = ({ sector, kind, file }: RefusalKey) => `${sector ?? "every"} ${kind} ${file}`;
  const positions = memoryRows(world.positions, nameOfPosition, before);
  return {
    ...world,
    objects,
    before,
    ports: {
      policies: samplePolicies,
      positions: {
        ...positions,
        async *pagesOf(sector) {
          const rows = [...world.positions.values()];
          const own = rows.filter((row) => row.sector === sector);
          yield { rows: own, unreadable: NOTHING_UNREADABLE, broughtBy: await positions.broughtBy(own) };
        },
      },
      suppliers: {
        ...memoryRows(world.suppliers, ({ supplierId }: SupplierKey) => supplierId, before),
        async *pages() {
          yield { rows: [...world.suppliers.values()], unreadable: NOTHING_UNREADABLE };
        },
      },
      refusals: memoryRows(world.refusals, nameOfRefusal, before, "refusals"),
      imports: memoryRows(
        world.imports,
        ({ id, sector }: ImportKey) => `${id} ${sector ?? "every"}`,
        { step: () => {} },
        "imports",
      ),
      strays: memoryRows(world.strays, ({ key }: StrayKey) => key, { step: () => {} }, "strays"),
      markers: memoryMarkerRows(world.markers),
      now: () => new Date("2026-08-01T06:00:00Z"),
      links: {
        ...memoryRows(world.links, nameOfLink, before),
        async *pages() {
          yield { rows: [...world.links.values()], unreadable: NOTHING_UNREADABLE };
        },
      },
      holdings: {
        ...memoryRows(world.holdings, holdingKey, before),
        async *pages() {
          yield { rows: [...world.holdings.values()], unreadable: NOTHING_UNREADABLE };
        },
      },
      objects: memoryObjects(objects, before),
      recompute: {
        async start(sector) {
          before.step("start", sector);
          world.started.push(sector);
        },
      },
    },
  };
}

function memoryRows<Row extends Key, Key>(
  rows: Map<string, Row>,
  nameOf: (key: Key) => string,
  before: ObjectImportWorld["before"],
  what = "",
): ImportedRows<Row, Key> {
  const imports = new Map<string, string>();
  const step = (name: string) => (what === "" ? name : `${name} ${what}`);
  return {
    async find(keys) {
      return keys.map((key) => rows.get(nameOf(key)) ?? null);
    },
    async broughtBy(keys) {
      return keys.map((key) => imports.get(nameOf(key)) ?? null);
    },
    async put(all, importId) {
      if (all.length === 0) return;
      before.step(step("put"), all.map(nameOf).join());
      for (const row of all) rows.set(nameOf(row), row);
      if (importId !== undefined) for (const row of all) imports.set(nameOf(row), importId);
    },
    async remove(keys) {
      if (what !== "") before.step(step("remove"), keys.map(nameOf).join());
      for (const key of keys) rows.delete(nameOf(key));
    },
  };
}

function memoryObjects(
  objects: Map<string, string | Buffer>,
  before: ObjectImportWorld["before"],
): ObjectStore {
  return {
    async look({ key }) {
      before.step("look", key);
      const found = objects.get(key);
      return found === undefined ? null : { version: String(found), bytes: Buffer.byteLength(found) };
    },
    async exists({ key }) {
      before.step("exists", key);
      return objects.has(key);
    },
    async *read({ key }) {
      before.step("read", key);
      const bytes = Buffer.from(objects.get(key) ?? "");
      for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
    },
    async write({ key }, text) {
      before.step("write", key);
      objects.set(key, text);
    },
    async remove({ key }) {
      before.step("remove", key);
      if (!objects.delete(key)) throw new Error(`removed ${key}, which was not there`);
    },
  };
}
