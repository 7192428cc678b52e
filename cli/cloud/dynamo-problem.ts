import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { knownProblem } from "./aws-problem.ts";

/**
 * Makes a client tell what to do where DynamoDB denies something, knows no such table, or is asked too much. Other errors stay as they
 * are: some decide how a store goes on.
 */
export function tellProblems(client: DynamoDBClient): DynamoDBClient {
  client.middlewareStack.add(
    (next) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        throw problemWith(tableIn(args.input), error) ?? error;
      }
    },
    { step: "initialize", name: "tellProblems" },
  );
  return client;
}

function problemWith(table: string, error: unknown): Error | null {
  const what = `${table} cannot be used`;
  if (!(error instanceof Error) || error.name !== "ResourceNotFoundException")
    return knownProblem(what, error);
  const isGone = "it is not there, though the stack names it";
  return new Error(
    `${what}: ${isGone}; if it was deleted, docs/operate.md#restore brings it back from a backup [${error.name}]`,
    { cause: error },
  );
}

/** The table that a request is about. Requests about several name each in their items. */
function tableIn(input: object): string {
  return "TableName" in input && typeof input.TableName === "string"
    ? `table ${input.TableName}`
    : "a table of the stack";
}
