import type { Assessment } from "../assessment/assessment.ts";
import { defaultWording, type Wording } from "../policy/wording.ts";
import { dayText } from "../text/day-text.ts";
import { daysOfWindow, type WindowTold } from "../text/window.ts";
import { noun } from "../values/count.ts";
import { type Day, daysBetween } from "../values/day.ts";
import type { SectorNews } from "./news.ts";

/** What the news of a sector needs from an assessment. */
export type DatedAssessment = WindowTold & Pick<Assessment, "positions" | "newestDate">;

/** The news of an event that happened to a whole sector; `previous` is the last assessment before. */
export function sectorNews(
  event: SectorNews["event"],
  assessment: DatedAssessment,
  previous: Assessment | null,
  { purchase, purchases }: Pick<Wording, "purchase" | "purchases"> = defaultWording,
): SectorNews {
  const { positions, newestDate, asOf } = assessment;
  const window = `in ${daysOfWindow(assessment)}`;
  const age =
    newestDate === null ? `no ${purchase} has a date` : `newest ${purchase} is ${ageText(newestDate, asOf)}`;
  const about = { scope: "sector", event } as const;
  switch (event) {
    case "no-data": {
      const text = positions === 0 ? `no ${purchase} ${window}` : `no ${purchase} worth anything ${window}`;
      return { ...about, level: "possible", text, detail: null };
    }
    case "data-back":
      return { ...about, level: "none", text: `${purchases} again ${window}`, detail: null };
    case "stale":
      return {
        ...about,
        level: "possible",
        text: age,
        detail: `${dateText(newestDate)}: are newer ones missing?`,
      };
    case "fresh": {
      // Only the last assessment can show whether the newest position is newer than before.
      if (previous === null) return { ...about, level: "none", text: age, detail: null };
      const isNewer = newestDate !== null && newestDate > (previous.newestDate ?? newestDate);
      if (isNewer) return { ...about, level: "none", text: age, detail: ": newer ones have come in" };
      // The policy may now allow more days than before.
      const allowed = newestDate === null ? age : `${age}, which the policy allows now`;
      return { ...about, level: "none", text: allowed, detail: null };
    }
  }
}

function dateText(newest: Day | null): string {
  return newest === null ? "" : ` (${dayText(newest)})`;
}

function ageText(day: Day, asOf: Day): string {
  const days = daysBetween(day, asOf);
  return `${days} ${noun(days, "day")} old`;
}
