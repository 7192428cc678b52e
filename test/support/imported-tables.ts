import { expect } from "vitest";
import type { Workplace } from "./command-line.ts";

/** Imports tables into a folder, in the order in which they are given: the kind of each, and its text. */
export async function importTables(place: Workplace, tables: Record<string, string>): Promise<void> {
  for (const [kind, text] of Object.entries(tables)) {
    const { code, stderr } = await place.chokepoint("import", kind, place.file(`${kind}.csv`, text));
    expect({ code, stderr }, kind).toMatchObject({ code: 0 });
  }
}
