import { createRequire } from "node:module";
import { join } from "node:path";
import { UsageError } from "../input/usage-error.ts";
import { faultCode, folderReason, LOST_FILE } from "./folder-reason.ts";

/** The part of LevelDB that is needed here. */
interface Database {
  open(): Promise<void>;
  close(): Promise<void>;
}
type DatabaseClass = new (path: string) => Database;

/**
 * Opens the database of a data folder once, as a check: when dynalite cannot open it, it ends the process without a reason.
 * @throws UsageError when it is damaged, or may not be read or written; Error when the disk is full.
 */
export async function checkStoredData(dir: string): Promise<void> {
  // The very LevelDB that dynalite will open it with.
  const own = createRequire(import.meta.url);
  const { ClassicLevel } = createRequire(own.resolve("dynalite"))("classic-level") as {
    ClassicLevel: DatabaseClass;
  };
  const database = new ClassicLevel(join(dir, "dynamodb"));
  try {
    await database.open();
    await database.close();
  } catch (error) {
    throw unopened(dir, error instanceof Error && error.cause instanceof Error ? error.cause : error);
  }
}

function unopened(dir: string, cause: unknown): Error {
  const { code } = cause as { code?: unknown };
  const fault = faultCode(cause);
  if (code === "LEVEL_LOCKED") {
    return new UsageError(`${dir} is in use by another program that keeps its data there`, { cause });
  }
  if (code === "LEVEL_CORRUPTION" || fault === LOST_FILE) {
    const way = "put back a copy of the folder, or name another one with --dir and import again";
    return new UsageError(`the data in ${dir} is damaged (${folderReason(cause)}): ${way}`, { cause });
  }
  const sentence = `${dir} cannot be used to keep data: ${folderReason(cause)}`;
  return fault === "ENOSPC" ? new Error(sentence, { cause }) : new UsageError(sentence, { cause });
}
