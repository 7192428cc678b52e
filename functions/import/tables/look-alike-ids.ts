import { counted } from "../../../shared/values/count.ts";
import { idSkeleton } from "../../../shared/values/id-skeleton.ts";
import { quoted } from "../../../shared/values/parse.ts";
import { isLei } from "../owners/lei.ts";
import { createDigestIndex } from "./digest-index.ts";
import { createIntegers } from "./integers.ts";

const MOST_LOOK_ALIKES = 10;

/** An id and the one that it looks like. */
interface LookAlike {
  id: string;
  /** The other id, if it is stored already, or else where it stands among the fresh ids. */
  other: string | number;
}

/**
 * Warns of ids that look like others: `supplierId "Catl" looks like "catl", which is stored already`. `fresh` are the ids of
 * a file, each once, `stored` the ids that are stored. `fresh` is read up to three times, and not kept.
 */
export function lookAlikes(column: string, fresh: Iterable<string>, stored: Iterable<string>): string[] {
  const { found, count } = findLookAlikes(fresh, onlyStored(fresh, stored));
  const places = new Set(found.flatMap(({ other }) => (typeof other === "number" ? [other] : [])));
  const texts = textsAt(fresh, places);
  const told = found.map(({ id, other }) =>
    typeof other === "string"
      ? lookAlikeText(column, id, { id: other, where: "is stored already" })
      : lookAlikeText(column, id, { id: texts.get(other) ?? id, where: "stands in the same file" }),
  );
  const more = count - found.length;
  return more === 0 ? told : [...told, `and ${counted(more)} more of ${column} look alike`];
}

/** The first ids that look like others, and how many there are in all. */
function findLookAlikes(
  fresh: Iterable<string>,
  stored: ReadonlyMap<string, string>,
): { found: LookAlike[]; count: number } {
  const skeletons = createDigestIndex();
  const places = createIntegers();
  // Two LEIs whose check digits are right are never one that was misread.
  const ofLeis = new Set<number>();
  const found: LookAlike[] = [];
  let count = 0;
  let place = 0;
  for (const id of fresh) {
    const skeleton = idSkeleton(id);
    const known = stored.get(skeleton);
    const added = known === undefined ? skeletons.add(skeleton) : null;
    if (added?.isNew === true) {
      places.push(place);
      if (isLei(id)) ofLeis.add(added.at);
    } else if (!isLei(id) || !(known === undefined ? ofLeis.has(added?.at ?? 0) : isLei(known))) {
      count += 1;
      const other = known ?? places.at(added?.at ?? 0);
      if (found.length < MOST_LOOK_ALIKES) found.push({ id, other });
    }
    place += 1;
  }
  return { found, count };
}

/** The stored ids that are not among the fresh ones, by their skeleton. */
function onlyStored(fresh: Iterable<string>, stored: Iterable<string>): Map<string, string> {
  const others = new Set(stored);
  if (others.size > 0) for (const id of fresh) others.delete(id);
  return new Map([...others].map((id) => [idSkeleton(id), id]));
}

/** The ids at some places. */
function textsAt(ids: Iterable<string>, places: ReadonlySet<number>): Map<number, string> {
  const texts = new Map<number, string>();
  if (places.size === 0) return texts;
  let place = 0;
  for (const id of ids) {
    if (places.has(place)) texts.set(place, id);
    place += 1;
  }
  return texts;
}

function lookAlikeText(
  column: string,
  id: string,
  { id: other, where }: { id: string; where: string },
): string {
  const [one, two] = [markedId(id, other), markedId(other, id)];
  return `${column} ${one} looks like ${two}, which ${where}: if they are one, write one of them everywhere`;
}

const MOST_MARKS = 3;

/** An id, with the code points of letters that only look like those of the other id. */
function markedId(id: string, other: string): string {
  const theirs = new Set(other);
  const odd = [...new Set(id)].filter((letter) => !theirs.has(letter) && !/[\x20-\x7e]/.test(letter));
  if (odd.length === 0) return quoted(id);
  const marks = odd.slice(0, MOST_MARKS).map((letter) => {
    return `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
  });
  return `${quoted(id)} (with ${marks.join(", ")}${odd.length > MOST_MARKS ? " and more" : ""})`;
}
