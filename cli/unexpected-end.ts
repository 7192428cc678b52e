import { DAMAGED_WAY, folderReason, isDamage } from "./cloud/folder-reason.ts";
import { errorLine } from "./terminal/output.ts";

/**
 * Ends the process with one sentence after an error that nobody catches: dynalite throws such errors when it cannot read
 * or write its files. What was stored and sent before stays.
 */
export function endInOneSentence(): void {
  process.on("uncaughtException", (error: unknown) => {
    const { code } = error as { code?: unknown };
    const isOfStore = typeof code === "string" && code.startsWith("LEVEL_");
    errorLine(isOfStore ? ofStore(error) : told(error));
    process.exit(1);
  });
}

function ofStore(error: unknown): string {
  const reason = folderReason(error);
  if (isDamage(error)) return `the data in the data folder is damaged (${reason}): ${DAMAGED_WAY}`;
  return `nothing more could be stored: ${reason}. What was stored before stays: run this again once that is mended`;
}

function told(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
