import type { RuleId, SectorId } from "../shared/values/identifier.ts";

/** The place of a part of a sector on the page: `ai/over-time`. */
export function partId(sector: SectorId, part: string): string {
  return `${sector}/${part}`;
}

/** The place of an alert on the page: `ai/china-look-through`, `ai/china-look-through-by-item/bess`. */
export function alertId(sector: SectorId, { rule, group }: { rule: RuleId; group: string | null }): string {
  return group === null
    ? `${sector}/${rule}`
    : `${sector}/${rule}/${encodeURIComponent(group.toWellFormed())}`;
}
