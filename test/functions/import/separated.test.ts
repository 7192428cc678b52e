import { expect, it } from "vitest";
import { readSeparated } from "../../../functions/import/files/separated.ts";

async function cellsOf(text: string): Promise<unknown[]> {
  async function* source() {
    yield Buffer.from(text);
  }
  const found: unknown[] = [];
  for await (const line of readSeparated(source(), { given: undefined, tell: () => {} })) {
    found.push("cells" in line ? line.cells : line.failure);
  }
  return found;
}

it.each([
  [
    "bars on the lines of a quoted field",
    'a,b,c\n,"\n | \n | ",CN\n',
    [
      ["a", "b", "c"],
      ["", "\n | \n | ", "CN"],
    ],
  ],
  [
    "semicolons in quoted fields",
    'a,b\n"x;y;z",1\n"p;q;r",2\n',
    [
      ["a", "b"],
      ["x;y;z", "1"],
      ["p;q;r", "2"],
    ],
  ],
  [
    "quotes that are inches",
    'a\tb\n19" rack\tx\n24" rack\ty\n',
    [
      ["a", "b"],
      ['19" rack', "x"],
      ['24" rack', "y"],
    ],
  ],
  [
    "doubled quotes",
    'a;b\n"the ""new"" one; and more";1\n',
    [
      ["a", "b"],
      ['the "new" one; and more', "1"],
    ],
  ],
])("the separator is found whatever stands in quotes: %s", async (_what, text, cells) => {
  expect(await cellsOf(text)).toEqual(cells);
});
