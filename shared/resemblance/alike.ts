import { createBlocks } from "./blocks.ts";
import { type FoldedName, foldName } from "./folded-name.ts";
import { keysOf } from "./keys.ts";
import type { Resemblance } from "./reason.ts";
import { resemblanceOf } from "./resemblance.ts";
import { type Everyday, weigher, type Yardstick } from "./word-weight.ts";

/** From this score on, two names are told to look alike. How it was fixed: docs/decisions/0020. */
export const SHIPPED_THRESHOLD = 0.8;

/** Two names that look alike, by their places. `a` comes first. */
interface AlikePair extends Resemblance {
  a: number;
  b: number;
}

/** Names that look alike. */
export interface Alikes {
  /** The most alike first. */
  pairs: AlikePair[];
  /** How many keys so many names have that each was compared with the first of them only. */
  crowded: number;
}

/**
 * The pairs of names that look alike at least as much as `threshold` says. Only names that have something in common are
 * compared (`keysOf`), so the work grows with the names and not with their square. `asked` says which names are asked about; pairs of
 * two others are left out. All are unless given.
 */
export function alikePairs(
  names: readonly string[],
  threshold: number,
  everyday: Everyday,
  asked: readonly boolean[] = names.map(() => true),
): Alikes {
  const folded = names.map(foldName);
  const by = yardstickFor(folded, everyday);
  const keys = (at: number) => keysOf(folded[at] as FoldedName, by.weigh);
  const blocks = createBlocks(folded.length, keys);
  const pairs: AlikePair[] = [];
  for (const at of folded.keys()) {
    for (const other of blocks.after(at, keys(at), MOST_OF_A_KEY)) {
      if (asked[at] !== true && asked[other] !== true) continue;
      const [a, b] = at < other ? [at, other] : [other, at];
      const found = resemblanceOf(folded[a] as FoldedName, folded[b] as FoldedName, by);
      if (found !== null && found.score >= threshold) pairs.push({ a, b, ...found });
    }
  }
  pairs.sort((x, y) => y.score - x.score || x.a - y.a || x.b - y.b);
  return { pairs, crowded: blocks.crowded(MOST_OF_A_KEY) };
}

// By a key that more names have, each is compared with the first of them only.
const MOST_OF_A_KEY = 150;

/** What names are compared by: a word that more of them have than are compared by one key tells nothing there. */
export function yardstickFor(names: readonly FoldedName[], everyday: Everyday): Yardstick {
  const counts = new Map<string, number>();
  for (const { words } of names)
    for (const text of new Set(words.map((word) => word.text))) counts.set(text, (counts.get(text) ?? 0) + 1);
  return { everyday, weigh: weigher(everyday, (word) => (counts.get(word) ?? 0) > MOST_OF_A_KEY) };
}
