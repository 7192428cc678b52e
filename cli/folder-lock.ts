import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "./usage-error.ts";

/**
 * Takes a data folder for this process, and gives the function that lets it go. A lock that a dead process left
 * behind is taken over.
 * @throws UsageError when another process holds it, or the folder cannot be made.
 */
export function lockFolder(dir: string): () => void {
  const file = join(dir, "lock");
  try {
    mkdirSync(dir, { recursive: true });
    takeLock(file, dir);
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`${dir} cannot be used to keep data: ${reason}`, { cause });
  }
  return () => rmSync(file, { force: true });
}

function takeLock(file: string, dir: string): void {
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    const holder = Number(readFileSync(file, "utf8"));
    if (isRunning(holder)) throw new UsageError(`${dir} is in use by another chokepoint (process ${holder})`);
    rmSync(file, { force: true });
    writeFileSync(file, String(process.pid), { flag: "wx" });
  }
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
