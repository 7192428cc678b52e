import * as z from "zod";
import { alertTopic, stackEnv, tables, versionEnv } from "../../shared/deployment-names.ts";
import { firstProblem } from "../../shared/problem.ts";

const nameSchema = z.string("is not set").min(1, "is empty");

const environmentSchema = z.object({
  [tables.positions.env]: nameSchema,
  [tables.suppliers.env]: nameSchema,
  [tables.links.env]: nameSchema,
  [tables.ledgers.env]: nameSchema,
  [tables.assessments.env]: nameSchema,
  [alertTopic.env]: nameSchema,
  [versionEnv]: nameSchema,
  [stackEnv]: nameSchema.optional(),
});
export type Environment = Readonly<z.infer<typeof environmentSchema>>;

/** What the function is told by whoever deployed it. @throws Error naming the variable that is missing. */
export function readEnvironment(variables: Record<string, string | undefined>): Environment {
  const environment = environmentSchema.safeParse(variables);
  if (environment.success) return Object.freeze(environment.data);
  throw new Error(`environment: ${firstProblem(environment.error)}`);
}
