/** A count as sentences have it: `1,203`. */
export function counted(count: number): string {
  return count.toLocaleString("en-US");
}

/** The noun of a count: `row` of one, `rows` of any other. */
export function noun(count: number, one: string, many = `${one}s`): string {
  return count === 1 ? one : many;
}

/** How a count is written: as it is, or with separators as `counted` does. */
type CountStyle = (count: number) => string;

/**
 * The first of many names, and how many there are beside them: `catl, byd, eve and 2 more`. `all` is how many there are,
 * where not all are given.
 */
export function someOf(
  names: readonly string[],
  most: number,
  all = names.length,
  written: CountStyle = String,
): string {
  const told = names.slice(0, most);
  return [told.join(", "), ...moreLine(all - told.length, written)].join(" ");
}

/** The last line of a list that leaves some out: `and 3 more`. No line where all are listed. */
export function moreLine(more: number, written: CountStyle = String): string[] {
  return more > 0 ? [`and ${written(more)} more`] : [];
}

/** Whether a line of a message counts what a list leaves out. */
export function isMoreLine(line: string): boolean {
  return /^ *and [\d,]+ more/.test(line);
}
