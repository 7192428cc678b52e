import type { ObjectEvent } from "../../../shared/contract/import-payload.ts";
import { during, reasonOf } from "../../runtime/during.ts";
import type { ObjectImportPorts } from "../ports.ts";
import { importObject, type ObjectImport } from "./import-object.ts";

/**
 * Imports objects one after another, then starts a recompute of each sector that they have rows of, changed or not: a retry
 * finds all rows stored, and must still start the recomputes that its first attempt did not start.
 * @throws AggregateError naming each object and sector that failed, after all were tried.
 */
export async function importObjects(
  events: ObjectEvent[],
  ports: ObjectImportPorts,
): Promise<ObjectImport[]> {
  const results: ObjectImport[] = [];
  const failures: Error[] = [];
  for (const event of distinctEvents(events)) {
    try {
      results.push(await importObject(event, ports));
    } catch (cause) {
      failures.push(new Error(`s3://${event.bucket}/${event.key}: ${reasonOf(cause)}`, { cause }));
    }
  }
  for (const sector of new Set(results.flatMap(({ started }) => started))) {
    try {
      await during(`starting the recompute of ${sector}`, () => ports.recompute.start(sector));
    } catch (cause) {
      failures.push(new Error(reasonOf(cause), { cause }));
    }
  }
  if (failures.length === 0) return results;
  throw new AggregateError(failures, failures.map(({ message }) => message).join("; "));
}

function distinctEvents(events: ObjectEvent[]): ObjectEvent[] {
  const nameOf = ({ bucket, key, wasDeleted }: ObjectEvent) =>
    JSON.stringify([bucket, key, wasDeleted === true]);
  return [...new Map(events.map((event) => [nameOf(event), event])).values()];
}
