import type { ObjectPlace } from "../../shared/contract/import-payload.ts";

/** What stands under a key now. */
export interface ObjectFound {
  /** Another one whenever the object was written again. */
  version: string;
  bytes: number;
}

/** Objects in buckets. Each is what it is now, never an older version. */
export interface ObjectStore {
  /** `null` when there is none. */
  look(place: ObjectPlace): Promise<ObjectFound | null>;
  /** Whether there is one, also under a key from which nothing may be read. */
  exists(place: ObjectPlace): Promise<boolean>;
  /** Its bytes; it is opened when the first are asked for. */
  read(place: ObjectPlace): AsyncIterable<Uint8Array>;
  write(place: ObjectPlace, text: string, contentType: string): Promise<void>;
  remove(place: ObjectPlace): Promise<void>;
}

/** Starts a recompute and does not wait for it. */
export interface RecomputeStarter {
  start(sector: string): Promise<void>;
}
