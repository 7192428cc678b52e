import type { HistoryRecord } from "../../shared/alerts/history.ts";
import type { Assessment } from "../../shared/assessment/assessment.ts";
import type { AssessmentSummary } from "../../shared/assessment/summary.ts";
import type { Ledger } from "../../shared/recompute/ledger.ts";
import type { Watch } from "../../shared/watchdog/watch.ts";
import type { Page } from "./supply.ts";

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

/** What the watchdog remembers, and until when a look holds it that is telling its news; `null` when none is. */
export interface HeldWatch {
  watch: Watch;
  /** An ISO instant. It ends by the clock of whoever reads it. */
  claimedUntil: string | null;
}

/** What the watchdog remembers from look to look. */
export interface WatchStore {
  /** @throws UnreadableError when what is stored cannot be read. */
  load(): Promise<HeldWatch>;
  /**
   * Writes it as version `expectedVersion + 1` if what is stored still has `expectedVersion`; otherwise another look was
   * first. With `claimedUntil`, whoever writes holds it until then.
   */
  save(watch: Watch, expectedVersion: number, claimedUntil: string | null): Promise<"saved" | "conflict">;
}
