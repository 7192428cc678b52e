import { POSITION_SHARDS } from "../../shared/contract/tables.ts";
import { quoted } from "../../shared/values/parse.ts";
import type { TopicSubscriber } from "../ports/topics.ts";

/**
 * Reads the named environment variables of a function, and no others.
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
 * A whole number of days; `null` when the variable is not set.
 * @throws Error when it is set to something else.
 */
export function readDayCount(variables: Record<string, string | undefined>, name: string): number | null {
  const value = variables[name];
  if (value === undefined) return null;
  if (!/^[1-9]\d{0,4}$/.test(value))
    throw new Error(`environment: ${name} must be a whole number of days, not ${quoted(value)}`);
  return Number(value);
}

/**
 * A number of shards: whole series of them; the first series when the variable is not set.
 * @throws Error when it is set to something else.
 */
export function readShards(variables: Variables, name: string): number {
  const value = variables[name];
  if (value === undefined) return POSITION_SHARDS;
  const shards = Number(value);
  if (Number.isSafeInteger(shards) && shards > 0 && shards % POSITION_SHARDS === 0) return shards;
  throw new Error(`environment: ${name} must be a multiple of ${POSITION_SHARDS}, not ${quoted(value)}`);
}

/**
 * Subscribers as `protocol=endpoint`, separated by spaces; `null` when the variable is not set.
 * @throws Error when it is set to something else.
 */
export function readSubscribers(variables: Variables, name: string): TopicSubscriber[] | null {
  return (
    readWords(variables, name)?.map((word) => {
      const [, protocol, endpoint] = /^([a-z-]+)=(.+)$/.exec(word) ?? [];
      if (protocol !== undefined && endpoint !== undefined) return { protocol, endpoint };
      throw new Error(`environment: ${name} must hold words like email=a@example.com, not ${quoted(word)}`);
    }) ?? null
  );
}

/** Words separated by spaces, possibly none; `null` when the variable is not set. */
export function readWords(variables: Variables, name: string): string[] | null {
  return variables[name]?.split(" ").filter((word) => word !== "") ?? null;
}

type Variables = Record<string, string | undefined>;
