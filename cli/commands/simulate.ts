import { Option } from "commander";
import { readPayload } from "../../functions/runtime/payload.ts";
import type { SimulateResult } from "../../functions/simulate/simulate.ts";
import { simulatePayloadSchema } from "../../shared/contract/simulate-payload.ts";
import type { Day } from "../../shared/values/day.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { limitParts } from "../input/changed-limits.ts";
import { moveParts } from "../input/moved.ts";
import { UsageError } from "../input/usage-error.ts";
import { isAsked, whatIfAsked } from "../input/what-if.ts";
import { simulationLines } from "../text/simulation.ts";
import { answerCommand, fieldsGiven } from "./answer-command.ts";

interface SimulateOptions {
  sector: SectorId;
  remove?: string[];
  move?: string[];
  limit?: string[];
  pairs?: true;
  asOf?: Day;
}

const ON_SAMPLES = "--as-of 2026-07-31 --dir .chokepoint-samples";

const FLAGS = { remove: "--remove", move: "--move", limits: "--limit" };

/** Adds `simulate`. */
export const addSimulate = answerCommand<SimulateOptions, SimulateResult>({
  name: "simulate",
  description: "what a sector loses if someone stops, and what other sources or other limits change",
  examples: [
    [
      `simulate --sector ai --remove owner:CATL --remove owner:BYD ${ON_SAMPLES}`,
      "without two owners at once",
    ],
    [
      `simulate --sector ai --move 20%:bess:catl:lg ${ON_SAMPLES}`,
      "each rule if LG makes a fifth of what CATL sells of an item",
    ],
    [
      `simulate --sector ai --move "USD 5m:bess:catl:North Cells:Sweden:none" --remove country:China ${ON_SAMPLES}`,
      "a new source in Sweden whose inputs do not matter, and what is then lost without China",
    ],
    [
      `simulate --sector ai --limit china-look-through:critical=90% ${ON_SAMPLES}`,
      "each rule with another limit",
    ],
  ],
  accept: (command) =>
    command
      .requiredOption("--sector <sector>", "the sector")
      .addOption(
        repeatable(
          "--remove <kind:key>",
          "what stops: country:China, owner:CATL, supplier:example-storage, by id or name, list:1260h, or a plant:, port: or region:",
        ),
      )
      .addOption(
        repeatable(
          "--move <part:item:from:to>",
          "supply that moves: 20%:bess:catl:lg, or USD 5m:bess:catl:NEW NAME:KR[:none] to a new source",
        ),
      )
      .addOption(repeatable("--limit <rule:level=value>", "another limit: china-look-through:critical=70%"))
      .option("--pairs", "which two removals at once cost most")
      .option("--as-of <day>", "as of a day like 2026-07-31; today unless given"),
  async answer({ options, policies, inCloud }) {
    const { sector, remove = [], move = [], limit = [], pairs, asOf } = options;
    const written = {
      ...{ sector, remove },
      move: move.map((one) => moveParts("--move", one)),
      limits: limit.map((one) => limitParts("--limit", one)),
    };
    if (!isAsked(written) && pairs === undefined)
      throw new UsageError("name what to try: --remove, --move, --limit or --pairs; --help shows examples");
    const whatIf = whatIfAsked(written, FLAGS, policies);
    const asked = fieldsGiven({ sector, ...whatIf, pairs, asOf });
    const payload = readPayload(simulatePayloadSchema(policies), asked);
    return await inCloud((cloud) => cloud.simulate(payload));
  },
  lines: (result, { policies, place }) => simulationLines(result, policies, place),
});

function repeatable(flags: string, description: string): Option {
  return new Option(flags, `${description}; repeatable`).argParser(
    (value: string, all: string[] | undefined) => [...(all ?? []), value],
  );
}
