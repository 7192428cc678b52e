import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";

/**
 * Reads a file that cannot be read from its beginning to its end: its bytes are first written into a temporary file, which
 * is removed when the reading ends. So the memory holds little of it.
 */
export async function* readSpooled<Read>(
  bytes: AsyncIterable<Uint8Array>,
  read: (file: string) => AsyncIterable<Read>,
): AsyncGenerator<Read> {
  const folder = await mkdtemp(join(tmpdir(), "chokepoint-table-"));
  try {
    const file = join(folder, "table");
    await pipeline(bytes, createWriteStream(file, { mode: 0o600 }));
    yield* read(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
