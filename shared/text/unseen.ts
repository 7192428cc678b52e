/**
 * Why it is not known whether more alerts should be open than those that are: where nobody looked, or could not look at all
 * of a sector, the absence of an alert says nothing.
 */
export type Unseen = keyof typeof unseenTexts;

/** The same in words, about the sector. */
export const unseenTexts = {
  unread: "it could not be read",
  "broken-policy": "its policy cannot be used",
  "never-recomputed": "it was never recomputed",
  "no-data": "it has no data, so no limit is checked",
  "unread-assessment": "its last assessment cannot be read",
  incomplete: "its last assessment is incomplete",
  old: "it was last assessed days ago",
};

/** `no alert is open`, as far as that can be said of a sector. */
export function noneOpen(unseen: Unseen | null): string {
  return unseen === null ? "no alert is open" : `no alert is known to be open: ${unseenTexts[unseen]}`;
}
