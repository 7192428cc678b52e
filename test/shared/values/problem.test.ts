import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { readAs } from "../../../shared/values/parse.ts";
import { problemSentence, readProblem } from "../../../shared/values/problem.ts";

describe("a problem of a value", () => {
  const schema = z.strictObject({ a: z.object({ b: z.array(z.number()) }), c: z.literal("x").optional() });

  it.each<[string, unknown, (string | number)[], string]>([
    ["of another type", { a: { b: [1, "2"] } }, ["a", "b", 1], "must be a number, not a text"],
    ["of no number", { a: { b: [Number.NaN] } }, ["a", "b", 0], "must be a number, not NaN"],
    ["that is endless", { a: { b: [1 / 0] } }, ["a", "b", 0], "must be a number, not Infinity"],
    ["that is null", { a: null }, ["a"], "must be an object, not null"],
    ["that is missing", {}, ["a"], "is missing"],
    ["that is not the one text", { a: { b: [] }, c: "y" }, ["c"], 'must be "x"'],
    ["as a whole", [], [], "must be an object, not a list"],
    ["that nobody knows", { a: { b: [] }, d: 1 }, [], 'field "d" is not known'],
  ])("%s is told by its path and a message", (_sentence, value, path, message) => {
    expect(readAs(schema, value)).toEqual({ problem: { path, message } });
  });

  it("is a sentence that names the field, where there is one", () => {
    const message = "must be a number, not a text";
    expect(problemSentence({ path: ["a", "b", 1], message })).toBe(`field "a.b.1": ${message}`);
    expect(problemSentence({ path: [], message })).toBe(message);
  });

  it("is read back from its sentence", () => {
    const fields = fc.array(fc.stringMatching(/^[a-zA-Z0-9-]{1,9}$/), { minLength: 1, maxLength: 5 });
    const messages = fc.string({ minLength: 1, unit: "grapheme" });
    fc.assert(
      fc.property(fields, messages, (path, message) => {
        expect(readProblem(problemSentence({ path, message }))).toEqual({ path, message });
      }),
    );
    expect(readProblem("must be an object")).toEqual({ path: [], message: "must be an object" });
  });
});
