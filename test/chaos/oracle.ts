import type { Row } from "./rows.ts";
import type { Limit } from "./sectors.ts";

/** The alerts that are open, by rule and group. */
export type Open = ReadonlySet<string>;

/** How an alert is written here: its rule, and the item that it is about. */
export function alertName(rule: string, group: string | null): string {
  return group === null ? rule : `${rule} of ${group}`;
}

/**
 * Which alerts are open once all rows are known, by plain sums and without any code of Chokepoint: above its limit one
 * opens; below it by the margin, or when its item is gone, it closes; between the two it stays what it was.
 */
export function openAfter(rows: Iterable<Row>, limits: readonly Limit[], before: Open): Open {
  const all = [...rows];
  const open = new Set<string>();
  for (const limit of limits) {
    for (const [group, of] of groupsOf(all, limit)) {
      const name = alertName(limit.rule, group);
      const share = sum(of.filter(({ country }) => country === limit.country)) / sum(of);
      const isOpen = before.has(name) ? share >= limit.above - limit.margin : share > limit.above;
      if (isOpen) open.add(name);
    }
  }
  return open;
}

/** What readers are to be told between two states: each crossing and each end once. */
export function newsBetween(before: Open, after: Open): string[] {
  return [
    ...[...after].filter((name) => !before.has(name)).map((name) => `raised ${name}`),
    ...[...before].filter((name) => !after.has(name)).map((name) => `resolved ${name}`),
  ];
}

function groupsOf(rows: Row[], { by }: Limit): [group: string | null, rows: Row[]][] {
  if (by === "sector") return rows.length === 0 ? [] : [[null, rows]];
  return [...Map.groupBy(rows, ({ item }) => item)];
}

function sum(rows: Row[]): number {
  // In cents, so that adding up loses nothing.
  return rows.reduce((total, { exposure }) => total + Math.round(exposure * 100), 0);
}
