import type { ImportMarker } from "../../shared/imports/marker.ts";
import { type CommandPlace, confirmCommand, recomputeCommand } from "../../shared/text/command.ts";
import { momentText } from "../../shared/values/day.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { lineOf } from "../../shared/values/one-line.ts";
import type { Found } from "../../shared/watchdog/watch.ts";
import { lookForImports, type MarkedPorts } from "../reading/marked-imports.ts";

// A run starts right after an import and takes minutes; Lambda tries it again within five.
const MOST_MINUTES = 30;
const MINUTE_MS = 60_000;
const LONGEST_UNFINISHED_FILE = 120;
// All that the watchdog remembers is stored in one item, so the number of imports is limited.
const MOST_TOLD = 10;

/** Finds imports of a sector that did not finish, and imports on which no run has decided since. */
export async function findUnfinished(
  sector: SectorId,
  ports: MarkedPorts,
  place: CommandPlace,
): Promise<Found[]> {
  const { stopped, ended } = await lookForImports(sector, ports);
  const now = ports.now().getTime();
  const waiting = ended.filter(
    ({ endedAt }) => endedAt !== null && now - Date.parse(endedAt) >= MOST_MINUTES * MINUTE_MS,
  );
  return [
    ...stopped.slice(0, MOST_TOLD).map((marker) => stoppedFinding(sector, marker, place)),
    ...waiting.slice(0, 1).map((marker) => waitingFinding(sector, marker, waiting.length - 1, place)),
  ];
}

function stoppedFinding(
  sector: SectorId,
  { file, kind, importId, startedAt }: ImportMarker,
  place: CommandPlace,
) {
  const name = lineOf(file, LONGEST_UNFINISHED_FILE);
  const purpose = `If all of ${name} is there:`;
  const commands = [{ purpose, command: confirmCommand(importId, sector, place) }];
  const text = `${sector}: the import of ${name} of ${momentText(startedAt)} did not finish: nothing of the sector eases or resolves until it is imported again under its name or, if all is there, confirmed`;
  return { key: `stopped:${sector}:${kind}:${importId}`, text, commands, graceHours: 0 };
}

function waitingFinding(
  sector: SectorId,
  { file, startedAt }: ImportMarker,
  more: number,
  place: CommandPlace,
) {
  const others = more === 0 ? "" : ` and ${more} more`;
  const text = `${sector}: no recompute has been completed since the import of ${lineOf(file, LONGEST_UNFINISHED_FILE)} of ${momentText(startedAt)}${others}: what it brought is not told yet; see why the recompute failed or was not started, or start it`;
  return { key: `untold:${sector}`, text, commands: [recomputeCommand(sector, place)], graceHours: 0 };
}
