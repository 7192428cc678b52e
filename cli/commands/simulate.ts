import { Option } from "commander";
import { readPayload } from "../../functions/runtime/payload.ts";
import type { SimulateResult } from "../../functions/simulate/simulate.ts";
import { simulatePayloadSchema } from "../../shared/contract/payloads.ts";
import type { Day } from "../../shared/values/day.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { removedAsked } from "../input/removed.ts";
import { simulationLines } from "../text/simulation.ts";
import { answerCommand, fieldsGiven } from "./answer-command.ts";

interface SimulateOptions {
  sector: SectorId;
  remove: string[];
  asOf?: Day;
}

/** Adds `simulate`. */
export const addSimulate = answerCommand<SimulateOptions, SimulateResult>({
  name: "simulate",
  description: "what a sector loses if countries, owners or suppliers stop",
  examples: [
    [
      "simulate --sector ai --remove country:China --as-of 2026-07-31 --dir .chokepoint-samples",
      "what is lost without China, on the samples",
    ],
    [
      "simulate --sector ai --remove owner:CATL --remove owner:BYD --as-of 2026-07-31 --dir .chokepoint-samples",
      "without two owners at once",
    ],
    [
      "simulate --sector ai --remove supplier:example-storage --stack Chokepoint",
      "without one supplier, in a deployment",
    ],
  ],
  accept: (command) =>
    command
      .requiredOption("--sector <sector>", "the sector")
      .addOption(removeOption())
      .option("--as-of <day>", "as of a day like 2026-07-31; today unless given"),
  async answer({ options, policies, inCloud }) {
    const { sector, remove, asOf } = options;
    const asked = fieldsGiven({ sector, remove: removedAsked("--remove", remove), asOf });
    const payload = readPayload(simulatePayloadSchema(policies), asked);
    return await inCloud((cloud) => cloud.simulate(payload));
  },
  lines: (result, { place }) => simulationLines(result, place),
});

function removeOption(): Option {
  return new Option(
    "--remove <kind:key>",
    "what stops: country:China, owner:CATL, supplier:example-storage, by id or name; repeatable",
  )
    .makeOptionMandatory()
    .argParser((value: string, all: string[] | undefined) => [...(all ?? []), value]);
}
