import { type Entry, openPromise, type ZipFile } from "yauzl";
import { DamagedBytes } from "./whole-lines.ts";
import { readAllXml, type XmlReader } from "./xml.ts";

/** The parts of a zip file, by name. */
export interface ZipParts {
  names: string[];
  /** The bytes of a part, unpacked while they are read; `null` when there is none of this name. */
  read(name: string): AsyncIterable<Uint8Array> | null;
  close(): void;
}

// A workbook has some dozens.
const MOST_PARTS = 10_000;
const DAMAGED = "is a workbook that is not whole: save it again";

/**
 * Opens a zip file. `mostBytes` is how much is unpacked of one part.
 * @throws DamagedBytes when it is not whole.
 */
export async function openZip(file: string, mostBytes: number): Promise<ZipParts> {
  const zip = await orDamaged(() => openPromise(file, { autoClose: false }));
  try {
    const entries = await orDamaged(() => entriesOf(zip));
    return {
      names: [...entries.keys()],
      read: (name) => {
        const entry = entries.get(name);
        return entry === undefined ? null : partOf(zip, entry, mostBytes);
      },
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    if (entries.size === MOST_PARTS) throw new DamagedBytes("has more parts than a workbook may have");
    entries.set(entry.fileName.replace(/^\//, ""), entry);
  }
  return entries;
}

async function* partOf(zip: ZipFile, entry: Entry, mostBytes: number): AsyncGenerator<Uint8Array> {
  const stream = await orDamaged(() => zip.openReadStreamPromise(entry));
  let bytes = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      if (bytes > mostBytes)
        throw new DamagedBytes("is a workbook with too large a sheet: cut it into several");
      yield chunk;
    }
  } catch (error) {
    throw damagedOr(error);
  }
}

async function orDamaged<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw damagedOr(error);
  }
}

/** What the zip library says of the content has no code, or one of zlib; what the machine says has another. */
function damagedOr(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof DamagedBytes) return error;
  const isOfMachine = "code" in error && !String(error.code).startsWith("Z_");
  return isOfMachine ? error : new DamagedBytes(DAMAGED, { cause: error });
}

/** Reads a part that is XML; nothing where there is no such part. */
export async function readPart(zip: ZipParts, name: string, reader: XmlReader): Promise<void> {
  const part = zip.read(name);
  if (part !== null) await readAllXml(part, reader);
}
