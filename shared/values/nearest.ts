/**
 * The candidate that takes the fewest changes of a letter to become; `null` when all of them are far from it: more than
 * `most` of the letters changed is another word.
 */
export function nearest(name: string, candidates: Iterable<string>, most = 1 / 2): string | null {
  let best: { candidate: string; changes: number } | null = null;
  for (const candidate of candidates) {
    const allowed = Math.min(Math.ceil(name.length * most), (best?.changes ?? Number.POSITIVE_INFINITY) - 1);
    if (Math.abs(candidate.length - name.length) > allowed) continue;
    const changes = changesBetween(name.toLowerCase(), candidate.toLowerCase());
    if (changes <= allowed) best = { candidate, changes };
  }
  return best?.candidate ?? null;
}

/** How many letters to insert, remove or replace to make one text of another (Levenshtein). */
function changesBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j += 1) {
      const replaced = (row[j] ?? 0) + (letter === b[j] ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
