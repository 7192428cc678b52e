import { describe, expect, it } from "vitest";
import * as z from "zod";
import { expectation } from "../../../shared/values/expectation.ts";
import { readAs } from "../../../shared/values/parse.ts";

/** What is said of a value, by the codes of its issues. */
function said(schema: z.ZodType, value: unknown) {
  const { error } = schema.safeParse(value, { error: expectation });
  return error?.issues.map(({ code, message }) => `${code}: ${message}`);
}

const field = z.object({ a: z.string() });
const forms = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("hhi") }),
  z.object({ kind: z.literal("top"), n: z.int() }),
]);

describe("what is said of a value where its schema says nothing of its own:", () => {
  it.each<[string, z.ZodType, unknown, string]>([
    ["a field that is not there", field, {}, "invalid_type: is missing"],
    ["nothing at all", z.number(), undefined, "invalid_type: is missing"],
    ["a number for a text", z.string(), 5, "invalid_type: must be a text, not a number"],
    ["a text for a number", z.number(), "5", "invalid_type: must be a number, not a text"],
    ["NaN", z.number(), Number.NaN, "invalid_type: must be a number, not NaN"],
    ["an endless number", z.number(), 1 / 0, "invalid_type: must be a number, not Infinity"],
    ["a part of a whole number", z.int(), 1.5, "invalid_type: must be a whole number"],
    ["a list for an object", field, [], "invalid_type: must be an object, not a list"],
    ["an object for a list", z.array(z.string()), {}, "invalid_type: must be a list, not an object"],
    ["null", field, null, "invalid_type: must be an object, not null"],
    ["a text for yes or no", z.boolean(), "yes", "invalid_type: must be true or false, not a text"],
    ["true for a text", z.string(), true, "invalid_type: must be a text, not true"],
    ["another text than the one", z.literal("x"), "y", 'invalid_value: must be "x"'],
    [
      "none of several texts",
      z.enum(["USD", "EUR"]),
      "USDD",
      "invalid_value: must be one of USD, EUR; nearest: USD",
    ],
    [
      "none of several texts, since it is not there",
      z.enum(["USD", "EUR"]),
      undefined,
      "invalid_value: is missing: must be one of USD, EUR",
    ],
    ["an empty text", z.string().min(1), "", "too_small: must not be empty"],
    ["a short text", z.string().min(3), "ab", "too_small: must have 3 characters or more"],
    ["a long text", z.string().max(1), "ab", "too_big: must have 1 character or fewer"],
    ["a text of another length", z.string().length(2), "abc", "too_big: must have 2 characters"],
    ["an empty list", z.array(z.int()).min(1), [], "too_small: must not be empty"],
    [
      "a long list",
      z.array(z.int()).max(1000),
      Array.from({ length: 1001 }, () => 1),
      "too_big: must have 1,000 entries or fewer",
    ],
    ["a list of another length", z.array(z.int()).length(1), [], "too_small: must have 1 entry"],
    ["a small set", z.set(z.int()).min(2), new Set([1]), "too_small: must have 2 entries or more"],
    ["a small number", z.number().min(3), 2, "too_small: must be 3 or more"],
    ["a number at an open bound", z.number().gt(3), 3, "too_small: must be more than 3"],
    ["a large number", z.number().max(3), 4, "too_big: must be 3 or less"],
    ["a number at an open bound above", z.number().lt(3), 3, "too_big: must be less than 3"],
    ["an odd number", z.number().multipleOf(2), 3, "not_multiple_of: must be a multiple of 2"],
    ["no day", z.iso.date(), "x", "invalid_format: must be a day like 2026-07-31"],
    ["no address", z.email(), "x", "invalid_format: must be an e-mail address"],
    ["another beginning", z.string().startsWith("arn:"), "x", 'invalid_format: must begin with "arn:"'],
    ["another end", z.string().endsWith(".csv"), "x", 'invalid_format: must end with ".csv"'],
    ["a part that is not there", z.string().includes("@"), "x", 'invalid_format: must contain "@"'],
    ["another form", z.string().regex(/^a$/), "x", "invalid_format: is not of the form that is asked for"],
    [
      "fields that are not known",
      z.strictObject({}),
      { b: 1, c: 2 },
      'unrecognized_keys: has fields that are not known: "b", "c"',
    ],
    [
      "a key that is wrong",
      z.record(z.string().min(2), z.int()),
      { b: 1 },
      "invalid_key: must have 2 characters or more",
    ],
    [
      "an entry of a map that is wrong",
      z.map(z.int(), z.string()),
      new Map([[1, 2]]),
      "invalid_type: must be a text, not a number",
    ],
    [
      "an entry under a key that is no text",
      z.map(z.object({}), z.string()),
      new Map([[{}, 2]]),
      "invalid_element: has an entry that is wrong: must be a text, not a number",
    ],
    [
      "none of several types",
      z.union([z.string(), z.number()]),
      true,
      "invalid_union: must be a text or a number",
    ],
    ["nothing of several types", z.union([z.string(), z.number()]), undefined, "invalid_union: is missing"],
    [
      "the form that fits best, with a wrong field",
      z.union([z.string(), z.object({ a: z.object({ b: z.int() }) })]),
      { a: { b: "x" } },
      'invalid_union: field "a.b" in it: must be a number, not a text',
    ],
    ["another kind", forms, { kind: "hi" }, "invalid_union: must be one of hhi, top"],
    ["a kind that is not there", forms, {}, "invalid_union: must be one of hhi, top"],
    [
      "what only one form may be",
      z.xor([z.string(), z.string()]),
      "x",
      "invalid_union: has none of the forms that are known",
    ],
    ["a check without words", z.string().refine(() => false), "x", "custom: is not valid"],
  ])("%s", (_what, schema, value, sentence) => {
    expect(said(schema, value)).toEqual([sentence]);
  });

  it("never zod's own words, which nobody would look up", () => {
    expect(readAs(field, {})).toEqual({ problem: { path: ["a"], message: "is missing" } });
    for (const words of [said(field, 5), said(forms, null), said(z.set(z.int()), [])])
      expect(words?.join()).not.toMatch(/expected|received|Invalid|Too (small|big)|Unrecognized/);
  });
});
