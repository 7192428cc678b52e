import type { ObjectPlace } from "../../shared/contract/import-payload.ts";
import type { SectorId } from "../../shared/values/identifier.ts";

/** What stands under a key now. */
export interface ObjectFound {
  /** It changes with every write of the object. */
  version: string;
  bytes: number;
}

/** Objects in buckets, always in their current version. */
export interface ObjectStore {
  /** `null` when there is none. */
  look(place: ObjectPlace): Promise<ObjectFound | null>;
  /** Whether there is one. It also works for keys that the function may not read. */
  exists(place: ObjectPlace): Promise<boolean>;
  /** Its bytes. The request starts with the first read. */
  read(place: ObjectPlace): AsyncIterable<Uint8Array>;
  write(place: ObjectPlace, text: string, contentType: string): Promise<void>;
  remove(place: ObjectPlace): Promise<void>;
}

/** Starts a recompute and does not wait for it. */
export interface RecomputeStarter {
  start(sector: SectorId): Promise<void>;
}
