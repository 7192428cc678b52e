import { counted, noun } from "../values/count.ts";
import type { SectorId } from "../values/identifier.ts";
import { type CommandPlace, type ProposedCommand, placeFlag } from "./command.ts";

/** What is told of a sector that has positions and no open alert, and no policy any more. */
export function unusedText(sector: SectorId): string {
  return `${sector} is not watched: there is no policy of it, and no figure counts its positions: to watch it, put ${sector}.json among the policies`;
}

/** What is told of a sector that has open alerts, and no policy any more: nothing recomputes it. */
export function unwatchedTold(
  sector: SectorId,
  open: number,
  place: CommandPlace,
): { text: string; commands: ProposedCommand[] } {
  const [alerts, stay, them] = [noun(open, "alert"), noun(open, "stays", "stay"), noun(open, "it", "them")];
  const command = `npx chokepoint recompute --sector ${sector} --close${placeFlag(place)}`;
  return {
    text: `${sector} is not watched: there is no policy of it, and its ${counted(open)} open ${alerts} ${stay} open: put ${sector}.json back, or close ${them}`,
    commands: [{ purpose: `To close ${them}:`, command }],
  };
}
