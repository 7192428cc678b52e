import { type CommandPlace, callOf, placeFlag } from "../../shared/text/command.ts";
import { shellWord } from "../../shared/text/shell-word.ts";
import { counted, noun, someOf } from "../../shared/values/count.ts";
import { quoted } from "../../shared/values/parse.ts";
import type { NewNames } from "../cloud/new-names.ts";

/** Where the commands work that tell more. */
export interface NamesPlace {
  /** The table, as the user has named it. */
  file: string;
  place: CommandPlace;
  isDry: boolean;
}

/** Notes on new names of a table that resemble a listed company or another name, for a terminal. */
export function newNameLines(found: NewNames, where: NamesPlace): string[] {
  return [...listedLines(found, where), ...alikeLines(found, where)].map((line) => `  note: ${line}`);
}

const MOST_NAMED = 3;
const LONGEST_NAME = 40;

function listedLines({ listed, isScreened }: NewNames, { place, isDry }: NamesPlace): string[] {
  if (listed.length === 0) return [];
  const what = noun(listed.length, "new supplier resembles", "new suppliers resemble");
  const named = listed
    .slice(0, MOST_NAMED)
    .map(({ name, entity }) => (name === entity ? short(name) : `${short(name)} (${short(entity)})`));
  const screen = `${callOf(place)} screen${placeFlag(place)} says why`;
  const more = isScreened ? [isDry ? `once imported, ${screen}` : screen] : [];
  return [
    [
      `${counted(listed.length)} ${what} a listed company: ${someOf(named, MOST_NAMED, listed.length)}`,
      ...more,
    ].join("; "),
  ];
}

function alikeLines({ map, suppliers, alike }: NewNames, where: NamesPlace): string[] {
  const command = suggestCommand(map, where);
  if (alike === null)
    return [`${counted(suppliers)} suppliers are new: ${command} tells whose names look alike`];
  if (alike.length === 0) return [];
  const what = noun(alike.length, "pair of names looks", "pairs of names look");
  const named = alike.slice(0, MOST_NAMED).map(([name, other]) => `${short(name)} and ${short(other)}`);
  return [
    `${counted(alike.length)} ${what} alike: ${someOf(named, MOST_NAMED, alike.length)}; ${command} tells why`,
  ];
}

function suggestCommand(map: string, { file, place }: NamesPlace): string {
  const [table, mapping] = [file, map].map((path) => shellWord(path.startsWith("-") ? `./${path}` : path));
  return `${callOf(place)} suppliers suggest ${table} --map ${mapping}${placeFlag(place)}`;
}

function short(name: string): string {
  return quoted(name, LONGEST_NAME);
}
