import type { RuleId, SectorId } from "../values/identifier.ts";
import { reportsPrefix } from "./buckets.ts";

/** The key of the page of a sector in its bucket: `reports/ai.html`. */
export function pageKey(sector: SectorId): string {
  return `${reportsPrefix}${sector}.html`;
}

/** Where the page of a sector lies: `s3://pages/reports/ai.html`. */
export function pageAddress(bucket: string, sector: SectorId): string {
  return `s3://${bucket}/${pageKey(sector)}`;
}

/** The place of a part of a sector on the page: `ai/over-time`. */
export function partId(sector: SectorId, part: string): string {
  return `${sector}/${part}`;
}

/**
 * The place of an alert on the page: `ai/china-look-through`, `ai/china-look-through-by-item/bess`. A group has no dot in it, so
 * that no program of mail takes it for the name of a site.
 */
export function alertId(sector: SectorId, { rule, group }: { rule: RuleId; group: string | null }): string {
  return group === null
    ? `${sector}/${rule}`
    : `${sector}/${rule}/${encodeURIComponent(group.toWellFormed()).replaceAll(".", "%2E")}`;
}
