import { readdirSync } from "node:fs";
import { readPolicyDocument } from "../../functions/runtime/policy-folder.ts";
import { CALENDAR_FILE } from "../../shared/policy/calendar.ts";
import { WORDING_FILE } from "../../shared/policy/own-wording.ts";
import { calendarIn, wordingIn } from "../../shared/policy/read-policies.ts";

// The files of a policy folder without which each alert is told all the same.

/** The own words of a folder, or why they cannot be used; `null` where it has none. */
export function wordingOfFolder(folder: string): ReturnType<typeof wordingIn> | null {
  return readdirSync(folder).includes(WORDING_FILE)
    ? wordingIn(readPolicyDocument(folder, WORDING_FILE))
    : null;
}

/** The calendar of a folder, or why it cannot be used; `null` where it has none. */
export function calendarOfFolder(folder: string): ReturnType<typeof calendarIn> | null {
  return readdirSync(folder).includes(CALENDAR_FILE)
    ? calendarIn(readPolicyDocument(folder, CALENDAR_FILE))
    : null;
}

/** One sentence for each of these files that cannot be used, with what follows from that. */
export function unusedFiles(folder: string): string[] {
  const wording = wordingOfFolder(folder);
  const calendar = calendarOfFolder(folder);
  return [
    ...(wording !== null && "problem" in wording
      ? [`${wording.problem}: the usual words stand in its place`]
      : []),
    ...(calendar !== null && "problem" in calendar ? [`${calendar.problem}: its dates are left out`] : []),
  ];
}
