import ICAL from "ical.js";

/** An event of a file for calendars, as a library of another project reads it. */
export interface ReadEvent {
  uid: string;
  day: string;
  /** How many days it lasts. */
  days: number;
  isAllDay: boolean;
  summary: string;
}

/** The events of a file for calendars. */
export function eventsIn(file: string): ReadEvent[] {
  const calendar = new ICAL.Component(ICAL.parse(file));
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const { uid, summary, startDate, duration } = new ICAL.Event(component);
    const seconds = duration.toSeconds();
    return { uid, day: startDate.toString(), days: seconds / 86_400, isAllDay: startDate.isDate, summary };
  });
}
