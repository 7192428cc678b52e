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

/** What the file holds. */
export interface BusRead {
  /** Every event that can be read, oldest first; none where there is no file yet. */
  events: BusEnvelope[];
  /** The lines that hold no event, counted from 1. Half a line of a killed process is one: its events are put on the bus again. */
  damaged: number[];
}

/** Reads the file. */
export async function readBusFile(dir: string): Promise<BusRead> {
  const text = await readFile(busFile(dir), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  const lines = text.split("\n").map((line) => ({ isEmpty: line.trim() === "", event: readLine(line) }));
  return {
    events: lines.flatMap(({ event }) => event ?? []),
    damaged: lines.flatMap(({ isEmpty, event }, at) => (isEmpty || event !== null ? [] : [at + 1])),
  };
}

/** `null` for a line that holds no event. */
function readLine(line: string): BusEnvelope | null {
  try {
    const value: unknown = JSON.parse(line);
    return isEnvelope(value) ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function isEnvelope(value: unknown): value is BusEnvelope {
  return typeof value === "object" && value !== null && "detail" in value;
}
