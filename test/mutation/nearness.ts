import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";

/**
 * Files in the order in which they are tried: those first that reach one of the modules by the fewest imports, and tables
 * before laws, since what is quick notices most.
 */
export function byNearness<Item>(
  items: readonly Item[],
  modules: readonly string[],
  fileOf: (item: Item) => string,
): Item[] {
  const placed = items.map((item) => {
    const file = fileOf(item);
    return { item, file, far: importsBetween(file, modules), isLaw: Number(file.includes("-laws.")) };
  });
  return placed
    .toSorted((a, b) => a.far - b.far || a.isLaw - b.isLaw || (a.file < b.file ? -1 : 1))
    .map(({ item }) => item);
}

/** How many imports lead from a file to one of the modules: 1 for a file that imports it, a thousand where none do. */
export function importsBetween(file: string, modules: readonly string[]): number {
  const goals = new Set(modules.map((module) => resolve(module)));
  const seen = new Set([resolve(file)]);
  let reached = [resolve(file)];
  for (let imports = 1; reached.length > 0; imports += 1) {
    reached = reached.flatMap(importedBy).filter((next) => !seen.has(next));
    for (const next of reached) seen.add(next);
    if (reached.some((next) => goals.has(next))) return imports;
  }
  return 1000;
}

const IMPORT = /^(?:import|export) (?!type )[^;]*?from "(\.[^"]+\.ts)"/gm;
const known = new Map<string, string[]>();

function importedBy(file: string): string[] {
  const found = known.get(file);
  if (found !== undefined) return found;
  const imports = [...readFileSync(file, "utf8").matchAll(IMPORT)].map(([, from = ""]) => from);
  const files = imports.map((from) => resolve(dirname(file), from)).filter((path) => existsSync(path));
  known.set(file, files);
  return files;
}
