import { describe, expect, it } from "vitest";
import { synthesize } from "../support/synthesis.ts";

/** What functions that know their stack are told to call the command line, each once. */
function calls(context: Record<string, unknown>) {
  const { template, remove } = synthesize(context);
  const functions = Object.values(template.findResources("AWS::Lambda::Function"));
  remove();
  const known = functions.map(({ Properties }) => Properties.Environment.Variables);
  return new Set(
    known.filter((one) => one.CHOKEPOINT_STACK !== undefined).map((one) => one.CHOKEPOINT_COMMAND),
  );
}

describe("how messages of a stack call the command line", () => {
  it("is said to every function that names its stack, where the owner decides it", () => {
    expect(calls({ command: "npx --no-install chokepoint" })).toEqual(
      new Set(["npx --no-install chokepoint"]),
    );
  });

  it("is not said where nobody decides it", () => {
    expect(calls({})).toEqual(new Set([undefined]));
  });
});
