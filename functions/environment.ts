import * as z from "zod";
import { quoted } from "../shared/problem.ts";
import type { Subscriber } from "./ports.ts";

/**
 * What a function is told by whoever deployed it: the named variables, and no others.
 * @throws Error naming the first variable that is missing or empty.
 */
export function readEnvironment<Name extends string>(
  variables: Record<string, string | undefined>,
  names: readonly Name[],
): Readonly<Record<Name, string>> {
  const entries = names.map((name) => {
    const value = variables[name];
    if (value === undefined || value === "") throw new Error(`environment: ${name} is not set`);
    return [name, value];
  });
  return Object.freeze(Object.fromEntries(entries) as Record<Name, string>);
}

/**
 * A whole number of days that may be left out: `null` then.
 * @throws Error when it is set to something else.
 */
export function readDays(variables: Record<string, string | undefined>, name: string): number | null {
  const value = variables[name];
  if (value === undefined) return null;
  if (!/^[1-9]\d{0,4}$/.test(value))
    throw new Error(`environment: ${name} must be a whole number of days, not ${quoted(value)}`);
  return Number(value);
}

const subscribersSchema = z.array(z.strictObject({ protocol: z.string(), endpoint: z.string() }));
const addressesSchema = z.array(z.string());

/**
 * A JSON array of subscribers that may be left out: `null` then.
 * @throws Error when it is set to something else.
 */
export function readSubscribers(variables: Variables, name: string): Subscriber[] | null {
  return readList(variables, name, { schema: subscribersSchema, what: "subscribers" });
}

/**
 * A JSON array of addresses that may be left out: `null` then.
 * @throws Error when it is set to something else.
 */
export function readAddresses(variables: Variables, name: string): string[] | null {
  return readList(variables, name, { schema: addressesSchema, what: "addresses" });
}

type Variables = Record<string, string | undefined>;

function readList<Value>(
  variables: Variables,
  name: string,
  { schema, what }: { schema: z.ZodType<Value>; what: string },
): Value | null {
  const value = variables[name];
  if (value === undefined) return null;
  try {
    return schema.parse(JSON.parse(value));
  } catch (cause) {
    throw new Error(`environment: ${name} must be a JSON array of ${what}, not ${quoted(value)}`, { cause });
  }
}
