import type { StoppedImport } from "../../functions/import/tables/stopped-import.ts";
import { counted, someOf } from "../../shared/values/count.ts";
import { lineOf } from "../../shared/values/one-line.ts";

const LONGEST_FILE = 80;
const MOST_FILES = 5;

/** What was interrupted. */
interface InterruptedImport {
  file: string;
  /** How far the import of the file came; `null` when it was complete, or only read until then. */
  stopped: Pick<StoppedImport, "kind" | "stored" | "of"> | null;
  /** Files that were to come after it. */
  left: readonly string[];
  /** Whether nothing is written in any case. */
  isDry: boolean;
}

/** How far an import came that was interrupted, and what to do. */
export function interruptedSentence({ file, stopped, left, isDry }: InterruptedImport): string {
  const name = lineOf(file, LONGEST_FILE);
  const rest = left.length === 0 ? "" : `; not begun: ${someOf(left.map(shortName), MOST_FILES)}`;
  if (isDry) return `interrupted at ${name}: nothing was written${rest}`;
  if (stopped === null) return `interrupted at ${name}: nothing of it was written${rest}`;
  const { kind, stored, of } = stopped;
  const again = `import ${left.length === 0 ? "it" : name} again: what is stored already is left as it is`;
  const until = "until then assessments that use it are incomplete";
  if (stored < of)
    return `interrupted at ${name}: ${counted(stored)} of ${counted(of)} ${kind} are stored; ${again}; ${until}${rest}`;
  return `interrupted at ${name}: all ${counted(of)} ${kind} are stored, and not all that --replace removes is removed; ${again}; ${until}${rest}`;
}

function shortName(file: string): string {
  return lineOf(file, LONGEST_FILE);
}
