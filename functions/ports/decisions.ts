import type { HistoryRecord } from "../../shared/alerts/history.ts";
import type { Publication } from "../../shared/alerts/publication.ts";
import type { Assessment } from "../../shared/assessment/assessment.ts";
import type { AssessmentSummary } from "../../shared/assessment/summary.ts";
import type { WatchdogLine } from "../../shared/event-log/watchdog-line.ts";
import type { Ledger } from "../../shared/recompute/ledger.ts";
import type { Day } from "../../shared/values/day.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { Watch } from "../../shared/watchdog/watch.ts";
import type { Page } from "./supply.ts";

/** One ledger per sector. */
export interface LedgerStore {
  /**
   * The ledger as it is now, never an older one; an empty ledger for a sector that has none.
   * @throws UnreadableLedger when what is stored cannot be read.
   */
  load(sector: SectorId): Promise<Ledger>;
  /**
   * Writes the ledger as version `expectedVersion + 1` if what is stored still has `expectedVersion`, and
   * returns what was written; otherwise writes nothing and returns `"conflict"`.
   */
  save(ledger: Ledger, expectedVersion: number): Promise<Ledger | "conflict">;
}

/** Names the sectors that have a ledger, also those without a policy. */
export interface LedgerNames {
  sectors(): AsyncIterable<SectorId>;
}

/** Ledgers, of which only the silences may be written. */
export interface SilenceStore extends Pick<LedgerStore, "load"> {
  /**
   * Writes the silences of the ledger, and the lines about them in its outbox, as version `expectedVersion + 1`. The rest
   * of the stored ledger stays as it is. Conflicts are as in `save`.
   */
  saveSilences(ledger: Ledger, expectedVersion: number): Promise<Ledger | "conflict">;
}

/**
 * The outbox of a ledger that cannot be read otherwise, so that the outbox can still be handed out. Saving writes only
 * the outbox: the rest of the item stays as it is, damaged or of a newer version.
 */
export interface OutboxRescue {
  /** It holds only the version and the entries that can be read. */
  ledger: Ledger;
  ledgers: LedgerStore;
}

/** Assessments by sector and time. They are immutable: saving one again changes nothing. */
export interface AssessmentStore {
  save(assessment: Assessment, assessedAt: Date): Promise<void>;
  /** `null` when there is none. @throws UnreadableError when what is stored cannot be read. */
  load(key: Pick<Assessment, "sector" | "asOf" | "id">): Promise<Assessment | null>;
  /** The newest summaries as of a day or before it, at most `most` of them, newest day first. */
  recent(sector: SectorId, upTo: string, most: number): Promise<Page<AssessmentSummary>>;
}

/** The summaries of stored assessments. */
export interface SummaryList {
  /** Those as of the days from `from` to `to`, oldest first. An assessment that is older than summaries has none. */
  between(sector: SectorId, from: Day, to: Day): AsyncIterable<Page<AssessmentSummary>>;
}

/** Writes the history of alerts. */
export interface HistoryLog {
  /**
   * Writes the lines that came with a version of the ledger, and that its bulletin was published just now. Writing the lines again
   * changes nothing; a later publication has a line of its own.
   */
  append(
    sector: SectorId,
    version: number,
    records: HistoryRecord[],
    publication: Publication | null,
  ): Promise<void>;
}

/** The lines of a history, and when bulletins were published: absent where nobody has asked. */
interface HistoryPage extends Page<HistoryRecord> {
  publications?: Publication[];
}

/** Reads the history of alerts. */
export interface History {
  /** Every stored line of a sector, in the order of its ledger's versions. */
  read(sector: SectorId): Promise<HistoryPage>;
}

/** The history of alerts, to write and to read. */
export interface HistoryStore extends HistoryLog, History {}

/** What the watchdog has sent by itself, as lines of the event log: findings and test messages. */
export interface FindingLog {
  /** Writes lines. Writing a line again changes nothing. */
  append(lines: readonly WatchdogLine[]): Promise<void>;
  /** Every stored line about a sector, or with `null` about none, oldest first. */
  read(sector: SectorId | null): Promise<Page<WatchdogLine>>;
}

/** What the watchdog remembers, and whether a look has claimed it. A look claims it while it sends its news. */
export interface HeldWatch {
  watch: Watch;
  /** When the claim ends, as an ISO instant, by the clock of the reader; `null` without a claim. */
  claimedUntil: string | null;
}

/** What the watchdog remembers from look to look. */
export interface WatchStore {
  /** @throws UnreadableError when what is stored cannot be read. */
  load(): Promise<HeldWatch>;
  /**
   * Writes it as version `expectedVersion + 1` if what is stored still has `expectedVersion`; otherwise returns
   * `"conflict"`: another look was first. With `claimedUntil`, the writer claims it until then.
   */
  save(watch: Watch, expectedVersion: number, claimedUntil: string | null): Promise<"saved" | "conflict">;
}
