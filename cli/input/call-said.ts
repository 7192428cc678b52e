import { callSchema } from "../../shared/contract/call.ts";
import { callEnv } from "../../shared/contract/functions.ts";
import { readAs } from "../../shared/values/parse.ts";
import { UsageError } from "./usage-error.ts";

/** Refuses what the environment says of how Chokepoint is called, where commands that begin with it could not work. */
export function refuseWrongCall(): void {
  const said = process.env[callEnv];
  if (said === undefined) return;
  const { problem } = readAs(callSchema, said);
  if (problem !== null) throw new UsageError(`${callEnv}: ${problem.message}`);
}
