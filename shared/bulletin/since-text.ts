import type { Day } from "../values/day.ts";
/** `since 2026-08-31`. An alert of the first look at a sector may have begun on any day before. */
export function sinceText(since: Day, isFirstLook: boolean): string {
  return isFirstLook ? `since the first look (${since})` : `since ${since}`;
}
