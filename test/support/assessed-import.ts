import { expect } from "vitest";
import type { SectorResult } from "../../shared/recompute/result.ts";
import type { Workplace } from "./command-line.ts";

/**
 * What the AI sector is found to be after an import of a form of the same rows, without what names the file: the id, and the
 * records of imports.
 */
export async function assessedAfter(place: Workplace, importing: readonly string[]) {
  expect(await place.chokepoint(...importing)).toMatchObject({ code: 0, stderr: "" });
  const { stdout } = await place.chokepoint("recompute", "--sector", "ai", "--as-of", "2026-07-31", "--json");
  const [result] = JSON.parse(stdout) as SectorResult[];
  if (result === undefined) throw new Error("no result");
  const { id, imports, ...assessment } = result.assessment as SectorResult["assessment"] & {
    imports?: unknown;
  };
  return { assessment, alerts: result.alerts };
}
