import type { Command } from "commander";
import { ownCall } from "./program-call.ts";
import { lineWidth, USUAL_WIDTH } from "./width.ts";

/** A command line that can be copied, without what calls Chokepoint, and what it does. */
export type Example = readonly [command: string, does: string];

/** Has the help of a command end with examples. */
export function addExamples(command: Command, examples: readonly Example[]): Command {
  return command.addHelpText("after", () => {
    const width = lineWidth() ?? USUAL_WIDTH;
    const lines = examples.flatMap((example) => exampleLines(example, width));
    return ["", "Examples:", ...lines].join("\n");
  });
}

const INDENT = "  ";

function exampleLines([command, does]: Example, width: number): string[] {
  return [
    ...wrapped(does.split(" "), `${INDENT}# `, `${INDENT}# `, width),
    // A shell joins what ends with a backslash with the next line.
    ...wrapped(wordsOf(`${ownCall()} ${command}`), INDENT, INDENT.repeat(2), width - " \\".length).map(
      (line, at, { length }) => (at === length - 1 ? line : `${line} \\`),
    ),
  ];
}

/** The words of a command line; a flag and its value stand together, and what is quoted is one. */
function wordsOf(command: string): string[] {
  return command.match(/(?:--[\w-]+ (?=[^-]))?(?:'[^']*'|"[^"]*"|\S)+/g) ?? [];
}

function wrapped(words: string[], first: string, next: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of words) {
    const start = lines.length === 0 ? first : next;
    const longer = line === "" ? `${start}${word}` : `${line} ${word}`;
    if (longer.length > width && line !== "") {
      lines.push(line);
      line = `${next}${word}`;
    } else line = longer;
  }
  return [...lines, line];
}
