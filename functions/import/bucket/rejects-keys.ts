import { rejectsPrefix } from "../../../shared/contract/buckets.ts";
import { bytesOf, MOST_KEY_BYTES } from "../../../shared/contract/import-payload.ts";
import { sha256 } from "../../runtime/sha256.ts";
import { isPlain } from "./plain-key.ts";

/** The keys of the files that an import writes about an object. */
export interface RejectsKeys {
  rows: string;
  report: string;
}

const ROWS = ".rejects.csv";
const REPORT = ".report.json";

/** `rejects/` and the object's key; its hash instead of a key that is too long, or unsafe as a path. */
export function rejectsKeysOf(key: string): RejectsKeys {
  const beside = `${rejectsPrefix}${key}`;
  const fits = bytesOf(beside + ROWS) <= MOST_KEY_BYTES;
  const base = fits && isPlain(key) ? beside : `${rejectsPrefix}by-sha256/${sha256(key)}`;
  return { rows: base + ROWS, report: base + REPORT };
}
