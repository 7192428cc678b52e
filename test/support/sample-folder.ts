import { cpSync, existsSync, renameSync } from "node:fs";
import { join } from "node:path";
import { expect, inject } from "vitest";
import { type Workplace, workplace } from "./command-line.ts";

/**
 * Has in a folder what `npm start -- ARGS` leaves there: the first test file that asks runs it, and all have a copy.
 * Where the loading itself is tested, use `start`.
 */
export async function copySamples({ folder }: Workplace, ...args: string[]): Promise<void> {
  const kept = join(inject("samples"), ["samples", ...args].join("_"));
  if (!existsSync(kept)) await loadSamples(kept, args);
  cpSync(kept, folder, { recursive: true });
}

async function loadSamples(kept: string, args: string[]): Promise<void> {
  const place = workplace();
  expect(await place.start(...args)).toMatchObject({ code: 0, stderr: "" });
  try {
    renameSync(place.folder, kept);
  } catch (error) {
    // Another process may have been first.
    if (!existsSync(kept)) throw error;
    place.remove();
  }
}
