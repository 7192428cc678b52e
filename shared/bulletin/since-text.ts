/** `since 2026-08-31`. What the first look at a sector found may have begun on any day before it. */
export function sinceText(since: string, isFirstLook: boolean): string {
  return isFirstLook ? `since the first look (${since})` : `since ${since}`;
}
