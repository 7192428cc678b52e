import { shortenSubject } from "../bulletin/subject-line.ts";
import { worse } from "../policy/level.ts";
import { capitalized } from "../text/lines.ts";
import { counted, noun } from "../values/count.ts";
import { type BusEvent, detailTypes, LEFT_OUT, NO_RULE } from "./bus-event.ts";

/** One event in place of some of one bulletin, so that receivers know what they miss; none in place of none. */
export function leftOutEvent(events: readonly BusEvent[]): BusEvent[] {
  const [first] = events;
  if (first === undefined) return [];
  const { bulletinId, sector, asOf, isExample, isIncomplete } = first.detail;
  const count = events.reduce((sum, { detail }) => sum + changesIn(detail), 0);
  const why = "too many changes waited for the bus, or came at once";
  const what = `: ${counted(count)} alert ${noun(count, "change")} not put on the bus`;
  const detail: BusEvent["detail"] = {
    schemaVersion: 1,
    id: `${bulletinId}/${LEFT_OUT}`,
    bulletinId,
    sector,
    event: LEFT_OUT,
    headline: shortenSubject(`[NOTE] ${sector}`, what),
    level: events.map(({ detail }) => detail.level).reduce(worse),
    ...NO_RULE,
    text: `${capitalized(why)}. The command alerts --sector ${sector} shows what is open.`,
    alert: `${sector}:${LEFT_OUT}`,
    levelBefore: "none",
    reason: why,
    ...{ asOf, isExample, isIncomplete, isFollowed: false, page: null, leftOut: count },
  };
  return [{ type: detailTypes[LEFT_OUT], detail }];
}

/** How many changes an event stands for. */
function changesIn({ event, leftOut }: BusEvent["detail"]): number {
  return event === LEFT_OUT ? leftOut : 1;
}
