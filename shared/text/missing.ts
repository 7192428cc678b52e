import type { Missing } from "../imports/missing.ts";
import { noun } from "../values/count.ts";
import { momentText } from "../values/day.ts";
import type { Unit } from "../values/exposure.ts";
import type { SectorId } from "../values/identifier.ts";
import { type CommandPlace, confirmCommand, type ProposedCommand, type ToldWithCommands } from "./command.ts";
import { fileText } from "./file-name.ts";
import { money } from "./money.ts";
import { listUnreadable } from "./unreadable.ts";

type MissingImport = Missing["imports"][number];

const MOST_MISSING_TOLD = 3;

/** `MISSING POSITIONS: USD 2.0 M from a.csv of …, counted as of …, is gone …`: one line for any text. */
export function missingLine({ exposure, imports, moreImports }: Missing, unit: Unit): string {
  const [largest] = imports;
  const more = imports.length - 1 + moreImports;
  const who = more > 0 ? `${more + 1} imports` : largest === undefined ? "imports" : whoText(largest);
  const days = imports.map(({ since }) => since).sort();
  const [first] = days;
  const last = days.at(-1);
  const since = first === last ? first : `${first} to ${last}`;
  const gone = `${money(exposure, unit)} from ${who}, counted as of ${since}, is gone, and no known import removed it`;
  return `MISSING POSITIONS: ${gone}: nothing eases or resolves until it is imported again${confirmedText(imports)}.`;
}

/** What each import has lost, and what to do. `place` is where commands work. */
export function missingTold(
  { imports, moreImports }: Missing,
  sector: SectorId,
  unit: Unit,
  place: CommandPlace,
): ToldWithCommands {
  const told = imports.slice(0, MOST_MISSING_TOLD);
  const more = imports.length - told.length + moreImports;
  const confirmable = told.filter(({ isConfirmable }) => isConfirmable);
  return {
    lines: [
      ...told.map(
        (one) =>
          `${money(one.exposure, unit)} from ${whoText(one)}, counted as of ${one.since}, is not found now, and no known import changed or removed it: ${againText(one)}.`,
      ),
      ...(more > 0 ? [`and ${more} more ${noun(more, "import")}.`] : []),
    ],
    commands: [
      ...confirmable.map((one) => ({
        purpose: `If what came from ${whoText(one)} is meant to be gone:`,
        command: confirmCommand(one.importId, sector, place),
      })),
      placesCommand(place),
    ],
  };
}

/** How to find out whether positions are still stored. */
export function placesCommand(place: CommandPlace): ProposedCommand {
  return {
    purpose: "Positions that are stored where no recompute finds them:",
    command: listUnreadable(place),
  };
}

/** `a.csv of 2026-07-30 10:22 UTC`. */
function whoText({ brought }: Pick<MissingImport, "brought">): string {
  return brought === null
    ? "an import without a record"
    : `${fileText(brought)} of ${momentText(brought.startedAt)}`;
}

function againText({ brought }: Pick<MissingImport, "brought">): string {
  return brought === null ? "import its file again" : "import the file again under its name";
}

function confirmedText(imports: MissingImport[]): string {
  return imports.every(({ isConfirmable }) => isConfirmable) ? " or confirmed as gone" : "";
}
