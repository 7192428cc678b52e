import { afterAll, describe, expect, it } from "vitest";
import { readPolicyFile } from "../../cli/input/policy-file.ts";
import { UsageError } from "../../cli/input/usage-error.ts";
import { workplace } from "../support/command-line.ts";
import { shipped } from "../support/shipped-policies.ts";

const place = workplace();
afterAll(() => place.remove());

// The wording and the calendar stand in files of their own.
const { wording: _wording, calendar: _calendar, ...ai } = shipped.get("ai") ?? { rules: [] };
const [rule] = ai.rules;

describe("the file of a policy", () => {
  it("is read, with a byte order mark as well", () => {
    expect(readPolicyFile("policies/ai.json", "ai")).toEqual(ai);
    expect(readPolicyFile(place.file("bom.json", `\uFEFF${JSON.stringify(ai)}`), "ai")).toEqual(ai);
  });

  it.each([
    ["of another sector", JSON.stringify(ai), 'field "sector": is "ai", and the backtest is of defense'],
    [
      "with a wrong limit",
      JSON.stringify({ ...ai, rules: [{ ...rule, above: { critical: 65 } }] }),
      'rule "china-look-through": field "above.critical": 65 must be between 0 and 1; 0.65?',
    ],
    ["with an unknown field", JSON.stringify({ ...ai, colour: "red" }), 'field "colour" is not known'],
    ["that holds no policy", "[]", "must be an object, not a list"],
    ["that is empty", "", "is empty"],
  ])("%s is refused in one sentence that names it", (_what, content, told) => {
    const file = place.file("tried.json", content);
    expect(() => readPolicyFile(file, "defense")).toThrow(new UsageError(`tried.json: ${told}`));
  });

  it("is refused when it is not there, or is a folder", () => {
    expect(() => readPolicyFile("nowhere/x.json", "ai")).toThrow(new UsageError("x.json: does not exist"));
    expect(() => readPolicyFile("test/cli", "ai")).toThrow(new UsageError("cli: cannot be read (EISDIR)"));
  });
});
