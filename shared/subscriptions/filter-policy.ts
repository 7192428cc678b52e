import * as z from "zod";

/** One thing that a filter policy asks of a field. Of several, one is enough. */
export type Condition =
  | { kind: "is"; value: string | number | boolean | null }
  | { kind: "prefix" | "suffix" | "equals-ignore-case" | "wildcard"; text: string }
  | { kind: "anything-but"; but: Condition[] }
  | { kind: "exists"; wanted: boolean }
  | { kind: "numeric"; comparisons: Comparison[] }
  /** SNS takes it, and nothing here knows what it means. */
  | { kind: "other"; name: string };
type Comparison = readonly [operator: "=" | "<" | "<=" | ">" | ">=", than: number];

/** A filter policy as a tree. */
export type Filter =
  | { kind: "all" | "any"; parts: Filter[] }
  | { kind: "field"; field: string; conditions: Condition[] };

const plainSchema = z
  .union([z.string(), z.number(), z.boolean(), z.null()])
  .transform((value): Condition => ({ kind: "is", value }));

const OF_TEXT = ["prefix", "suffix", "equals-ignore-case", "wildcard"] as const;

const existsSchema = z
  .strictObject({ exists: z.boolean() })
  .transform(({ exists }): Condition => ({ kind: "exists", wanted: exists }));

const comparisonsSchema = z.union([
  z.tuple([z.enum(["=", "<", "<=", ">", ">="]), z.number()]).transform((one): Comparison[] => [one]),
  z
    .tuple([z.enum([">", ">="]), z.number(), z.enum(["<", "<="]), z.number()])
    .transform(([from, least, to, most]): Comparison[] => [
      [from, least],
      [to, most],
    ]),
]);

const numericSchema = z
  .strictObject({ numeric: comparisonsSchema })
  .transform(({ numeric }): Condition => ({ kind: "numeric", comparisons: numeric }));

const butSchema = z.union([
  plainSchema.transform((one) => [one]),
  z.array(plainSchema),
  ...OF_TEXT.map((kind) =>
    z
      .strictObject({ [kind]: z.union([z.string().transform((text) => [text]), z.array(z.string())]) })
      .transform((given) => (given[kind] ?? []).map((text): Condition => ({ kind, text }))),
  ),
]);

const conditionSchema: z.ZodType<Condition> = z.union([
  plainSchema,
  ...OF_TEXT.map((kind) =>
    z
      .strictObject({ [kind]: z.string() })
      .transform((given): Condition => ({ kind, text: given[kind] ?? "" })),
  ),
  existsSchema,
  numericSchema,
  z
    .strictObject({ "anything-but": butSchema })
    .transform((given): Condition => ({ kind: "anything-but", but: given["anything-but"] })),
  z.unknown().transform((given): Condition => ({ kind: "other", name: nameOf(given) })),
]);

function nameOf(given: unknown): string {
  return (isObject(given) ? Object.keys(given)[0] : undefined) ?? JSON.stringify(given) ?? "";
}

/**
 * Reads the filter policy of a subscription; `null` when it is none. Fields of nested objects are named like `a.b`, as SNS
 * compares them.
 */
export function readFilter(policy: string): Filter | null {
  try {
    const given: unknown = JSON.parse(policy);
    return isObject(given) ? allOf(given, "") : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function allOf(policy: Record<string, unknown>, path: string): Filter {
  const parts = Object.entries(policy).map(([name, asked]): Filter => {
    if (name === "$or" && isAlternatives(asked))
      return { kind: "any", parts: asked.map((one) => allOf(one, path)) };
    const field = path === "" ? name : `${path}.${name}`;
    if (isObject(asked)) return allOf(asked, field);
    const conditions = Array.isArray(asked) ? asked : [asked];
    return { kind: "field", field, conditions: conditions.map((one) => conditionSchema.parse(one)) };
  });
  return { kind: "all", parts };
}

const RESERVED: ReadonlySet<string> = new Set([...OF_TEXT, "exists", "numeric", "anything-but", "cidr"]);

/** SNS takes `$or` for "one of these" only with two objects or more that name fields; otherwise it is a field itself. */
function isAlternatives(asked: unknown): asked is Record<string, unknown>[] {
  return (
    Array.isArray(asked) &&
    asked.length > 1 &&
    asked.every((one) => isObject(one) && !Object.keys(one).some((key) => RESERVED.has(key)))
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
