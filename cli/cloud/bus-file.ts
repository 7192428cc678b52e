import { appendFile, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { safeJson } from "../../shared/values/safe-json.ts";
import type { BusEnvelope } from "./embedded-bus.ts";
import { folderReason } from "./folder-reason.ts";

/** The file of a data folder with every event that was put on the bus: JSON documents, each on a line. */
export function busFile(dir: string): string {
  return join(dir, "bus.jsonl");
}

/** Adds events to the file. */
export async function addToBusFile(dir: string, events: readonly BusEnvelope[]): Promise<void> {
  const file = busFile(dir);
  try {
    await mkdir(dir, { recursive: true });
    // A process that was killed may have left half a line.
    await appendFile(file, events.map((event) => `\n${safeJson(event)}`).join(""));
  } catch (cause) {
    throw new Error(`${file} does not take the events: ${folderReason(cause)}`, { cause });
  }
}

/** Every event in the file, oldest first; none where there is no file yet. */
export async function readBusFile(dir: string): Promise<BusEnvelope[]> {
  const text = await readFile(busFile(dir), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  return text.split("\n").flatMap((line) => readLine(line) ?? []);
}

/** `null` for an empty line, and for half a line: its events are put on the bus again. */
function readLine(line: string): BusEnvelope | null {
  try {
    return JSON.parse(line) as BusEnvelope;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
