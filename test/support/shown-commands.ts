/** A command that a document shows, and the answer that it shows to it, line by line. */
export interface ShownCommand {
  command: string;
  answer: string[];
}

/** A line that stands for lines that are left out. */
const LEFT_OUT = "…";

/** What a document shows in blocks of `console`: each command after `$ `, and its answer. */
export function shownCommands(document: string): ShownCommand[] {
  return blocksOf(document).flatMap(commandsIn);
}

/**
 * The document with the answers that commands really give, in the order of `shownCommands`. Where an answer leaves out lines,
 * it goes on to show as many before and behind them.
 */
export function withAnswers(document: string, answers: readonly string[][]): string {
  let at = 0;
  return document.replace(BLOCK, (_block, text: string) => {
    const shown = commandsIn(text).map(({ command, answer }) => {
      const real = answers[at] ?? [];
      at += 1;
      return [`$ ${command}`, ...abridged(real, answer)].join("\n");
    });
    return `\`\`\`console\n${shown.join("\n")}\n\`\`\``;
  });
}

const BLOCK = /^```console\n([\s\S]*?)\n```$/gm;

function blocksOf(document: string): string[] {
  return [...document.matchAll(BLOCK)].map(([, text = ""]) => text);
}

function commandsIn(text: string): ShownCommand[] {
  return text.split(/^\$ /m).flatMap((part) => {
    const [command = "", ...answer] = part.replace(/\n$/, "").split("\n");
    return command === "" ? [] : [{ command, answer }];
  });
}

/** As much of an answer as another one shows. Without a line that leaves something out, it is all of it. */
function abridged(real: readonly string[], shown: readonly string[]): string[] {
  const cut = shown.indexOf(LEFT_OUT);
  if (cut < 0) return [...real];
  const behind = shown.length - cut - 1;
  // What is left out is at least one line: else the whole answer stands there.
  if (real.length <= cut + behind) return [...real];
  return [...real.slice(0, cut), LEFT_OUT, ...real.slice(real.length - behind)];
}
