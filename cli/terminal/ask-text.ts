import { createInterface } from "node:readline";

type Input = NodeJS.ReadableStream;
type Output = NodeJS.WritableStream;

/** Asks for a text on the terminal. An empty answer is `usual`; the end of the input, or an interrupt, is `null`. */
export function askText(
  question: string,
  usual: string,
  input: Input = process.stdin,
  output: Output = process.stderr,
): Promise<string | null> {
  const terminal = createInterface({ input, output });
  return new Promise((resolve) => {
    terminal.once("close", () => resolve(null));
    terminal.once("SIGINT", () => terminal.close());
    terminal.question(`${question}${usual === "" ? "" : ` [${usual}]`}: `, (answer) => {
      resolve(answer.trim() === "" ? usual : answer.trim());
      terminal.close();
    });
  });
}
