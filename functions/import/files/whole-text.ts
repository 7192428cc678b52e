import { isUtf8 } from "node:buffer";
import { counted } from "../../../shared/values/count.ts";
import { asUtf8, orderOf } from "./encoding.ts";
import { fileSign, isGzip } from "./file-sign.ts";
import { unpack } from "./gunzip.ts";
import { UnusableFile } from "./row.ts";
import { startOf } from "./table.ts";
import { DamagedBytes } from "./whole-lines.ts";

const MEGABYTE = 1_000_000;

/** How a text of JSON is read. */
interface TextReading {
  /** The most bytes of unpacked text that are read. */
  mostBytes: number;
  /** What to do about a text that is longer. */
  advice: string;
  /** Which JSON is read, in words. */
  reads: string;
}

/**
 * The whole of a text of JSON in UTF-8 or UTF-16, packed with gzip or not.
 * @throws UnusableFile when it is damaged, no text, or longer than so many bytes.
 */
export async function wholeText(
  source: AsyncIterable<Uint8Array>,
  { mostBytes, advice, reads }: TextReading,
): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const piece of inUtf8(source, mostBytes, reads)) {
      bytes += piece.length;
      if (bytes > mostBytes)
        throw new UnusableFile(`holds more than ${counted(mostBytes / MEGABYTE)} MB: ${advice}`);
      pieces.push(piece);
    }
  } catch (error) {
    if (error instanceof DamagedBytes) throw new UnusableFile(error.message, { cause: error });
    throw error;
  }
  const whole = Buffer.concat(pieces);
  if (!isUtf8(whole)) throw new UnusableFile("is not UTF-8 text: save the file as UTF-8");
  return whole.toString("utf8").replace(/^\uFEFF/, "");
}

/** A text as UTF-8. @throws DamagedBytes where it is no text. */
async function* inUtf8(
  source: AsyncIterable<Uint8Array>,
  mostBytes: number,
  reads: string,
): AsyncGenerator<Uint8Array> {
  const given = await startOf(source);
  const { start, all } = isGzip(given.start) ? await startOf(unpack(given.all, mostBytes)) : given;
  const sign = fileSign(start);
  if (sign?.first === "unpack it") throw new DamagedBytes(`${sign.is}: ${sign.first}`);
  if (sign !== null) throw new DamagedBytes(`${sign.is}, and ${reads}`);
  if (orderOf(start) === null) yield* all;
  else yield* asUtf8(all, { start, encoding: "utf-16", tell: () => {} });
}
