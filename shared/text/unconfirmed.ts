import { importText } from "../imports/record.ts";
import type { Unconfirmed, UnconfirmedImport } from "../imports/unconfirmed.ts";
import { noun } from "../values/count.ts";
import type { Unit } from "../values/exposure.ts";
import type { SectorId } from "../values/identifier.ts";
import { type CommandPlace, callOf, confirmCommand, placeFlag, type ToldWithCommands } from "./command.ts";
import { money } from "./money.ts";
import { nameList } from "./name-list.ts";
import { shareText } from "./share.ts";

const MOST_UNCONFIRMED_TOLD = 3;

/** `UNCONFIRMED IMPORT: since 2026-07-24 …`: one line. */
export function unconfirmedLine(unconfirmed: Unconfirmed, unit: Unit): string {
  const { imports, moreImports, since } = unconfirmed;
  const count = imports.length + moreImports;
  const word = noun(count, "UNCONFIRMED IMPORT", "UNCONFIRMED IMPORTS");
  const [newest] = imports;
  const by = count === 1 && newest !== undefined ? importText(newest) : `${count} imports`;
  return `${word}: ${whatText(unconfirmed, unit)} since ${since} by ${by}: nothing eases or resolves until ${noun(count, "it is", "they are")} confirmed or replaced.`;
}

/** The same with each import and how to confirm it. */
export function unconfirmedTold(
  unconfirmed: Unconfirmed,
  sector: SectorId,
  unit: Unit,
  place: CommandPlace,
): ToldWithCommands {
  const { imports, moreImports, guard } = unconfirmed;
  const told = imports.slice(0, MOST_UNCONFIRMED_TOLD);
  const more = imports.length - told.length + moreImports;
  return {
    lines: [
      `Imports moved more than ${shareText(guard)} of the whole, and nobody has confirmed them: until then an alert can be raised, none can ease or resolve.`,
      ...told.map((one) => `  ${importText(one)}${movedText(one, unit)}`),
      ...(more > 0 ? [`  and ${more} more`] : []),
      "If it is not as it should be, import the right file again under its name.",
    ],
    commands: [
      ...told.map((one) => ({
        purpose: `If ${importText(one)} is as it should be:`,
        command: confirmCommand(one.id, sector, place),
      })),
      ...(more > 0
        ? [
            {
              purpose: "All imports:",
              command: `${callOf(place)} list imports --sector ${sector}${placeFlag(place)}`,
            },
          ]
        : []),
    ],
  };
}

function movedText({ added, removed }: UnconfirmedImport, unit: Unit): string {
  if (added === null || removed === null) return "";
  return `: ${money(added, unit)} added, ${money(removed, unit)} taken away`;
}

function whatText({ removed, added, edited, before, now, guard }: Unconfirmed, unit: Unit): string {
  const parts = [
    ...(removed > guard * before ? [`${money(removed, unit)} of ${money(before, unit)} taken away`] : []),
    ...(added > guard * before ? [`${money(added, unit)} added to ${money(before, unit)}`] : []),
    ...(edited > guard * now
      ? [`suppliers behind ${money(edited, unit)} of ${money(now, unit)} changed`]
      : []),
  ];
  return nameList(parts);
}
