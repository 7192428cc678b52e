// An oracle of cron expressions, slow and plain: it looks at a wall clock minute by minute, and asks each field about what
// it shows. It reads text again at each minute, and shares no code with what is deployed.

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const WEEKDAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

interface Clock {
  year: number;
  month: number;
  date: number;
  weekday: number;
  hour: number;
  minute: number;
}

/** Every minute of UTC in which an expression runs. */
export function plainRuns(fields: string, timeZone: string, from: number, to: number): number[] {
  const [minutes = "", hours = "", date = "", month = "", weekday = "", year = ""] = fields.split(" ");
  const found: number[] = [];
  const shown = new Set<string>();
  const clockAt = clockOf(timeZone);
  // A day before shows which times of the clock were there already, and do not count again.
  for (let at = from - 1440; at < to; at += 1) {
    const clock = clockAt(at);
    const key = JSON.stringify(clock);
    if (shown.has(key)) continue;
    shown.add(key);
    const isRun =
      matches(minutes, clock.minute, 0, 59) &&
      matches(hours, clock.hour, 0, 23) &&
      matches(month, clock.month, 1, 12, MONTHS) &&
      matches(year, clock.year, 1970, 2199) &&
      (weekday === "?" ? isDate(date, clock) : isWeekday(weekday, clock));
    if (isRun && at >= from) found.push(at);
  }
  return found;
}

function clockOf(timeZone: string): (minute: number) => Clock {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    weekday: "short",
    hour: "numeric",
    minute: "numeric",
  });
  const clocks = new Map<number, Clock>();
  // Clocks are shifted by whole quarters of an hour, so that within one they only run.
  return (at) => {
    const quarter = at - (at % 15);
    const clock = clocks.get(quarter) ?? look(quarter);
    clocks.set(quarter, clock);
    return { ...clock, minute: clock.minute + (at % 15) };
  };

  function look(at: number): Clock {
    const parts = new Map(format.formatToParts(at * 60_000).map(({ type, value }) => [type, value]));
    const number = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type));
    return {
      year: number("year"),
      month: number("month"),
      date: number("day"),
      weekday: WEEKDAYS.indexOf(parts.get("weekday")?.toUpperCase() ?? "") + 1,
      hour: number("hour"),
      minute: number("minute"),
    };
  }
}

function matches(field: string, shown: number, least: number, most: number, names: string[] = []): boolean {
  const numberOf = (text: string) => (names.includes(text) ? names.indexOf(text) + least : Number(text));
  return field.split(",").some((part) => {
    const [range = "", step] = part.split("/");
    const ends = range === "*" ? [least, most] : range.split("-").map(numberOf);
    const first = ends[0] ?? least;
    const last = ends[1] ?? (step === undefined ? first : most);
    return shown >= first && shown <= last && (shown - first) % Number(step ?? 1) === 0;
  });
}

function isDate(field: string, { year, month, date }: Clock): boolean {
  const last = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  if (field === "L") return date === last;
  if (!field.endsWith("W")) return matches(field, date, 1, 31);
  const wanted = field === "LW" ? last : Number(field.slice(0, -1));
  if (wanted > last) return false;
  const working = Array.from({ length: last }, (_, index) => index + 1).filter((day) => {
    const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
    return weekday !== 0 && weekday !== 6;
  });
  const nearest = working.reduce((best, day) =>
    Math.abs(day - wanted) < Math.abs(best - wanted) ? day : best,
  );
  return date === nearest;
}

function isWeekday(field: string, { year, month, date, weekday }: Clock): boolean {
  const numberOf = (text: string) => (WEEKDAYS.includes(text) ? WEEKDAYS.indexOf(text) + 1 : Number(text));
  if (field === "L") return weekday === 7;
  if (field.endsWith("L")) {
    const inAWeek = new Date(Date.UTC(year, month - 1, date + 7));
    return weekday === numberOf(field.slice(0, -1)) && inAWeek.getUTCMonth() !== month - 1;
  }
  const [day = "", nth] = field.split("#");
  if (nth === undefined) return matches(field, weekday, 1, 7, WEEKDAYS);
  return weekday === numberOf(day) && date > 7 * (Number(nth) - 1) && date <= 7 * Number(nth);
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}
