export const MINUTES_PER_DAY = 24 * 60;

/** From the minute `from` since 1970 (UTC) on, a time zone is `ahead` minutes ahead of UTC. */
export interface ZoneOffset {
  from: number;
  ahead: number;
}

/**
 * The offsets of a time zone during a range of minutes since 1970, in order. The first one begins with the
 * range.
 */
export function zoneOffsets(timeZone: string, from: number, to: number): ZoneOffset[] {
  const aheadAt = offsetReader(timeZone);
  const offsets: ZoneOffset[] = [{ from, ahead: aheadAt(from) }];
  let ahead = aheadAt(from);
  for (let minute = from; minute < to; minute += MINUTES_PER_DAY) {
    const next = Math.min(minute + MINUTES_PER_DAY, to);
    const then = aheadAt(next);
    if (then === ahead) continue;
    offsets.push({ from: firstWith(then, minute, next, aheadAt), ahead: then });
    ahead = then;
  }
  return offsets;
}

/** The first minute of a range that has the new offset. The end of the range has it. */
function firstWith(ahead: number, from: number, to: number, aheadAt: (minute: number) => number): number {
  let [before, after] = [from, to];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (aheadAt(middle) === ahead) after = middle;
    else before = middle;
  }
  return after;
}

function offsetReader(timeZone: string): (minute: number) => number {
  const format = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
  return (minute) => {
    const parts = format.formatToParts(minute * 60_000);
    const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
    const [, sign, hours, minutes] = /^GMT(?:([+-])(\d\d):(\d\d))?$/.exec(name) ?? [];
    if (sign === undefined) return 0;
    return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  };
}
