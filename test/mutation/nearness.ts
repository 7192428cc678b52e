import { readFileSync } from "node:fs";

/**
 * How near a file of tests is to modules, the nearest 0: those that import one of them before the others, and tables
 * before laws, since what is quick notices most.
 */
export function nearness(file: string, modules: readonly string[]): number {
  const isLaw = file.includes("-laws.");
  return (isDirect(file, modules) ? 0 : 2) + Number(isLaw);
}

/** Whether a file of tests imports one of the modules itself. */
export function isDirect(file: string, modules: readonly string[]): boolean {
  const text = readFileSync(file, "utf8");
  return modules.some((module) => text.includes(`/${module}"`));
}

/** Files in the order in which they are tried. */
export function byNearness<Item>(
  items: readonly Item[],
  modules: readonly string[],
  fileOf: (item: Item) => string,
): Item[] {
  const placed = items.map((item) => ({ item, file: fileOf(item), place: nearness(fileOf(item), modules) }));
  return placed.toSorted((a, b) => a.place - b.place || (a.file < b.file ? -1 : 1)).map(({ item }) => item);
}
