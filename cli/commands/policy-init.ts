import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import { starterOf } from "../../shared/policy-tests/starter.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { isInFolder, type NewFile, writeNewFiles } from "../input/new-files.ts";
import { readStarterFlags, type StarterFlags, sectorIn, usualFlags } from "../input/starter-flags.ts";
import { UsageError } from "../input/usage-error.ts";
import { canAsk } from "../terminal/ask.ts";
import { askText } from "../terminal/ask-text.ts";
import { print, printJson } from "../terminal/output.ts";

type InitOptions = Partial<StarterFlags> & { sector: SectorId; json?: true };

/** Adds `policy init`. */
export function addPolicyInit(parent: Command): void {
  parent
    .command("init")
    .description("write a first policy of a sector with its tests; asks on a terminal for what no flag says")
    .argument("<folder>")
    .requiredOption("--sector <sector>", "the sector, like grid-storage")
    .option("--unit <unit>", "what exposure is measured in: USD, EUR or kWh")
    .option("--owner-hhi <points>", "limit of the concentration of owners, HHI; 1800 unless given")
    .option("--one-owner <share>", "limit of what stops if one owner stops; 30% unless given")
    .option("--one-country <share>", "limit of what one country makes; 65% unless given")
    .option("--countries <codes>", "countries to watch, like CN,RU; none unless given")
    .option("--countries-limit <share>", "limit of what stops if they stop, or is theirs; 65% unless given")
    .option("--json", "print only JSON")
    .action(async (folder: string, options: InitOptions) => {
      const written = await init(folder, options);
      if (options.json === true) printJson({ folder, files: written });
      else print(...whatNext(folder, options.sector, written));
    });
}

async function init(folder: string, options: InitOptions): Promise<string[]> {
  const sector = sectorIn(options.sector);
  const flags = { ...usualFlags, ...(await chosenFlags(options)), sector };
  const { policy, tests } = starterOf(readStarterFlags(flags));
  const files = [
    ...SCHEMAS.filter((name) => !isInFolder(folder, name)).map(shippedFile),
    { name: `${sector}.test.json`, text: jsonText(tests) },
    { name: `${sector}.json`, text: jsonText(policy) },
  ];
  writeNewFiles(folder, files);
  return files.map(({ name }) => name);
}

const QUESTIONS: [flag: keyof StarterFlags, question: string, usual: string][] = [
  ["unit", "What exposure is measured in, USD, EUR or kWh", "USD"],
  ["ownerHhi", "Warn when owners are more concentrated than, HHI", usualFlags.ownerHhi],
  ["oneOwner", "Warn when one owner could stop more than", usualFlags.oneOwner],
  ["oneCountry", "Alert when one country makes more than", usualFlags.oneCountry],
  ["countries", "Countries to watch, like CN,RU (none: leave empty)", usualFlags.countries],
  ["countriesLimit", "Alert when more than this depends on them", usualFlags.countriesLimit],
];

/** What flags say, or the user on the terminal. @throws UsageError when the unit is not known, or the user stops. */
async function chosenFlags(
  options: InitOptions,
): Promise<Pick<StarterFlags, "unit"> & Partial<StarterFlags>> {
  const chosen: Partial<StarterFlags> = { ...options };
  if (canAsk()) {
    for (const [flag, question, usual] of QUESTIONS) {
      if (chosen[flag] !== undefined || (flag === "countriesLimit" && chosen.countries === "")) continue;
      const answer = await askText(question, usual);
      if (answer === null) throw new UsageError("stopped, and nothing was written");
      chosen[flag] = answer;
    }
  }
  const { unit } = chosen;
  if (unit === undefined) throw new UsageError("--unit: say USD, EUR or kWh");
  return { ...chosen, unit };
}

const SCHEMAS = ["policy.schema.json", "policy-test.schema.json"];

function shippedFile(name: string): NewFile {
  return {
    name,
    text: readFileSync(fileURLToPath(new URL(`../../policies/${name}`, import.meta.url)), "utf8"),
  };
}

function jsonText(document: unknown): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

function whatNext(folder: string, sector: SectorId, written: string[]): string[] {
  const named = /^[\w./:\\-]+$/.test(folder) ? folder : `"${folder}"`;
  return [
    ...written.map((name) => `wrote ${join(folder, name)}`),
    "",
    `Edit ${join(folder, `${sector}.json`)}, then:`,
    `  npx chokepoint policy test ${named}`,
    `  npx chokepoint import positions FILE --policies ${named}`,
    `  npx chokepoint recompute --sector ${sector} --policies ${named}`,
  ];
}
