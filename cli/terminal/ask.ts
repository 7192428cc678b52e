import { createInterface } from "node:readline";

type Input = NodeJS.ReadableStream & { isTTY?: boolean };
type Output = NodeJS.WritableStream & { isTTY?: boolean };

/** Whether the command runs in a terminal, so that it can ask the user. */
export function canAsk(input: Input = process.stdin, output: Output = process.stderr): boolean {
  return input.isTTY === true && output.isTTY === true;
}

/** Asks a question on the terminal. Only `y` and `yes` are yes: an empty answer, and the end of the input, are no. */
export function ask(
  question: string,
  input: Input = process.stdin,
  output: Output = process.stderr,
): Promise<boolean> {
  const terminal = createInterface({ input, output });
  return new Promise((resolve) => {
    terminal.once("close", () => resolve(false));
    terminal.once("SIGINT", () => terminal.close());
    terminal.question(`${question} [y/N] `, (answer) => {
      resolve(/^\s*y(es)?\s*$/i.test(answer));
      terminal.close();
    });
  });
}
