import type { HistoryRecord } from "../alerts/history.ts";
import type { Publication } from "../alerts/publication.ts";
import type { AssessmentSummary } from "../assessment/summary.ts";
import type { ImportRecord } from "../imports/record.ts";
import { writtenBounds } from "../imports/written-bounds.ts";
import type { SectorId } from "../values/identifier.ts";
import { eventOfRecord } from "./history-events.ts";
import { type LogEvent, logKinds } from "./log-event.ts";
import type { WatchdogLine } from "./watchdog-line.ts";

/** What is stored of the past of a sector. */
export interface StoredPast {
  /** In the order of the ledger's versions. */
  history: HistoryRecord[];
  summaries: AssessmentSummary[];
  imports: ImportRecord[];
  /** When bulletins were published, in any order; what was recorded twice counts once. */
  publications?: Publication[] | undefined;
  /** What the watchdog has sent about the sector, in any order. */
  findings?: WatchdogLine[] | undefined;
}

/** Everything that happened in a sector, as far as it is stored, oldest first. */
export function eventLog(sector: SectorId, past: StoredPast): LogEvent[] {
  const { history, summaries, imports, publications = [], findings = [] } = past;
  const inOrder = summaries.toSorted((a, b) => compare(a.assessedAt, b.assessedAt) || compare(a.id, b.id));
  const events = [
    ...imports.map((record) => eventOfImport(sector, record)),
    ...policyEvents(inOrder),
    ...inOrder.map(eventOfAssessment),
    ...history.map((record) => eventOfRecord(sector, record)),
    ...publicationEvents(sector, publications),
    ...eachOnce(findings),
  ];
  // Sorting keeps the order of equal ones, so lines of one run stay as they were written.
  return events.sort((a, b) => compare(a.at, b.at) || rank(a) - rank(b));
}

/** What the watchdog has sent that is about no sector with a policy, oldest first. */
export function operationsLog(findings: readonly WatchdogLine[]): LogEvent[] {
  return eachOnce(findings).sort((a, b) => compare(a.at, b.at));
}

/** A line may be where it is stored, and still wait to be stored. */
function eachOnce(findings: readonly WatchdogLine[]): WatchdogLine[] {
  return [...new Map(findings.map((line) => [nameOf(line), line])).values()];
}

/** What identifies a line. */
export function nameOf(line: WatchdogLine): string {
  const head = `${line.at} ${line.sector ?? ""}`;
  return line.kind === "test" ? `${head} test ${line.message}` : `${head} ${line.event} ${line.finding}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What happened at the same instant: first what a run read, then what it found, what it decided, and what it published. */
function rank({ kind }: LogEvent): number {
  const isDecided = kind === "alert" || kind === "silence" || kind === "acknowledgement";
  return logKinds.indexOf(isDecided ? "alert" : kind);
}

function eventOfAssessment(summary: AssessmentSummary): LogEvent {
  const { id, sector, asOf, assessedAt, policyHash, positions, exposure, unit, incomplete, rules } = summary;
  return {
    ...{ schemaVersion: 1, sector, at: assessedAt, kind: "assessment", asOf, assessment: id, policyHash },
    ...{ positions, exposure, unit, incomplete },
    rules: rules.map(({ rule, group, observed }) => ({ rule, group, observed })),
  };
}

/** A change of a policy is known by the first assessment that was made by the new one. */
function policyEvents(inOrder: AssessmentSummary[]): LogEvent[] {
  return inOrder.flatMap(({ sector, asOf, assessedAt, id, policyHash }, at): LogEvent[] => {
    const before = inOrder[at - 1]?.policyHash ?? null;
    if (before === policyHash) return [];
    const head = { schemaVersion: 1, sector, at: assessedAt, kind: "policy", asOf } as const;
    return [{ ...head, assessment: id, policyHash, before }];
  });
}

/** A publication may be recorded once more when the answer of the first write was lost. */
function publicationEvents(sector: SectorId, publications: Publication[]): LogEvent[] {
  const once = new Map(publications.map((one) => [`${one.at} ${one.bulletin}`, one]));
  return [...once.values()].map(({ bulletin, at }) => {
    return { schemaVersion: 1, sector, at, kind: "publication", bulletin };
  });
}

function eventOfImport(sector: SectorId, record: ImportRecord): LogEvent {
  const { id, kind, file, from, digest, startedAt, endedAt } = record;
  return {
    ...{ schemaVersion: 1, sector, at: startedAt, kind: "import", import: id, table: kind, file, from },
    ...{ digest, endedAt, rows: writtenBounds(record).most.rows, everySector: record.sector === null },
  };
}
