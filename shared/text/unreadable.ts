import { TOO_LARGE, type Unreadable, type UnreadableItem } from "../supply/unreadable.ts";
import { counted, noun, someOf } from "../values/count.ts";
import type { Day } from "../values/day.ts";
import { withoutLinks } from "../values/links-as-text.ts";
import { lineOf } from "../values/one-line.ts";
import { type CommandPlace, callOf, type ProposedCommand, placeFlag } from "./command.ts";

/** The command that shows and removes these items. */
export function listUnreadable(place: CommandPlace): string {
  return `${callOf(place)} list unreadable${placeFlag(place)}`;
}

/** How items are taken away: by their keys, where these stand in a text as they are. */
export function removalCommands(items: UnreadableItem[], place: CommandPlace): ProposedCommand[] {
  const them = noun(items.length, "it", "them");
  const command = removalCommand(items, place);
  return command === null
    ? [{ purpose: `To see ${them}, and to remove ${them}:`, command: listUnreadable(place) }]
    : [{ purpose: `To remove ${them}:`, command }];
}

/** The command that takes items away; `null` where their keys do not stand in a text as they are. */
export function removalCommand(items: UnreadableItem[], place: CommandPlace): string | null {
  const keys = items.map(({ key }) => key);
  return keys.length > 0 && items.every((item) => shortKey(item) === item.key)
    ? `${callOf(place)} list unreadable --remove ${keys.join(" ")}${placeFlag(place)}`
    : null;
}

/** What to do about these items. A row that is imported again replaces the one that cannot be read. */
export function unreadableRemedy({ count, first }: Unreadable, place: CommandPlace): RemedyTold {
  const tooLarge = first.filter(({ problem }) => problem === TOO_LARGE);
  const damaged = first.filter(({ problem }) => problem !== TOO_LARGE);
  const parts = [
    ...(tooLarge.length === 0
      ? []
      : [`Too large to be summed: ${tooLarge.map(shortKey).join(", ")}: import with the right exposure.`]),
    ...(damaged.length === 0 ? [] : ["Import again what is damaged."]),
  ];
  const all = { purpose: "All that are damaged:", command: listUnreadable(place) };
  return {
    text: parts.join(" "),
    commands: [
      ...(count > first.length ? [all] : []),
      ...(damaged.length === 0 ? [] : removalCommands(damaged, place)),
    ],
  };
}

/** What to do about something, and the commands for it. */
interface RemedyTold {
  text: string;
  commands: ProposedCommand[];
}

const LONGEST_KEY = 120;

/** The key of an item within a sentence. */
export function shortKey({ key }: UnreadableItem): string {
  return withoutLinks(lineOf(key, LONGEST_KEY));
}

/** ` (positions/ai#03/P-1, links/acme/cells#b and 7 more)`; nothing when no key is known. */
export function keysText({ count, first }: Unreadable): string {
  if (first.length === 0) return "";
  return ` (${someOf(first.map(shortKey), first.length, count, counted)})`;
}

/** `Stored items that could not be read since 2026-07-22: 1 (positions/ai#03/P-1).` */
export function unreadableCount(bad: Unreadable, since?: Day): string {
  const from = since === undefined ? "" : ` since ${since}`;
  return `Stored items that could not be read${from}: ${counted(bad.count)}${keysText(bad)}.`;
}

/** `3 stored assessments cannot be read (assessments/ai/…)`. */
export function unreadableSummaries(bad: Unreadable): string {
  return `${counted(bad.count)} stored ${noun(bad.count, "assessment")} cannot be read${keysText(bad)}`;
}
