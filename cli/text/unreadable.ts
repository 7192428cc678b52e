import type { FoundUnreadable } from "../../functions/aws/dynamo/unreadable-items.ts";
import { counted, noun } from "../../shared/values/count.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { lineOf } from "../../shared/values/one-line.ts";

const MOST_UNREADABLE_SHOWN = 50;
const LONGEST_PROBLEM_SHOWN = 300;

/** Items that cannot be read: the key of each, as `--remove` takes it, its problem, and what is lost with it. */
export function unreadableLines(found: FoundUnreadable[], sector: SectorId | undefined): string[] {
  if (found.length === 0) return [allReadable(sector)];
  const more = found.length - MOST_UNREADABLE_SHOWN;
  return [
    ...found
      .slice(0, MOST_UNREADABLE_SHOWN)
      .flatMap(({ key, problem, isNewer, removing }) => [
        key,
        `  ${lineOf(problem, LONGEST_PROBLEM_SHOWN)}`,
        isNewer ? "  deploy that version again rather than remove it" : `  removing it loses ${removing}`,
      ]),
    ...(more > 0 ? [`and ${counted(more)} more; --json lists them all`] : []),
    `${counted(found.length)} ${noun(found.length, "item")} cannot be read`,
  ];
}

/** Says that everything that was checked can be read. */
export function allReadable(sector: SectorId | undefined): string {
  return sector === undefined
    ? "everything that is stored can be read"
    : `everything that ${sector} rests on can be read`;
}
