import { existsSync } from "node:fs";
import { holdsPositions } from "../../functions/reading/holds-positions.ts";
import type { Policies } from "../../shared/policy/policies.ts";
import { type CommandPlace, callOf, placeFlag } from "../../shared/text/command.ts";
import { oneLine } from "../../shared/values/one-line.ts";
import type { Cloud } from "../cloud/cloud.ts";
import { type CloudOptions, SAMPLES_DIR } from "../cloud/open.ts";

/** What to tell of a data folder that holds no position of any sector: how to bring some in, and where the samples are. */
export async function emptyFolderNote(
  { dir, stack }: CloudOptions,
  { positions, ledgerNames }: Pick<Cloud, "positions" | "ledgerNames">,
  { policies, place }: { policies: Policies; place: CommandPlace },
): Promise<string[]> {
  if (stack !== undefined) return [];
  const sectors = new Set(policies.keys());
  for await (const sector of ledgerNames.sectors()) sectors.add(sector);
  for (const sector of sectors) if (await holdsPositions(positions, sector)) return [];
  const hasSamples = dir !== SAMPLES_DIR && existsSync(SAMPLES_DIR);
  const samples = hasSamples ? `; the samples of npm start are seen with --dir ${SAMPLES_DIR}` : "";
  return [
    `note: ${oneLine(dir)} holds no position: ${callOf(place)} import positions FILE${placeFlag(place)} brings some in${samples}`,
  ];
}
