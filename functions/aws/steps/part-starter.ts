import { type SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import { type PartsInput, partsInput } from "../../../shared/parts/machine.ts";
import type { PartStarter } from "../../ports/parts.ts";

/** Starts an execution of the state machine for each plan. A second start of the same plan is the same execution. */
export function createPartStarter(client: SFNClient, stateMachineArn: string): PartStarter {
  return {
    async start(plan) {
      const input: PartsInput = partsInput(plan);
      const name = `${plan.sector.slice(0, 15)}-${plan.run}`;
      const { executionArn } = await client.send(
        new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }),
      );
      return executionArn ?? name;
    },
  };
}
