import { ownCall } from "./program-call.ts";
import { wrapLine } from "./seen-width.ts";
import { lineWidth } from "./width.ts";

/** A sentence for stderr: a terminal gets it in lines of its width, a pipe in one. */
export function errorText(
  sentence: string,
  stream: { columns?: number; isTTY?: boolean } = process.stderr,
): string {
  const line = `chokepoint: ${sentence}`;
  const width = stream.isTTY === true ? lineWidth(stream) : null;
  if (width === null) return line;
  // Who copies a command must get all of it, on one line.
  const whole = line.replace(commands(), (command) => command.replaceAll(" ", HELD));
  return wrapLine(whole, width).join("\n").replaceAll(HELD, " ");
}

// A command ends where the sentence goes on: with a sign, or with a word that tells what it does.
const END = "[^;,()]*?(?=[;,()]|: | (?:names|shows|brings|says) |$)";

function commands(): RegExp {
  const own = ownCall().replaceAll(/[^\w ]/g, "\\$&");
  const begins = `(?:\\b(?:npx|aws|npm)|(?<!\\S)${own})`;
  return new RegExp(`\`[^\`]+\`|${begins} ${END}`, "g");
}

// A character that no sentence has.
const HELD = "\ue000";
