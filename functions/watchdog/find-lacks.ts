import type { Unreadable } from "../../shared/supply/unreadable.ts";
import type { CommandPlace } from "../../shared/text/command.ts";
import { missingLine, missingTold } from "../../shared/text/missing.ts";
import { overlapText } from "../../shared/text/overlap.ts";
import { unconfirmedLine, unconfirmedTold } from "../../shared/text/unconfirmed.ts";
import { unreadableCount, unreadableRemedy } from "../../shared/text/unreadable.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { Found } from "../../shared/watchdog/watch.ts";
import type { LastAssessment } from "./last-assessment.ts";

/** Why the last assessment is incomplete, except for refused files. Each finding stands until a later assessment is without it. */
export function findLacks(sector: SectorId, last: LastAssessment, place: CommandPlace): Found[] {
  const held = `no alert of ${sector} eases or resolves`;
  return [
    ...unconfirmedIn(sector, last, place),
    ...missingIn(sector, last, place),
    ...unreadableProblems(sector, last, held, place),
    ...overlapsIn(sector, last),
  ];
}

/** Imports that wait to be confirmed. */
function unconfirmedIn(
  sector: SectorId,
  { unconfirmed, unit }: LastAssessment,
  place: CommandPlace,
): Found[] {
  if (unconfirmed === undefined) return [];
  const [newest] = unconfirmed.imports;
  const { commands } = unconfirmedTold(unconfirmed, sector, unit, place);
  const text = `${sector}: ${unconfirmedLine(unconfirmed, unit)}`;
  return [{ key: `unconfirmed:${sector}:${newest?.id ?? ""}`, text, commands, graceHours: 0 }];
}

/** What has left the sector without an import. What each import has lost is news of its own. */
function missingIn(sector: SectorId, { missing, unit }: LastAssessment, place: CommandPlace): Found[] {
  if (missing === undefined) return [];
  return missing.imports.map((one) => {
    const { exposure, importId, since } = one;
    const only = { exposure, imports: [one], moreImports: 0 };
    const { commands } = missingTold(only, sector, unit, place);
    const text = `${sector}: ${missingLine(only, unit)}`;
    return { key: `missing:${sector}:${importId}:${since}`, text, commands, graceHours: 0 };
  });
}

function unreadableProblems(
  sector: SectorId,
  { unreadable: count = 0, unreadableItems: first = [], unreadableSince }: LastAssessment,
  held: string,
  place: CommandPlace,
): Found[] {
  if (count === 0) return [];
  const found = (key: string, bad: Unreadable): Found => {
    const { text: remedy, commands } = unreadableRemedy(bad, place);
    const text = `${sector}: INCOMPLETE: ${unreadableCount(bad, unreadableSince)} Until none is left, ${held}. ${remedy}`;
    return { key, text: text.trimEnd(), commands, graceHours: 0 };
  };
  // Each item has its own key: a new one is news even while others stand.
  const named = first.map((item) =>
    found(`unreadable-rows:${sector}:${item.key}`, { count: 1, first: [item] }),
  );
  return count > first.length ? [...named, found(`unreadable-rows:${sector}`, { count, first })] : named;
}

function overlapsIn(sector: SectorId, { overlaps = [] }: LastAssessment): Found[] {
  const [first] = overlaps;
  if (first === undefined) return [];
  const more = overlaps.length > 1 ? " More figures do." : "";
  const text = `${sector}: INCOMPLETE: ${overlapText(first)}${more}`;
  return [{ key: `overlaps:${sector}`, text, graceHours: 0 }];
}
