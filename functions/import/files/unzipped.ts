import { isZip } from "./file-sign.ts";
import { readSpooled } from "./spooled.ts";
import { startOf } from "./table.ts";
import { DamagedBytes } from "./whole-lines.ts";
import { openZip } from "./zip-parts.ts";

/**
 * The bytes of a file; of a zip file, those of the one file in it.
 * @throws DamagedBytes when a zip file is not whole, or has another number of files.
 */
export async function* unzipped(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { start, all } = await startOf(source);
  if (!isZip(start)) yield* all;
  else yield* readSpooled(all, onlyPart);
}

async function* onlyPart(file: string): AsyncGenerator<Uint8Array> {
  const zip = await orNotWhole(() => openZip(file, Number.POSITIVE_INFINITY));
  try {
    const [name, ...others] = zip.names.filter((one) => !one.endsWith("/"));
    const part = name === undefined || others.length > 0 ? null : zip.read(name);
    if (zip.names.includes("[Content_Types].xml"))
      throw new DamagedBytes("is a workbook, which this import does not read");
    if (part === null)
      throw new DamagedBytes(
        "is a zip file that does not hold one file: unpack it, and name the one to read",
      );
    const bytes = part[Symbol.asyncIterator]();
    for (
      let next = await orNotWhole(() => bytes.next());
      next.done !== true;
      next = await orNotWhole(() => bytes.next())
    )
      yield next.value;
  } finally {
    zip.close();
  }
}

async function orNotWhole<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DamagedBytes)) throw error;
    throw new DamagedBytes("is a zip file that is not whole", { cause: error });
  }
}
