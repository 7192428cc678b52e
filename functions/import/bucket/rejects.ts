import type { ObjectPlace } from "../../../shared/contract/import-payload.ts";
import { safeJson } from "../../../shared/values/safe-json.ts";
import type { ObjectStore } from "../../ports/objects.ts";
import type { ImportReport } from "../tables/import-report.ts";
import { rejectsCsv } from "./rejects-csv.ts";
import { rejectsKeysOf } from "./rejects-keys.ts";

/** The report about an object that was not imported, or not completely. */
export type FileFinding =
  | { status: "imported"; report: ImportReport }
  | { status: "refused"; reason: string };

/**
 * Writes the rejected rows of an object, and the report; for a refused object only the report with the reason.
 * @returns the key of the file that tells most.
 */
export async function writeRejects(
  { bucket, key }: ObjectPlace,
  finding: FileFinding,
  objects: ObjectStore,
): Promise<string> {
  const { rows, report } = rejectsKeysOf(key);
  const document = safeJson({ bucket, key, ...finding }, 2);
  await objects.write({ bucket, key: report }, `${document}\n`, "application/json");
  if (finding.status === "refused") {
    await removeIfThere({ bucket, key: rows }, objects);
    return report;
  }
  await objects.write({ bucket, key: rows }, rejectsCsv(finding.report), "text/csv; charset=utf-8");
  return rows;
}

/** Removes the files about an earlier version of an object. */
export async function clearRejects({ bucket, key }: ObjectPlace, objects: ObjectStore): Promise<void> {
  const { rows, report } = rejectsKeysOf(key);
  await removeIfThere({ bucket, key: rows }, objects);
  await removeIfThere({ bucket, key: report }, objects);
}

// In a bucket with versions, deleting a missing object would create a delete marker each time.
async function removeIfThere(place: ObjectPlace, objects: ObjectStore): Promise<void> {
  if ((await objects.look(place)) !== null) await objects.remove(place);
}
