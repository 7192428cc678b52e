import type { Day } from "../values/day.ts";
import type { SectorId } from "../values/identifier.ts";
import { eventFilesPrefix, eventIndexPrefix } from "./buckets.ts";

/**
 * Where lines stand that are about no sector, in the bucket and in the table of assessments. No sector can be called that: their
 * names are kebab-case.
 */
export const OPERATIONS_PLACE = "_operations";

/** The key of the events of a sector of one day: `events/ai/2026-07-31.jsonl`. */
export function eventFileKey(sector: SectorId, day: Day): string {
  return `${eventFilesPrefix}${sector}/${day}.jsonl`;
}

/** The key of what says how far the files of a sector are written: `index/ai.json`. */
export function eventIndexKey(sector: SectorId): string {
  return `${eventIndexPrefix}${sector}.json`;
}
