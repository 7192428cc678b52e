/**
 * The candidate with the fewest letters different from `name`; `null` when none is near. A candidate is near
 * when at most the fraction `most` of the letters of `name` differs.
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

/** The Levenshtein distance: how many letters to insert, remove or replace to turn one text into the other. */
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
