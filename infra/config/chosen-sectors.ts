import * as z from "zod";
import type { Policies } from "../../shared/policy/policies.ts";
import { readAs } from "../../shared/values/parse.ts";
import { problemSentence } from "../../shared/values/problem.ts";
import { ContextError } from "./context-error.ts";
import { type Sectors, sectorSchema } from "./subscribers.ts";

/**
 * The deployed sectors: all, or those that the context names as a list or, on the command line, as text
 * separated by commas.
 * @throws ContextError that names a sector without a policy.
 */
export function chooseSectors(chosen: unknown, all: Policies): Sectors {
  if (chosen === undefined) return { deployed: all, all };
  const list = typeof chosen === "string" ? chosen.split(",").map((sector) => sector.trim()) : chosen;
  const schema = z.strictObject({
    sectors: z
      .array(sectorSchema({ deployed: all, all }), "must be a list of sectors")
      .min(1, "must name at least one"),
  });
  const read = readAs(schema, { sectors: list });
  if (read.problem !== null) throw new ContextError(`context: ${problemSentence(read.problem)}`);
  const { sectors } = read.value;
  return { deployed: new Map([...all].filter(([sector]) => sectors.includes(sector))), all };
}
