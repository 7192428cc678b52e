import { counted, noun } from "../values/count.ts";
import type { SectorId } from "../values/identifier.ts";
import { type CommandPlace, callOf, placeFlag, type ToldWithCommands } from "./command.ts";

/** What is told of a sector that has positions and no open alert, and no policy any more. */
export function unusedText(sector: SectorId): string {
  return `${sector} is not watched: there is no policy of it, and no figure counts its positions: to watch it, put ${sector}.json among the policies`;
}

/** What is told of a sector that has open alerts, and no policy any more: nothing recomputes it. */
export function unwatchedText(sector: SectorId, open: number, place: CommandPlace): string {
  return `${unwatched(sector, open)}: ${closeCommand(sector, place)}`;
}

/** The same with its command apart. */
export function unwatchedTold(sector: SectorId, open: number, place: CommandPlace): ToldWithCommands {
  const purpose = `To close ${noun(open, "it", "them")}:`;
  return {
    lines: [unwatched(sector, open)],
    commands: [{ purpose, command: closeCommand(sector, place) }],
  };
}

function unwatched(sector: SectorId, open: number): string {
  const [alerts, stay, them] = [noun(open, "alert"), noun(open, "stays", "stay"), noun(open, "it", "them")];
  return `${sector} is not watched: there is no policy of it, and its ${counted(open)} open ${alerts} ${stay} open: put ${sector}.json back, or close ${them}`;
}

function closeCommand(sector: SectorId, place: CommandPlace): string {
  return `${callOf(place)} recompute --sector ${sector} --close${placeFlag(place)}`;
}
