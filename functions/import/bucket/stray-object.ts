import { isDeepStrictEqual } from "node:util";
import type { ObjectPlace } from "../../../shared/contract/import-payload.ts";
import type { StrayFile } from "../../../shared/imports/stray-file.ts";
import { dayOf } from "../../../shared/values/day.ts";
import { during } from "../../runtime/during.ts";
import type { ObjectImportPorts } from "../ports.ts";

type StrayPorts = Pick<ObjectImportPorts, "strays" | "now">;

/** Remembers an object whose key cannot be read. The watchdog tells of it until the object is gone. */
export async function rememberStray(place: ObjectPlace, reason: string, ports: StrayPorts): Promise<void> {
  const { bucket, key } = place;
  const stored = await findStray(place, ports);
  const since = stored?.reason === reason ? stored.since : dayOf(ports.now());
  const stray: StrayFile = { schemaVersion: 1, bucket, key, reason, since };
  if (isDeepStrictEqual(stored, stray)) return;
  await during("writing that it was not imported", () => ports.strays.put([stray]));
}

/** Forgets an object that is gone, or whose key can be read now. */
export async function forgetStray(place: ObjectPlace, ports: StrayPorts): Promise<void> {
  if ((await findStray(place, ports)) === null) return;
  await during("forgetting that it was not imported", () => ports.strays.remove([place]));
}

async function findStray({ bucket, key }: ObjectPlace, { strays }: StrayPorts): Promise<StrayFile | null> {
  const [stored = null] = await during("reading whether it was refused before", () =>
    strays.find([{ bucket, key }]),
  );
  return stored;
}
