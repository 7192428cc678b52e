import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasColours } from "../../cli/terminal/output.ts";
import { cutTo, cutWithin, seenWidth, wrapLine, wrapTo } from "../../cli/terminal/seen-width.ts";

describe("the width of a text", () => {
  it.each([
    ["one for a letter", "CATL", 4],
    ["two for a Chinese character", "宁德时代", 8],
    ["two for a Korean one", "삼성", 4],
    ["nothing for isolates of right-to-left text", "\u2068שלום\u2069", 4],
    ["nothing for a mark on a letter", "e\u0301", 1],
    ["nothing for a colour", "\u001b[31mred\u001b[39m", 3],
  ])("is %s", (_, text, width) => {
    expect(seenWidth(text)).toBe(width);
  });
});

describe("a text that is cut", () => {
  it.each([
    ["ends with a sign for it", "a very long name", 10, "a very lo…"],
    ["is whole where it fits", "a name", 6, "a name"],
    ["has no half of a wide character", "宁德时代新能源", 6, "宁德…"],
    ["has no half of a number", "limit 1,347 points", 10, "limit…"],
    ["has no number without its unit", "USD 118.9 M", 10, "USD…"],
    ["keeps a number that is whole", "in 107 positions", 9, "in 107 p…"],
  ])("%s", (_, text, width, cut) => {
    expect(cutTo(text, width)).toBe(cut);
  });

  it("keeps its end where ends differ, and no half of a number", () => {
    expect(cutWithin("material-assistance-2026", 16)).toBe("materia…nce-2026");
    expect(cutWithin("rule-1234567890", 12)).toBe("rule…");
  });

  it("never takes more room than there is", () => {
    const edge = fc.property(
      fc.string({ unit: "grapheme" }),
      fc.integer({ min: 2, max: 40 }),
      (text, width) => {
        expect(seenWidth(cutTo(text, width))).toBeLessThanOrEqual(width);
      },
    );
    fc.assert(edge);
  });
});

describe("a text that is broken", () => {
  it.each<[what: string, text: string, width: number, lines: string[]]>([
    ["goes on between words", "all of it is lost", 9, ["all of it", "is lost"]],
    [
      "has a longer word on a line of its own",
      "of china-look-through too",
      8,
      ["of", "china-look-through", "too"],
    ],
    ["keeps a number with its unit", "it is USD 8.4 M now", 12, ["it is", "USD 8.4 M", "now"]],
    ["keeps a share with its sign", "cells 80 % here", 9, ["cells", "80 % here"]],
  ])("%s", (_, text, width, lines) => {
    expect(wrapTo(text, width)).toEqual(lines);
  });

  it.each<[what: string, line: string, lines: string[]]>([
    ["is moved in", "  a note that is long enough", ["  a note that is", "    long enough"]],
    ["goes on under the second cell", "1.00  a name that is long", ["1.00  a name that", "      is long"]],
    ["is whole when it is a command", "  npx chokepoint alerts --sector ai", []],
  ])("and a line of it %s", (_, line, lines) => {
    expect(wrapLine(line, 18)).toEqual(lines.length === 0 ? [line] : lines);
  });
});

describe("colours", () => {
  it.each([
    ["are there on a terminal", {}, true, true],
    ["are not there in a pipe", {}, false, false],
    ["are not there on a dumb terminal", { TERM: "dumb" }, true, false],
    ["are not there with NO_COLOR", { NO_COLOR: "1" }, true, false],
    ["are there with an empty NO_COLOR", { NO_COLOR: "" }, true, true],
    ["are there in a pipe with FORCE_COLOR", { FORCE_COLOR: "1" }, false, true],
    ["are not there with FORCE_COLOR=0", { FORCE_COLOR: "0" }, true, false],
    ["are not there with both", { NO_COLOR: "1", FORCE_COLOR: "1" }, true, false],
    ["are not there in a pipe of a build", { CI: "true" }, false, false],
  ])("%s", (_, env, isTTY, expected) => {
    expect(hasColours(env, { isTTY })).toBe(expected);
  });
});
