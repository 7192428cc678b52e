import { afterEach, describe, expect, it } from "vitest";
import { errorText } from "../../cli/terminal/error-text.ts";
import { seenWidth } from "../../cli/terminal/seen-width.ts";

const LONG =
  "warning: gas is not watched: there is no policy of it, and its 8 open alerts stay open: put gas.json back, or close them: npx chokepoint recompute --sector gas --close --policies pol";

afterEach(() => {
  delete process.env.COLUMNS;
});

describe("a sentence on stderr", () => {
  it("is one line in a pipe, whatever COLUMNS says", () => {
    process.env.COLUMNS = "40";
    expect(errorText(LONG, { columns: 40 })).toBe(`chokepoint: ${LONG}`);
  });

  it.each([40, 60, 80])("has lines of at most %i columns on a terminal, but for a command", (columns) => {
    const lines = errorText(LONG, { columns, isTTY: true }).split("\n");
    const long = lines.filter((line) => seenWidth(line) > columns);
    expect(long.every((line) => line.startsWith("  npx chokepoint "))).toBe(true);
    expect(lines.map((line) => line.trim()).join(" ")).toBe(`chokepoint: ${LONG}`);
  });

  it.each([
    ["a command at the end", LONG, "npx chokepoint recompute --sector gas --close --policies pol"],
    [
      "a command with words after it",
      "ai has no import 0mfo8cnpk-abcdef: npx chokepoint list imports --sector ai --dir some/folder names them; nearest: 0mfo8cnpk-abcdee",
      "npx chokepoint list imports --sector ai --dir some/folder",
    ],
    [
      "a command in quotes",
      "the data folder .chokepoint is of another version: `chokepoint list unreadable --dir mine` shows what it is",
      "`chokepoint list unreadable --dir mine`",
    ],
  ])("keeps %s on one line", (_, sentence, command) => {
    expect(
      errorText(sentence, { columns: 50, isTTY: true })
        .split("\n")
        .some((line) => line.includes(command)),
    ).toBe(true);
  });
});
