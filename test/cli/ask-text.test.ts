import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { askText } from "../../cli/terminal/ask-text.ts";

/** What is asked, and what comes of an answer; `null` where the input ends. */
async function asked(answer: string | null, usual = "USD"): Promise<{ shown: string; text: string | null }> {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const text = askText("Unit", usual, input, output);
  if (answer === null) input.end();
  else input.write(`${answer}\n`);
  return { text: await text, shown: String(output.read()) };
}

describe("a question on the terminal", () => {
  it("shows the usual answer, which an empty one stands for", async () => {
    expect(await asked("")).toEqual({ text: "USD", shown: "Unit [USD]: " });
    expect(await asked("  kWh ")).toMatchObject({ text: "kWh" });
    expect(await asked(" ", "")).toEqual({ text: "", shown: "Unit: " });
  });

  it("is not answered where the input ends", async () => {
    expect(await asked(null)).toMatchObject({ text: null });
  });
});
