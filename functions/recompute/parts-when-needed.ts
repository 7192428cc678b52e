import type { PartsPorts } from "./ports.ts";

type Connected = Pick<PartsPorts, "store" | "starter">;

/**
 * Ports that connect when they are first used. To create the clients of S3 and Step Functions takes a tenth of the start of
 * the function, and only a large sector needs them.
 */
export function partsWhenNeeded(connect: () => Connected): Connected {
  let connected: Connected | null = null;
  const ports = () => {
    connected ??= connect();
    return connected;
  };
  return {
    store: {
      savePlan: (plan) => ports().store.savePlan(plan),
      plan: (sector, run) => ports().store.plan(sector, run),
      folds: (plan, part) => ports().store.folds(plan, part),
      remove: (plan) => ports().store.remove(plan),
    },
    starter: { start: (plan) => ports().starter.start(plan) },
  };
}
