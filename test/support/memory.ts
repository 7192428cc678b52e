import type { EventBus } from "../../functions/ports/bus.ts";
import type {
  AssessmentStore,
  FindingLog,
  HistoryStore,
  LedgerNames,
  LedgerStore,
  SilenceStore,
  SummaryList,
  WatchStore,
} from "../../functions/ports/decisions.ts";
import type { EventFiles } from "../../functions/ports/event-files.ts";
import type {
  RefusalKey,
  RefusalRows,
  RefusalStore,
  StrayKey,
  StrayRows,
  StrayStore,
} from "../../functions/ports/feeds.ts";
import type { BasisInspector, ImportStore } from "../../functions/ports/imports.ts";
import type { Days, Page, PositionCounts, PositionStore } from "../../functions/ports/supply.ts";
import type { Publisher } from "../../functions/ports/topics.ts";
import type { RecomputePorts } from "../../functions/recompute/ports.ts";
import type { HistoryRecord } from "../../shared/alerts/history.ts";
import type { Publication } from "../../shared/alerts/publication.ts";
import type { Assessment } from "../../shared/assessment/assessment.ts";
import { type AssessmentSummary, summarize } from "../../shared/assessment/summary.ts";
import { type Bulletin, bulletinSchema } from "../../shared/bulletin/bulletin.ts";
import { type BusEvent, busEventSchema } from "../../shared/bus/bus-event.ts";
import { POSITION_SHARDS } from "../../shared/contract/tables.ts";
import type { WatchdogLine } from "../../shared/event-log/watchdog-line.ts";
import type { ImportMarker } from "../../shared/imports/marker.ts";
import type { Refusal } from "../../shared/imports/refusal.ts";
import type { StrayFile } from "../../shared/imports/stray-file.ts";
import { emptyLedger, type Ledger } from "../../shared/recompute/ledger.ts";
import { joinLedger, splitLedger } from "../../shared/recompute/silence-part.ts";
import type { Link } from "../../shared/supply/link.ts";
import type { Position } from "../../shared/supply/position.ts";
import type { Supplier } from "../../shared/supply/supplier.ts";
import { NOTHING_UNREADABLE } from "../../shared/supply/unreadable.ts";
import { later } from "../../shared/values/day.ts";
import { inColumns } from "./in-columns.ts";
import { memoryEventFiles, type StoredEventFiles } from "./memory-event-files.ts";
import { memoryMarkers } from "./memory-markers.ts";
import { memoryProvenance, type StoredProvenance } from "./memory-provenance.ts";
import { memoryFindings, memoryWatches } from "./memory-watches.ts";

/** Ports whose history can be read and whose silences can be written as well: no run does that. */
export interface ReadablePorts extends RecomputePorts {
  ledgers: LedgerStore & SilenceStore;
  history: HistoryStore;
}

/** Ports that live in memory, with what went through them. */
export interface MemoryPorts extends ReadablePorts {
  stored: {
    positions: Position[];
    suppliers: Supplier[];
    links: Link[];
    refusals: Map<string, Refusal>;
    strays: Map<string, StrayFile>;
    markers: Map<string, ImportMarker>;
    provenance: StoredProvenance;
    unreadablePositions: number;
    ledgers: Map<string, Ledger>;
    assessments: Map<string, StoredAssessment>;
    history: Map<string, Map<number, HistoryRecord[]>>;
    publications: Map<string, Publication[]>;
    published: Bulletin[];
    onBus: BusEvent[];
    eventFiles: StoredEventFiles;
    findings: WatchdogLine[];
  };
  strays: StrayStore;
  bases: BasisInspector;
  positionCounts: () => Promise<PositionCounts | null>;
  ledgerNames: LedgerNames;
  watches: WatchStore;
  findings: FindingLog;
  summaries: SummaryList;
  imports: ImportStore;
  eventFiles: EventFiles;
  clock: { now: Date };
  /** Moves the clock on. */
  wait: (ms: number) => Promise<void>;
}

interface StoredAssessment {
  assessment: Assessment;
  summary: AssessmentSummary;
}

/** Fresh ports, at a fixed time that only the test moves. */
export function memoryPorts(positions: Position[] = [], suppliers: Supplier[] = []): MemoryPorts {
  const stored: MemoryPorts["stored"] = {
    positions,
    suppliers,
    links: [],
    refusals: new Map(),
    strays: new Map(),
    markers: new Map(),
    provenance: { imports: [], confirmations: [], bases: new Map(), baselines: new Map() },
    unreadablePositions: 0,
    ledgers: new Map(),
    assessments: new Map(),
    history: new Map(),
    publications: new Map(),
    published: [],
    onBus: [],
    eventFiles: { files: new Map(), indexes: new Map() },
    findings: [],
  };
  const clock = { now: new Date("2026-08-01T06:00:00Z") };
  return {
    stored,
    clock,
    positions: memoryPositions(stored),
    suppliers: { pages: () => pages([stored.suppliers]) },
    links: { pages: () => pages([stored.links]) },
    refusals: { of: memoryRefusals(stored.refusals).of },
    strays: memoryStrays(stored.strays),
    bases: { damaged: async () => NOTHING_UNREADABLE },
    positionCounts: async () => null,
    watches: memoryWatches(),
    findings: memoryFindings(stored.findings),
    summaries: memorySummaries(stored.assessments),
    imports: { of: memoryProvenance(stored.provenance).of },
    eventFiles: memoryEventFiles(stored.eventFiles),
    wait: async (ms) => {
      clock.now = new Date(clock.now.getTime() + ms);
    },
    markers: memoryMarkers(stored.markers),
    provenance: memoryProvenance(stored.provenance),
    ledgers: memoryLedgers(stored.ledgers),
    ledgerNames: {
      async *sectors() {
        yield* stored.ledgers.keys();
      },
    },
    assessments: memoryAssessments(stored.assessments),
    history: memoryHistory(stored.history, stored.publications),
    publisher: memoryPublisher(stored.published),
    bus: memoryBus(stored.onBus),
    telemetry: { measure: (_sector, work) => work() },
    now: () => clock.now,
  };
}

/** A world that goes on from where another one is, and leaves that as it is. */
export function forkMemory({ stored, clock }: MemoryPorts): MemoryPorts {
  const fork = memoryPorts(structuredClone(stored.positions), structuredClone(stored.suppliers));
  const { positions: _positions, suppliers: _suppliers, ...rest } = structuredClone(stored);
  fork.stored.links.push(...rest.links);
  fork.stored.unreadablePositions = rest.unreadablePositions;
  fork.stored.published.push(...rest.published);
  fork.stored.onBus.push(...rest.onBus);
  fork.stored.provenance.imports.push(...rest.provenance.imports);
  fork.stored.provenance.confirmations.push(...rest.provenance.confirmations);
  copy(rest.provenance.bases, fork.stored.provenance.bases);
  copy(rest.provenance.baselines, fork.stored.provenance.baselines);
  copy(rest.refusals, fork.stored.refusals);
  copy(rest.markers, fork.stored.markers);
  copy(rest.ledgers, fork.stored.ledgers);
  copy(rest.assessments, fork.stored.assessments);
  copy(rest.history, fork.stored.history);
  copy(rest.publications, fork.stored.publications);
  copy(rest.eventFiles.files, fork.stored.eventFiles.files);
  copy(rest.eventFiles.indexes, fork.stored.eventFiles.indexes);
  fork.clock.now = clock.now;
  return fork;
}

function copy<Value>(from: Map<string, Value>, to: Map<string, Value>): void {
  for (const [key, value] of from) to.set(key, value);
}

/** What was refused, in a map by sector, kind and file. */
export function memoryRefusals(refusals = new Map<string, Refusal>()): RefusalRows & RefusalStore {
  const nameOf = ({ sector, kind, file }: RefusalKey) => JSON.stringify([sector, kind, file]);
  return {
    async of(sector) {
      const own = [...refusals.values()].filter((one) => one.sector === sector || one.sector === null);
      return { rows: structuredClone(own), unreadable: NOTHING_UNREADABLE };
    },
    async find(keys) {
      return keys.map((key) => structuredClone(refusals.get(nameOf(key)) ?? null));
    },
    async put(rows) {
      for (const row of rows) refusals.set(nameOf(row), structuredClone(row));
    },
    async remove(keys) {
      for (const key of keys) refusals.delete(nameOf(key));
    },
  };
}

/** Stray files, in a map by bucket and key. */
export function memoryStrays(strays = new Map<string, StrayFile>()): StrayRows & StrayStore {
  const nameOf = ({ bucket, key }: StrayKey) => JSON.stringify([bucket, key]);
  return {
    async all() {
      return { rows: structuredClone([...strays.values()]), unreadable: NOTHING_UNREADABLE };
    },
    async find(keys) {
      return keys.map((key) => strays.get(nameOf(key)) ?? null);
    },
    async put(rows) {
      for (const row of rows) strays.set(nameOf(row), row);
    },
    async remove(keys) {
      for (const key of keys) strays.delete(nameOf(key));
    },
  };
}

/** Ledgers in a map, with the same conditional writes as DynamoDB's. */
export function memoryLedgers(ledgers = new Map<string, Ledger>()): LedgerStore & SilenceStore {
  const store: LedgerStore & SilenceStore = {
    async load(sector) {
      return structuredClone(ledgers.get(sector) ?? emptyLedger(sector));
    },
    async save(ledger, expectedVersion) {
      if ((ledgers.get(ledger.sector)?.version ?? 0) !== expectedVersion) return "conflict";
      const next = structuredClone({ ...ledger, version: expectedVersion + 1 });
      ledgers.set(ledger.sector, next);
      return structuredClone(next);
    },
    async saveSilences(ledger, expectedVersion) {
      const { rest } = splitLedger(await store.load(ledger.sector));
      if (rest.version !== expectedVersion) return "conflict";
      const { silencePart } = splitLedger(ledger);
      const joined = joinLedger(rest, silencePart, expectedVersion + 1);
      if (joined.problem !== null) throw new Error(joined.problem);
      return await store.save(joined.ledger, expectedVersion);
    },
  };
  return store;
}

/** Assessments in a map; the first one under a key stays. */
export function memoryAssessments(assessments = new Map<string, StoredAssessment>()): AssessmentStore {
  const keyOf = ({ sector, asOf, id }: Pick<Assessment, "sector" | "asOf" | "id">) =>
    `${sector} ${asOf} ${id}`;
  return {
    async save(assessment, assessedAt) {
      const kept = { assessment: structuredClone(assessment), summary: summarize(assessment, assessedAt) };
      if (!assessments.has(keyOf(assessment))) assessments.set(keyOf(assessment), kept);
    },
    async load(key) {
      return assessments.get(keyOf(key))?.assessment ?? null;
    },
    async recent(sector, upTo, most) {
      const rows = [...assessments.values()]
        .map(({ summary }) => summary)
        .filter((summary) => summary.sector === sector && summary.asOf <= upTo)
        .sort((a, b) => (`${a.asOf}#${a.id}` < `${b.asOf}#${b.id}` ? 1 : -1))
        .slice(0, most);
      return { rows, unreadable: NOTHING_UNREADABLE };
    },
  };
}

/** The summaries of the same assessments, oldest first. */
function memorySummaries(assessments: Map<string, StoredAssessment>): SummaryList {
  return {
    between(sector, from, to) {
      const rows = [...assessments.values()]
        .map(({ summary }) => summary)
        .filter((one) => one.sector === sector && one.asOf >= from && one.asOf <= to)
        .sort((a, b) => (`${a.asOf}#${a.id}` < `${b.asOf}#${b.id}` ? -1 : 1));
      return pages([rows]);
    },
  };
}

/** The history of alerts in a map by sector and version. */
function memoryHistory(
  history: MemoryPorts["stored"]["history"],
  published: MemoryPorts["stored"]["publications"],
): HistoryStore {
  return {
    async append(sector, version, records, publication) {
      const versions = history.get(sector) ?? new Map<number, HistoryRecord[]>();
      if (records.length > 0) history.set(sector, versions.set(version, structuredClone(records)));
      if (publication !== null)
        published.set(sector, [...(published.get(sector) ?? []), structuredClone(publication)]);
    },
    async read(sector) {
      const versions = [...(history.get(sector) ?? [])].sort(([a], [b]) => a - b);
      const rows = versions.flatMap(([, records]) => records);
      const publications = structuredClone(published.get(sector) ?? []);
      return { rows, publications, unreadable: NOTHING_UNREADABLE };
    },
  };
}

function memoryPositions(stored: MemoryPorts["stored"]): PositionStore {
  return {
    shards: (sector, days, isNamed = false) => {
      const rows = stored.positions.filter((position) => position.sector === sector && isOf(position, days));
      const half = Math.ceil(rows.length / 2);
      const shards = [
        pages([rows.slice(0, half)], stored.unreadablePositions),
        pages([rows.slice(half, half + 1), rows.slice(half + 1)]),
        ...Array.from({ length: POSITION_SHARDS - 2 }, () => pages<Position>([])),
      ];
      return isNamed ? shards.map(named) : shards;
    },
    columns: inColumns,
    async newestDate(sector, upTo) {
      const days = { after: null, upTo };
      const dated = stored.positions.filter((position) => position.sector === sector && isOf(position, days));
      return dated.map(({ date }) => date).reduce(later, null);
    },
  };
}

/** Whether a position belongs to some days. */
function isOf({ date }: Position, { after, upTo }: Days): boolean {
  if (date === null) return upTo === null;
  return (after === null || date > after) && (upTo === null || date <= upTo);
}

/** Pages with the keys of their rows. */
async function* named(pages: AsyncIterable<Page<Position>>): AsyncGenerator<Page<Position>> {
  for await (const page of pages) {
    const keys = page.rows.map(({ sector, positionId }) => `positions/${sector}#00/${positionId}`);
    yield { ...page, keys };
  }
}

function memoryPublisher(published: Bulletin[]): Publisher {
  return {
    async publish({ document }) {
      published.push(bulletinSchema.parse(document));
    },
  };
}

/** A bus that takes what it is given, in the form that receivers were promised. */
function memoryBus(onBus: BusEvent[]): EventBus {
  return {
    async put(events) {
      onBus.push(...events.map((event) => busEventSchema.parse(event)));
      return { taken: new Set(events.map(({ detail }) => detail.id)), failure: null };
    },
  };
}

async function* pages<Row>(all: Row[][], unreadable = 0): AsyncGenerator<Page<Row>> {
  for (const [index, rows] of all.entries()) {
    yield { rows, unreadable: { count: index === 0 ? unreadable : 0, first: [] } };
  }
}
