import { accessSync, constants, existsSync, mkdirSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { UsageError } from "../input/usage-error.ts";
import { folderReason } from "./folder-reason.ts";
import { forgetHolder, holderOf, noteHolder } from "./lock-holder.ts";

// The result codes of SQLite for which we have own words.
const SQLITE_BUSY = 5;
// Two processes at the same instant block each other for a moment. Then one of them gets the lock.
const PATIENCE_MS = 250;

/** Keeps the connections alive: without a reference, a connection is garbage collected and its lock is released. */
const held = new Set<DatabaseSync>();

/**
 * Locks a data folder for this process, and returns the function that releases it. It is a lock of the operating system on a
 * file that SQLite opens: it ends with the process, however that ends, and depends on no file content and no process id.
 * @throws UsageError when another process holds it (naming it), or the folder cannot be created or written to.
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

/** Creates a folder and its parents. `mkdir` with `recursive` never ends where nothing can be created, as under /proc. */
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
    const told = `${dir} is in use by another chokepoint${holderOf(dir)}`;
    throw new UsageError(`${told}; run this again when that has ended`, { cause: error });
  }
}

function unusable(dir: string, cause: unknown): UsageError {
  return new UsageError(`${dir} cannot be used to keep data: ${folderReason(cause)}`, { cause });
}
