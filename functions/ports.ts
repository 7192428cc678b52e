import type { HistoryRecord } from "../shared/alert-history.ts";
import type { Assessment } from "../shared/assessment.ts";
import type { AssessmentSummary } from "../shared/assessment-summary.ts";
import type { Basis } from "../shared/basis.ts";
import type { FoldedPosition } from "../shared/fold.ts";
import type { ImportMarker, MarkerKey } from "../shared/import-marker.ts";
import type { ObjectPlace } from "../shared/import-payload.ts";
import type { Confirmation, ImportKey, ImportRecord } from "../shared/import-record.ts";
import type { Ledger } from "../shared/ledger.ts";
import type { Link } from "../shared/link.ts";
import type { Message } from "../shared/message.ts";
import type { Policies } from "../shared/policies.ts";
import type { Position } from "../shared/position.ts";
import type { Refusal } from "../shared/refusal.ts";
import type { StrayFile } from "../shared/stray-file.ts";
import type { Supplier } from "../shared/supplier.ts";
import type { Unreadable } from "../shared/unreadable.ts";
import type { Watch } from "../shared/watch.ts";
import type { SectorResult } from "./recompute/result.ts";

/** Some of what is stored, and what beside it could not be read. */
export interface Page<Row> {
  rows: Row[];
  unreadable: Unreadable;
  /** The imports that brought the rows, in their order; `null` for a row of before provenance was kept. */
  broughtBy?: (string | null)[];
  /** The keys of the rows, in their order, as `list unreadable` writes them; only where they were asked for. */
  keys?: string[];
}

/** A sector's positions: one stream of pages per shard, which may be read at the same time. */
export interface PositionStore {
  /** With `isNamed` the pages say the keys of their rows. */
  shards(sector: string, isNamed?: boolean): AsyncIterable<Page<FoldedPosition>>[];
}

/** Every supplier of every sector, page by page. */
export interface SupplierStore {
  pages(): AsyncIterable<Page<Supplier>>;
}

/** Every link of every supplier, page by page. */
export interface LinkStore {
  pages(): AsyncIterable<Page<Link>>;
}

/** What the last import of each file refused. */
export interface RefusalStore {
  /** The records of a sector, and those of every sector. */
  of(sector: string): Promise<Page<Refusal>>;
}

/** The files in the import bucket whose key does not say how to import them. */
export interface StrayStore {
  all(): Promise<Page<StrayFile>>;
}

/** One ledger per sector. */
export interface LedgerStore {
  /**
   * The ledger as it is now, never an older one; an empty ledger for a sector that has none.
   * @throws UnreadableLedger when what is stored cannot be read.
   */
  load(sector: string): Promise<Ledger>;
  /**
   * Writes the ledger as version `expectedVersion + 1` if what is stored still has `expectedVersion`, and
   * returns what was written; otherwise writes nothing and returns `"conflict"`.
   */
  save(ledger: Ledger, expectedVersion: number): Promise<Ledger | "conflict">;
}

/** Ledgers, of which only the silences may be written. */
export interface SilenceStore extends Pick<LedgerStore, "load"> {
  /**
   * Writes the silences of the ledger, and the lines about them that wait in its outbox, as version
   * `expectedVersion + 1`; all else in it stays as it is stored. Otherwise as `save` does.
   */
  saveSilences(ledger: Ledger, expectedVersion: number): Promise<Ledger | "conflict">;
}

/**
 * What waits in the outbox of a ledger of which the rest cannot be read, so that it is handed out all the same. Saving
 * writes back the outbox alone: whatever else stands in the item stays as it is, damaged or of a newer version.
 */
export interface OutboxRescue {
  /** Empty but for its version, and the entries that can be read. */
  ledger: Ledger;
  ledgers: LedgerStore;
}

/** Assessments by sector and time. They are immutable: saving one again changes nothing. */
export interface AssessmentStore {
  save(assessment: Assessment, assessedAt: Date): Promise<void>;
  /** `null` when there is none. @throws UnreadableError when what is stored cannot be read. */
  load(key: Pick<Assessment, "sector" | "asOf" | "id">): Promise<Assessment | null>;
  /** The newest summaries as of a day or before it, at most `most` of them, newest day first. */
  recent(sector: string, upTo: string, most: number): Promise<Page<AssessmentSummary>>;
}

/** Where what happened to each sector's alerts is written down. */
export interface HistoryLog {
  /** Writes the lines that came with a version of the ledger. Writing them again changes nothing. */
  append(sector: string, version: number, records: HistoryRecord[]): Promise<void>;
}

/** What happened to each sector's alerts. */
export interface History {
  /** Every line of a sector that is kept, in the order of its ledger's versions. */
  read(sector: string): Promise<Page<HistoryRecord>>;
}

/** The history of alerts, to write and to read. */
export interface HistoryStore extends HistoryLog, History {}

/** Sends a message to a topic. Done when the topic has it; throws when it may not. */
export interface Publisher {
  publish(message: Message): Promise<void>;
}

/** Somebody or something that a topic reaches. */
export interface Subscriber {
  /** `email`, `sms`, `sqs`, … */
  protocol: string;
  endpoint: string;
}

/** One way in which a topic reaches somebody. */
export interface Subscription extends Subscriber {
  isConfirmed: boolean;
}

/** The subscriptions of a topic. */
export interface SubscriptionList {
  list(): Promise<Subscription[]>;
}

/** What the watchdog remembers from look to look. */
export interface WatchStore {
  load(): Promise<Watch>;
  /** Writes it if what is stored still has `expectedVersion`; otherwise another look was first. */
  save(watch: Watch, expectedVersion: number): Promise<"saved" | "conflict">;
}

/** Logs and metrics of one sector's recompute. */
export interface Telemetry {
  measure(sector: string, work: () => Promise<SectorResult>): Promise<SectorResult>;
}

/** What a recompute needs from the world. */
export interface RecomputePorts {
  positions: PositionStore;
  suppliers: SupplierStore;
  links: LinkStore;
  refusals: RefusalStore;
  markers: MarkerStore;
  provenance: ProvenanceStore;
  ledgers: LedgerStore;
  assessments: AssessmentStore;
  history: HistoryLog;
  publisher: Publisher;
  telemetry: Telemetry;
  now: () => Date;
}

/** Rows of one kind, for importing, found by their key. */
export interface RowStore<Row extends Key, Key> {
  /** What is stored under each key, in their order; `null` where there is nothing readable. */
  find(keys: Key[]): Promise<(Row | null)[]>;
  put(rows: Row[]): Promise<void>;
  remove(keys: Key[]): Promise<void>;
}

/** Rows that say which import brought them. What they hold is the same whoever did. */
export interface ImportedRows<Row extends Key, Key> extends RowStore<Row, Key> {
  /** Rows that are put without an import have none. */
  put(rows: Row[], importId?: string): Promise<void>;
  /** The imports that brought what is stored under each key, in their order; `null` where that is not known. */
  broughtBy(keys: Key[]): Promise<(string | null)[]>;
}

export type PositionKey = Pick<Position, "sector" | "positionId">;
export type SupplierKey = Pick<Supplier, "supplierId">;
export type LinkKey = Pick<Link, "supplierId" | "input" | "upstreamId">;

/** Positions, for importing: also all of a sector, to find those that a newer file no longer holds. */
export interface PositionRows extends ImportedRows<Position, PositionKey> {
  pagesOf(sector: string): AsyncIterable<Page<Position>>;
}

/** Suppliers, for importing: also all of them. */
export interface SupplierRows extends ImportedRows<Supplier, SupplierKey>, SupplierStore {}

/** Links, for importing: also all of them. */
export interface LinkRows extends ImportedRows<Link, LinkKey>, LinkStore {}

export type RefusalKey = Pick<Refusal, "sector" | "kind" | "file">;
export type RefusalRows = RowStore<Refusal, RefusalKey>;

export type StrayKey = Pick<StrayFile, "bucket" | "key">;
export type StrayRows = RowStore<StrayFile, StrayKey>;

/** What imports changed: to write, one record per sector and import. */
export type ImportRecords = RowStore<ImportRecord, ImportKey>;

/** Markers of imports: to write, by sector, file and runner. */
export type MarkerRows = RowStore<ImportMarker, MarkerKey>;

/** Markers of imports, to read and to remove. */
export interface MarkerStore {
  /** Those of a sector, as they are now. */
  of(sector: string): Promise<Page<ImportMarker>>;
  /** Removes one as it was read; one that was written again meanwhile stays. */
  remove(marker: ImportMarker): Promise<void>;
}

/** What imports changed, to read. */
export interface ImportStore {
  /** The records of a sector and those of every sector, of imports from an id on; all unless it is given. */
  of(sector: string, since?: string): Promise<Page<ImportRecord>>;
}

/** The imports that somebody confirmed: to write, by sector and import. */
export type ConfirmationRows = RowStore<Confirmation, ConfirmationKey>;
export type ConfirmationKey = Pick<Confirmation, "sector" | "importId">;

/** What assessments stood on, and what imports have done since. */
export interface ProvenanceStore extends ImportStore {
  /** The imports of a sector that somebody confirmed. */
  confirmed(sector: string): Promise<Page<Confirmation>>;
  /** What an assessment stood on; `null` where nothing is kept of it. @throws UnreadableError where that is damaged. */
  basis(key: Pick<Basis, "sector" | "asOf" | "assessment">): Promise<Basis | null>;
  /**
   * The first trusted basis from a day on; if there is none up to the other day, the newest before. `null` where
   * nothing was ever trusted. One that is damaged counts as not there.
   */
  baseline(sector: string, from: string, upTo: string): Promise<Basis | null>;
  /** Keeps a basis. Trusted is one of a complete assessment; of those of one day, the first stays. */
  save(basis: Basis, isTrusted: boolean): Promise<void>;
}

/** Looks whether what earlier assessments stood on can be read. */
export interface BasisInspector {
  /** Of what the last assessment stood on, and what imports are guarded by from a day on: what is damaged. */
  damaged(last: Pick<Basis, "sector" | "asOf" | "assessment">, from: string): Promise<Unreadable>;
}

/** What an import needs from the world. */
export interface ImportPorts {
  /** The sectors that rows may be of, and the unit of each. */
  policies: Policies;
  positions: PositionRows;
  suppliers: SupplierRows;
  links: LinkRows;
  refusals: RefusalRows;
  imports: ImportRecords;
  markers: MarkerRows;
  now: () => Date;
}

/** What stands under a key now. */
export interface ObjectFound {
  /** Another one whenever the object was written again. */
  version: string;
  bytes: number;
}

/** Objects in buckets. Each is what it is now, never an older version. */
export interface ObjectStore {
  /** `null` when there is none. */
  look(place: ObjectPlace): Promise<ObjectFound | null>;
  /** Whether there is one, also under a key from which nothing may be read. */
  exists(place: ObjectPlace): Promise<boolean>;
  /** Its bytes; it is opened when the first are asked for. */
  read(place: ObjectPlace): AsyncIterable<Uint8Array>;
  write(place: ObjectPlace, text: string, contentType: string): Promise<void>;
  remove(place: ObjectPlace): Promise<void>;
}

/** Starts a recompute and does not wait for it. */
export interface RecomputeStarter {
  start(sector: string): Promise<void>;
}

/** What an import through the bucket needs from the world. */
export interface ObjectImportPorts extends ImportPorts {
  strays: StrayRows;
  objects: ObjectStore;
  recompute: RecomputeStarter;
  /** Names an invocation and its retries; each import has a name of its own unless given. */
  runner?: string;
}
