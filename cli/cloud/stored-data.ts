import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { UsageError } from "../input/usage-error.ts";
import { DAMAGED_WAY, faultCode, folderReason, isDamage } from "./folder-reason.ts";

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
  const path = join(dir, "dynamodb");
  const database = new ClassicLevel(path);
  refuseHeadless(dir, readdirSync(path));
  try {
    await database.open();
    await database.close();
  } catch (error) {
    throw unopened(dir, error instanceof Error && error.cause instanceof Error ? error.cause : error);
  }
}

/** Without its file CURRENT, LevelDB would begin anew and remove the files that hold the data. */
function refuseHeadless(dir: string, files: string[]): void {
  if (files.includes("CURRENT") || !files.some((file) => file.endsWith(".ldb") || file.endsWith(".log")))
    return;
  throw new UsageError(`the data in ${dir} is damaged (its file CURRENT is missing): ${DAMAGED_WAY}`);
}

function unopened(dir: string, cause: unknown): Error {
  const { code } = cause as { code?: unknown };
  const fault = faultCode(cause);
  if (code === "LEVEL_LOCKED") {
    return new UsageError(`${dir} is in use by another program that keeps its data there`, { cause });
  }
  if (isDamage(cause)) {
    return new UsageError(`the data in ${dir} is damaged (${folderReason(cause)}): ${DAMAGED_WAY}`, {
      cause,
    });
  }
  const sentence = `${dir} cannot be used to keep data: ${folderReason(cause)}`;
  return fault === "ENOSPC" ? new Error(sentence, { cause }) : new UsageError(sentence, { cause });
}
