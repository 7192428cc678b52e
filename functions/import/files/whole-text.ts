import { counted } from "../../../shared/values/count.ts";
import { UnusableFile } from "./row.ts";
import { DamagedBytes } from "./whole-lines.ts";

const MEGABYTE = 1_000_000;

/** The whole of a text in UTF-8. @throws UnusableFile when it is damaged, or longer than so many bytes: what to do says `advice`. */
export async function wholeText(
  source: AsyncIterable<Uint8Array>,
  mostBytes: number,
  advice: string,
): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const piece of source) {
      bytes += piece.length;
      if (bytes > mostBytes)
        throw new UnusableFile(`holds more than ${counted(mostBytes / MEGABYTE)} MB: ${advice}`);
      pieces.push(piece);
    }
  } catch (error) {
    if (error instanceof DamagedBytes) throw new UnusableFile(error.message, { cause: error });
    throw error;
  }
  return Buffer.concat(pieces)
    .toString("utf8")
    .replace(/^\uFEFF/, "");
}
