/**
 * Why there may be more open alerts than those that are known: when nothing was checked, or not all of a
 * sector, finding no alert says nothing.
 */
export type Unseen = keyof typeof unseenTexts;

/** The same in words. */
export const unseenTexts = {
  unread: "it could not be read",
  "broken-policy": "its policy cannot be used",
  "never-recomputed": "it was never recomputed",
  "no-data": "it has no data, so no limit is checked",
  "unread-assessment": "its last assessment cannot be read",
  incomplete: "its last assessment is incomplete",
  old: "its last assessment is more than a day old",
};

/** `no alert is open`, or why this is not known of a sector. */
export function noneOpen(unseen: Unseen | null): string {
  return unseen === null ? "no alert is open" : `no alert is known to be open: ${unseenTexts[unseen]}`;
}
