import { counted } from "../../../shared/values/count.ts";
import { idSkeleton } from "../../../shared/values/id-skeleton.ts";
import { quoted } from "../../../shared/values/parse.ts";

const MOST_LOOK_ALIKES = 10;

interface Known {
  id: string;
  where: string;
}

/**
 * Warns of ids that look like others: `supplierId "Catl" looks like "catl", which is stored already`. `fresh` are the ids of
 * a file, `stored` the ids that are stored.
 */
export function lookAlikes(column: string, fresh: Iterable<string>, stored: Iterable<string>): string[] {
  const ids = new Set(fresh);
  const known = new Map<string, Known>();
  for (const id of stored) {
    if (!ids.has(id)) known.set(idSkeleton(id), { id, where: "is stored already" });
  }
  const found: string[] = [];
  for (const id of ids) {
    const skeleton = idSkeleton(id);
    const other = known.get(skeleton);
    if (other === undefined) known.set(skeleton, { id, where: "stands in the same file" });
    else found.push(lookAlikeText(column, id, other));
  }
  const more = found.length - MOST_LOOK_ALIKES;
  if (more <= 0) return found;
  return [...found.slice(0, MOST_LOOK_ALIKES), `and ${counted(more)} more of ${column} look alike`];
}

function lookAlikeText(column: string, id: string, { id: other, where }: Known): string {
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
