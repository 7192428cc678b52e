import { accessSync, constants, existsSync, mkdirSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { UsageError } from "../input/usage-error.ts";
import { folderReason } from "./folder-reason.ts";
import { forgetHolder, holderOf, noteHolder } from "./lock-holder.ts";

// The result codes of SQLite that are told in words of our own.
const SQLITE_BUSY = 5;
// Two that come at the same instant stop each other for a moment: one of them then gets the lock.
const PATIENCE_MS = 250;

/** A lock whose connection nobody refers to would be collected, and let go. */
const held = new Set<DatabaseSync>();

/**
 * Takes a data folder for this process, and gives the function that lets it go. The lock is the operating system's, on
 * a file that SQLite opens: it is gone as soon as the process is, however that ended, and what a file says or
 * which number a process has does not matter.
 * @throws UsageError when another process holds it (naming it), or the folder cannot be made or written to.
 */
export function lockFolder(dir: string): () => void {
  const lock = openLock(dir);
  try {
    takeLock(lock, dir);
    noteHolder(dir);
  } catch (error) {
    lock.close();
    throw error instanceof UsageError ? error : unusable(dir, error);
  }
  held.add(lock);
  return () => {
    if (!held.delete(lock)) return;
    forgetHolder(dir);
    lock.close();
  };
}

function openLock(dir: string): DatabaseSync {
  try {
    makeFolder(resolve(dir));
    accessSync(dir, constants.R_OK | constants.W_OK | constants.X_OK);
    return new DatabaseSync(join(dir, "lock.sqlite"), { timeout: PATIENCE_MS });
  } catch (error) {
    throw unusable(dir, error);
  }
}

/** Makes a folder and those above it. `mkdir` with `recursive` never ends where nothing can be made, as under /proc. */
function makeFolder(dir: string): void {
  if (statSync(dir, { throwIfNoEntry: false })?.isDirectory() === true) return;
  const parent = dirname(dir);
  if (parent !== dir && !existsSync(parent)) makeFolder(parent);
  try {
    mkdirSync(dir);
  } catch (error) {
    // Another process may have been first.
    if (statSync(dir, { throwIfNoEntry: false })?.isDirectory() !== true) throw error;
  }
}

function takeLock(lock: DatabaseSync, dir: string): void {
  try {
    // Nothing is ever written to the file. The change that is begun has SQLite refuse a file that it may only read:
    // of such a one, two could be "exclusive" holders at once.
    lock.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE; PRAGMA user_version = 1");
  } catch (error) {
    if ((error as { errcode?: unknown }).errcode !== SQLITE_BUSY) throw error;
    throw new UsageError(`${dir} is in use by another chokepoint${holderOf(dir)}`, { cause: error });
  }
}

function unusable(dir: string, cause: unknown): UsageError {
  return new UsageError(`${dir} cannot be used to keep data: ${folderReason(cause)}`, { cause });
}
