import { LeastPrivilegeFunction } from "../compute/least-privilege-function.ts";
import { silencing } from "./permissions.ts";
import { type FunctionSurroundings, usualProps, WHAT_WAS_FOUND } from "./surroundings.ts";

/** Adds the function that writes and lifts silences and acknowledgements by hand. It cannot publish. */
export function addSilenceFunction(surroundings: FunctionSurroundings): LeastPrivilegeFunction {
  const { scope, supply } = surroundings;
  return new LeastPrivilegeFunction(scope, "Silence", {
    entry: "functions/silence/handler.ts",
    description:
      "Keeps news of a sector, a rule or a group from being sent until a day, and acknowledges alerts",
    environment: supply.environment(WHAT_WAS_FOUND),
    allows: [
      { actions: ["dynamodb:GetItem"], resource: supply.byName.ledgers.tableArn },
      silencing(supply),
      { actions: ["dynamodb:Query"], resource: supply.byName.assessments.tableArn },
      ...supply.encrypting(WHAT_WAS_FOUND),
    ],
    ...usualProps("silence", surroundings),
  });
}
