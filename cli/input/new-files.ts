import {
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { UsageError } from "./usage-error.ts";

/** A file to be written, by its path in a folder. */
export interface NewFile {
  name: string;
  text: string;
}

/**
 * Writes new files into a folder, all of them or none, and makes the folders that are missing. Each appears whole, in the
 * order given; nothing that is there already is changed. An interrupt waits until all of them are there.
 * @throws UsageError when one of them is there already, or when they cannot be written.
 */
export function writeNewFiles(folder: string, files: readonly NewFile[]): void {
  for (const { name } of files) {
    const there = namesIn(dirname(join(folder, name))).map((other) => other.toLowerCase());
    if (there.includes(basename(name).toLowerCase())) throw alreadyThere(folder, name);
  }
  withoutInterrupt(() => write(folder, files));
}

function write(folder: string, files: readonly NewFile[]): void {
  const undo: (() => void)[] = [];
  const parts: string[] = [];
  try {
    for (const { name, text } of files) {
      const inFolder = dirname(join(folder, name));
      makeFolder(inFolder, undo);
      const part = join(inFolder, `.${basename(name)}.${process.pid}.part`);
      parts.push(part);
      writeFileSync(part, text, { flag: "wx" });
    }
    for (const [at, { name }] of files.entries()) {
      place(parts[at] ?? "", join(folder, name));
      undo.push(() => rmSync(join(folder, name)));
    }
    removeAll(parts);
  } catch (error) {
    removeAll(parts);
    for (const step of undo.reverse()) step();
    throw problemOf(folder, error);
  }
}

/** Makes a folder with its parents, and adds how to remove what it has made. */
function makeFolder(folder: string, undo: (() => void)[]): void {
  if (existsSync(folder)) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder), undo);
  mkdirSync(folder);
  undo.push(() => rmdirSync(folder));
}

const INTERRUPTS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Does the work whole: it does not wait, so a signal that comes meanwhile finds it done. */
function withoutInterrupt(work: () => void): void {
  const ignore = () => {};
  for (const signal of INTERRUPTS) process.on(signal, ignore);
  try {
    work();
  } finally {
    for (const signal of INTERRUPTS) process.off(signal, ignore);
  }
}

/** Whether a folder holds a file of this name. */
export function isInFolder(folder: string, name: string): boolean {
  return namesIn(folder).includes(name);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw problemOf(folder, error);
  }
}

/** Gives a whole file its name, and fails where another one has it. */
function place(part: string, file: string): void {
  try {
    linkSync(part, file);
  } catch (error) {
    // Some file systems have no links.
    if ((error as NodeJS.ErrnoException).code === "EEXIST") throw error;
    copyFileSync(part, file, constants.COPYFILE_EXCL);
  }
}

function removeAll(files: string[]): void {
  for (const file of files) if (existsSync(file)) rmSync(file);
}

function alreadyThere(folder: string, name: string): UsageError {
  return new UsageError(`${join(folder, name)} is there already, and nothing was written`);
}

function problemOf(folder: string, cause: unknown): Error {
  const { code, dest } = cause as NodeJS.ErrnoException & { dest?: string };
  if (code === undefined) return cause as Error;
  if (code === "EEXIST" && dest !== undefined)
    return new UsageError(`${dest} is there already, and nothing was written`, { cause });
  if (code === "ENOTDIR" || code === "EEXIST") return new UsageError(`${folder} is not a folder`, { cause });
  return new UsageError(`${folder} cannot be written (${code})`, { cause });
}
