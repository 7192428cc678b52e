import { LeastPrivilegeFunction } from "../compute/least-privilege-function.ts";
import { readingRefused, readingSupply } from "./permissions.ts";
import { type FunctionSurroundings, usualProps, WITHOUT_LEDGERS } from "./surroundings.ts";

/**
 * Adds the function that computes, by hand, what comes of it when someone stops, supply moves or limits change. It reads the
 * supply and writes nothing.
 */
export function addSimulateFunction(surroundings: FunctionSurroundings): LeastPrivilegeFunction {
  const { scope, supply } = surroundings;
  return new LeastPrivilegeFunction(scope, "Simulate", {
    entry: "functions/simulate/handler.ts",
    description:
      "Says what a sector loses if someone stops, and what moves of supply and other limits change",
    environment: supply.environment(WITHOUT_LEDGERS),
    allows: [...readingSupply(supply), readingRefused(supply), ...supply.decrypting(WITHOUT_LEDGERS)],
    ...usualProps("simulate", surroundings),
  });
}
