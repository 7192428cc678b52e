import { renameSync, rmSync, writeFileSync } from "node:fs";
import { UsageError } from "./usage-error.ts";

/** Writes a file, completely or not at all. @throws UsageError when it cannot be written. The file is then as it was. */
export function writeWhole(file: string, text: string): void {
  const part = `${file}.part`;
  try {
    writeFileSync(part, text);
    renameSync(part, file);
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    // What could not be opened is not ours to remove.
    if (syscall !== "open") rmSync(part, { force: true });
    throw new UsageError(`${file}: cannot be written (${code})`, { cause: error });
  }
}
