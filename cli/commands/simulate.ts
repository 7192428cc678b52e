import { type Command, Option } from "commander";
import { readPayload } from "../../functions/runtime/payload.ts";
import type { PolicyFolder } from "../../functions/runtime/policy-folder.ts";
import { type SimulatePayload, simulatePayloadSchema } from "../../shared/contract/payloads.ts";
import { type CloudOptions, dirOption, stackOption, withCloud } from "../cloud/open.ts";
import { UsageError } from "../input/usage-error.ts";
import { print, printJson } from "../terminal/output.ts";
import { simulationLines } from "../text/simulation.ts";

interface SimulateOptions extends CloudOptions {
  sector: string;
  remove: string[];
  asOf?: string;
  json?: true;
}

/** Adds `simulate`. */
export function addSimulate(program: Command, policyFolder: PolicyFolder): void {
  const remove = new Option(
    "--remove <kind:key>",
    "what stops: country:CN, owner:catl, supplier:example-storage; repeatable",
  )
    .makeOptionMandatory()
    .argParser((value: string, all: string[] | undefined) => [...(all ?? []), value]);
  program
    .command("simulate")
    .description("what a sector loses if countries, owners or suppliers stop")
    .requiredOption("--sector <sector>", "the sector")
    .addOption(remove)
    .option("--as-of <day>", "as of a day like 2026-07-31; today unless given")
    .option("--json", "print only JSON")
    .addOption(dirOption)
    .addOption(stackOption)
    .action((options: SimulateOptions) => runSimulate(options, policyFolder));
}

async function runSimulate(options: SimulateOptions, policyFolder: PolicyFolder): Promise<void> {
  const { sector, remove, asOf, json } = options;
  const payload = readPayload(simulatePayloadSchema(policyFolder.policies), {
    sector,
    remove: parseRemoved(remove),
    ...(asOf === undefined ? {} : { asOf }),
  });
  const result = await withCloud(options, policyFolder, (cloud) => cloud.simulate(payload));
  if (json === true) printJson(result);
  else print(...simulationLines(result, options.stack ?? null));
}

const KINDS = { country: "countries", owner: "owners", supplier: "suppliers" } as const;

function parseRemoved(all: string[]): SimulatePayload["remove"] {
  const removed: { countries?: string[]; owners?: string[]; suppliers?: string[] } = {};
  for (const one of all) {
    const [, kind, key] = /^(country|owner|supplier):(.+)$/s.exec(one) ?? [];
    if (kind === undefined || key === undefined) {
      throw new UsageError(
        `--remove must be like country:CN, owner:catl or supplier:example-storage, not "${one}"`,
      );
    }
    const field = KINDS[kind as keyof typeof KINDS];
    removed[field] = [...(removed[field] ?? []), kind === "country" ? countryKey(key) : key];
  }
  return removed;
}

/** A code may be written small. What becomes two letters only as capitals, such as "ß", is no code. */
function countryKey(key: string): string {
  return /^[a-z]{2}$/i.test(key) ? key.toUpperCase() : key;
}
