import { createReadStream, statSync } from "node:fs";
import { basename } from "node:path";
import type { FileBeside } from "../../functions/import/owners/beside.ts";
import { UsageError } from "./usage-error.ts";

/**
 * A file that a flag names, to be read beside the one that is imported. It is opened when it is read,
 * and may be read several times.
 * @throws UsageError when it is not there.
 */
export function fileBeside(flag: string, path: string): FileBeside {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new UsageError(`${flag} ${path}: does not exist`);
  if (!found.isFile()) throw new UsageError(`${flag} ${path}: is not a file`);
  return { file: basename(path), bytes: { [Symbol.asyncIterator]: () => bytesOf(path) } };
}

async function* bytesOf(path: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(path);
}
