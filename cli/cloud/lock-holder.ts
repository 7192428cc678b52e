import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import * as z from "zod";
import { momentText } from "../../shared/values/day.ts";
import { quoted } from "../../shared/values/parse.ts";

// A note beside the lock says who holds the folder. It is only for the error sentence: the lock decides.

const holderSchema = z.object({
  process: z.int().positive(),
  host: z.string(),
  command: z.string(),
  since: z.iso.datetime(),
});

/** Notes that this process holds the folder. */
export function noteHolder(dir: string): void {
  const holder: z.infer<typeof holderSchema> = {
    process: process.pid,
    host: hostname(),
    command: process.argv.slice(2).join(" "),
    since: new Date().toISOString(),
  };
  writeFileSync(holderFile(dir), `${JSON.stringify(holder)}\n`);
}

/** Removes the note. */
export function forgetHolder(dir: string): void {
  rmSync(holderFile(dir), { force: true });
}

/**
 * Who holds the folder, as text after `another chokepoint`: `: process 123, "recompute", since 2026-07-31 06:00 UTC`. Empty
 * when it is not known. Just before a new note is written, the note of an ended process may still be there.
 */
export function holderOf(dir: string): string {
  const holder = readHolder(dir);
  if (holder === null) return "";
  const isHere = holder.host === hostname();
  if (isHere && !isRunning(holder.process)) return "";
  const where = isHere ? "" : ` on ${quoted(holder.host)}`;
  const what = holder.command === "" ? "" : `, ${quoted(holder.command)}`;
  return `: process ${holder.process}${where}${what}, since ${momentText(holder.since)}`;
}

function readHolder(dir: string): z.infer<typeof holderSchema> | null {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(holderFile(dir), "utf8")));
  } catch {
    // Half-written, gone meanwhile or damaged: then the sentence does without it.
    return null;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function holderFile(dir: string): string {
  return join(dir, "holder.json");
}
