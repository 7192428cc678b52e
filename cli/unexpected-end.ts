import { folderReason } from "./cloud/folder-reason.ts";
import { errorLine } from "./terminal/output.ts";

/**
 * Ends the process with one sentence after an error that nobody catches: dynalite throws such errors when it cannot write its
 * files. What was stored and sent before stays.
 */
export function endInOneSentence(): void {
  process.on("uncaughtException", (error: unknown) => {
    const { code } = error as { code?: unknown };
    const isOfStore = typeof code === "string" && code.startsWith("LEVEL_");
    errorLine(isOfStore ? `nothing more could be stored: ${folderReason(error)}` : told(error));
    process.exit(1);
  });
}

function told(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
