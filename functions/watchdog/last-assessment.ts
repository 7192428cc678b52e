import type { AssessmentSummary } from "../../shared/assessment/summary.ts";
import { MOST_EARLIER } from "../../shared/assessment/trend.ts";
import type { Ledger } from "../../shared/recompute/ledger.ts";
import type { Unreadable, UnreadableItem } from "../../shared/supply/unreadable.ts";
import type { CommandPlace } from "../../shared/text/command.ts";
import {
  keysText,
  listUnreadable,
  removalCommands,
  unreadableSummaries,
} from "../../shared/text/unreadable.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { lineOf } from "../../shared/values/one-line.ts";
import type { Found } from "../../shared/watchdog/watch.ts";
import type { AssessmentStore } from "../ports/decisions.ts";
import type { BasisInspector } from "../ports/imports.ts";
import { guardedFrom } from "../reading/guard.ts";
import { UnreadableError } from "../runtime/unreadable-error.ts";

/** What the last assessment of a sector says about its own data. */
export type LastAssessment = Pick<
  AssessmentSummary,
  "incomplete" | "unit" | "unreadable" | "unreadableSince" | "unconfirmed" | "missing" | "overlaps"
> & { unreadableItems?: UnreadableItem[] };

const LONGEST_ASSESSMENT_REASON = 300;

/** The last assessment of a sector, and what cannot be read of it and of earlier ones. */
export interface StoredPast {
  sector: SectorId;
  /** `null` when the sector was never assessed, or neither the assessment nor its summary can be read. */
  last: LastAssessment | null;
  /** What the next bulletin will not be able to explain, and why. */
  damaged: Found[];
}

interface PastPorts {
  assessments: Pick<AssessmentStore, "load" | "recent">;
  bases: BasisInspector;
}

/** Reads the stored assessments of a sector, in the same way as a recompute that explains its news. */
export async function readStoredPast(
  { sector, lastAssessment }: Ledger,
  { assessments, bases }: PastPorts,
  place: CommandPlace,
): Promise<StoredPast> {
  if (lastAssessment === null) return { sector, last: null, damaged: [] };
  const { id: assessment, asOf } = lastAssessment;
  const [whole, { rows, unreadable }, basis] = await Promise.all([
    loadWhole(sector, lastAssessment, assessments, place),
    assessments.recent(sector, asOf, MOST_EARLIER),
    bases.damaged({ sector, asOf, assessment }, guardedFrom(asOf)),
  ]);
  const summary = rows.find(({ id }) => id === lastAssessment.id) ?? null;
  return {
    sector,
    last: "found" in whole ? { ...summary, ...whole.found } : summary,
    damaged: [
      ...("damage" in whole ? [whole.damage] : []),
      ...damagedSummaries(sector, unreadable, place),
      ...damagedBases(sector, basis, place),
    ],
  };
}

async function loadWhole(
  sector: SectorId,
  { id, asOf }: NonNullable<Ledger["lastAssessment"]>,
  assessments: Pick<AssessmentStore, "load">,
  place: CommandPlace,
): Promise<{ found: LastAssessment } | { damage: Found }> {
  const key = `lost-assessment:${sector}`;
  const effect = "what moves until the next assessment cannot be told; alerts go out all the same";
  try {
    const found = await assessments.load({ sector, id, asOf });
    if (found !== null) return { found };
    const text = `${sector}: the last assessment, as of ${asOf}, is no longer stored: ${effect}. The next recompute stores one.`;
    return { damage: { key, text, graceHours: 0 } };
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    const { item } = error;
    const what = `the last assessment, as of ${asOf}, cannot be read: ${lineOf(item.problem, LONGEST_ASSESSMENT_REASON)}`;
    const commands = removalCommands([item], place);
    return { damage: { key, text: `${sector}: ${what}: ${effect}.`, commands, graceHours: 0 } };
  }
}

function damagedSummaries(sector: SectorId, bad: Unreadable, place: CommandPlace): Found[] {
  if (bad.count === 0) return [];
  const all = { purpose: "All that are damaged:", command: listUnreadable(place) };
  const more = bad.count > bad.first.length ? [all] : [];
  const text = `${sector}: ${unreadableSummaries(bad)}: trends leave ${bad.count === 1 ? "it" : "them"} out; alerts go out all the same.`;
  const commands = [...more, ...removalCommands(bad.first, place)];
  return [{ key: `lost-summaries:${sector}`, text, commands, graceHours: 0 }];
}

function damagedBases(sector: SectorId, bad: Unreadable, place: CommandPlace): Found[] {
  if (bad.count === 0) return [];
  const what = `${sector}: what earlier assessments stood on cannot be read${keysText(bad)}`;
  const effect =
    "which import moved what may not be told, and imports may be guarded by an older day or by none";
  const text = `${what}: ${effect}; alerts go out all the same.`;
  return [{ key: `lost-bases:${sector}`, text, commands: removalCommands(bad.first, place), graceHours: 0 }];
}
