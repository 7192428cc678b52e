import type { UnfinishedImport } from "../imports/unfinished.ts";
import { noun } from "../values/count.ts";
import { momentText } from "../values/day.ts";
import type { SectorId } from "../values/identifier.ts";
import { type CommandPlace, confirmCommand, type ToldWithCommands } from "./command.ts";
import { fileText } from "./file-name.ts";

const MOST_UNFINISHED_TOLD = 3;

/** `IMPORT UNDER WAY: a.csv since …`: one line for any text, and one for those that stopped. */
export function unfinishedHeads(imports: readonly UnfinishedImport[]): string[] {
  const stopped = imports.filter(({ state }) => state === "stopped");
  const underWay = imports.filter(({ state }) => state === "under way");
  return [...stoppedHead(stopped), ...underWayHead(underWay)];
}

function stoppedHead([first, ...others]: UnfinishedImport[]): string[] {
  if (first === undefined) return [];
  const which = `IMPORT STOPPED: ${fileText(first)} of ${momentText(first.startedAt)}`;
  const until = (they: string) => `and nothing eases or resolves until ${they} imported again or confirmed.`;
  return others.length === 0
    ? [`${which} did not finish: figures may hold a part of it, ${until("it is")}`]
    : [
        `${which} and ${others.length} more did not finish: figures may hold a part of them, ${until("they are")}`,
      ];
}

function underWayHead([first, ...others]: UnfinishedImport[]): string[] {
  if (first === undefined) return [];
  const more = others.length === 0 ? "" : `, and ${others.length} more`;
  const of = others.length === 0 ? "it" : "them";
  return [
    `IMPORT UNDER WAY: ${fileText(first)} since ${momentText(first.startedAt)}${more}: figures may hold a part of ${of}, and nothing eases or resolves.`,
  ];
}

/** Each unfinished import, and what to do. `place` is where commands work. */
export function unfinishedTold(
  imports: readonly UnfinishedImport[],
  sector: SectorId,
  place: CommandPlace,
): ToldWithCommands {
  const told = imports.slice(0, MOST_UNFINISHED_TOLD);
  const more = imports.length - told.length;
  return {
    lines: [...told.map(unfinishedLine), ...(more > 0 ? [`and ${more} more ${noun(more, "import")}.`] : [])],
    commands: told.flatMap((one) =>
      one.state === "under way"
        ? []
        : [
            {
              purpose: `If all of ${fileText(one)} is there:`,
              command: confirmCommand(one.importId, sector, place),
            },
          ],
    ),
  };
}

function unfinishedLine(one: UnfinishedImport): string {
  const which = `The import of ${fileText(one)}`;
  return one.state === "under way"
    ? `${which} has been under way since ${momentText(one.startedAt)}: the run after it decides.`
    : `${which} of ${momentText(one.startedAt)} did not finish: import it again under its name, or confirm it.`;
}
