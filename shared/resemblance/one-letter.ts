import { distance } from "fuzzball";

/** The shortest word in which one wrong letter is taken for a slip: in shorter ones it makes another name, as CALB and CALM. */
export const SHORTEST_MISSPELT = 5;
/** The same for a wrong first letter. */
export const SHORTEST_MISBEGUN = 7;

/**
 * Whether two words differ by one letter that is wrong, missing, too much, or has changed its place with the next one. Words
 * with digits never do.
 */
export function differByOne(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  if (shorter < (a[0] === b[0] ? SHORTEST_MISSPELT : SHORTEST_MISBEGUN)) return false;
  if (Math.abs(a.length - b.length) > 1 || /\d/.test(a + b)) return false;
  return distance(a, b, { full_process: false }) === 1 || isSwapped(a, b);
}

function isSwapped(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  const at = [...a].findIndex((letter, place) => letter !== b[place]);
  return at !== -1 && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
