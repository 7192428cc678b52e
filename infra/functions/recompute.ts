import { alertTopic } from "../../shared/contract/names.ts";
import { ScheduledFunction } from "../compute/scheduled-function.ts";
import { sealing } from "../permissions/restricted-role.ts";
import { publishing, readingAndWriting, readingRefused, readingSupply } from "./permissions.ts";
import { ALL_TABLES, about, type FunctionSurroundings, keeping, usualProps } from "./surroundings.ts";

/**
 * Adds the function that recomputes each sector on its own schedule: it reads the supply, writes what it found,
 * and publishes the news.
 */
export function addRecomputeFunction(surroundings: FunctionSurroundings): ScheduledFunction {
  const { stack, deployment, encryptionKey, supply, alerts } = surroundings;
  const { schedules } = deployment;
  return new ScheduledFunction(stack, "Recompute", {
    entry: "functions/recompute/handler.ts",
    description: "Recomputes supplier concentration and publishes what crossed a limit",
    environment: {
      ...supply.environment(ALL_TABLES),
      [alertTopic.env]: alerts.topicArn,
      ...keeping(deployment),
      ...about(stack),
    },
    allows: [
      ...readingSupply(supply),
      readingAndWriting(supply, "ledgers"),
      readingAndWriting(supply, "assessments"),
      // A run removes the markers of imports that it has decided on.
      { actions: ["dynamodb:DeleteItem"], resource: supply.byName.assessments.tableArn },
      readingRefused(supply),
      ...supply.encrypting(ALL_TABLES),
      publishing(alerts),
      sealing(encryptionKey, "sns"),
    ],
    schedules: schedules.map(({ sector, ...timing }) => ({
      ...timing,
      id: sector,
      description: `Recomputes ${sector}`,
      input: { sector },
    })),
    ...usualProps("recompute", encryptionKey, deployment),
  });
}
