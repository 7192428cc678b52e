import { once } from "node:events";
import { forTerminal } from "./output.ts";

const CHARACTERS_AT_ONCE = 65_536;

/** Writes texts as they come, and reads on only when what was written is taken. On a terminal they are made safe for it. */
export async function writeAll(texts: AsyncIterable<string>): Promise<void> {
  const safe = process.stdout.isTTY === true ? forTerminal : (text: string) => text;
  let waiting = "";
  for await (const text of texts) {
    waiting += safe(text);
    if (waiting.length < CHARACTERS_AT_ONCE) continue;
    await write(waiting);
    waiting = "";
  }
  if (waiting !== "") await write(waiting);
}

async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, "drain");
}
