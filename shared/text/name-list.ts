// How many names a reader can remember.
const MOST_NAMES = 3;

/** `A`, `A and B`, `A, B and C`, `A, B, C and 2 more`: each once. */
export function nameList(names: readonly string[], last: "and" | "or" = "and"): string {
  const shown = [...new Set(names)];
  const rest = shown.length - MOST_NAMES;
  const parts = rest > 0 ? [...shown.slice(0, MOST_NAMES), `${rest} more`] : shown;
  const [end = "nobody", ...before] = parts.toReversed();
  return before.length === 0 ? end : `${before.toReversed().join(", ")} ${last} ${end}`;
}
