import * as z from "zod";
import { daySchema } from "../values/day.ts";
import { type SectorId, sectorIdSchema } from "../values/identifier.ts";
import { lineOf } from "../values/one-line.ts";
import { policyExpectation, policyIssue, problemWithValue } from "./problem.ts";

/** The file of a policy folder with days that come from outside: what a law or an authority says, and releases of data. */
export const CALENDAR_FILE = "calendar.json";

const EVERY_SECTOR = "*";
const LONGEST = { title: 80, about: 300, source: 300, data: 80 };
const MOST_DATES = 100;
const MOST_DAYS_AFTER = 366;

const textSchema = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .meta({ maxLength: longest })
    .refine((text) => text.length <= longest, `must be at most ${longest} characters long`)
    .refine((text) => lineOf(text, longest) === text, "must be one line without invisible characters");

const dateSchema = z
  .strictObject({
    title: textSchema(LONGEST.title),
    date: daySchema.optional(),
    afterEachMonth: z.int().min(1).max(MOST_DAYS_AFTER).optional(),
    about: textSchema(LONGEST.about).optional(),
    sectors: z
      .array(
        z.union([z.literal(EVERY_SECTOR), sectorIdSchema], { error: `must be a sector like ai, or "*"` }),
      )
      .min(1),
    source: textSchema(LONGEST.source),
    releases: z.strictObject({ data: textSchema(LONGEST.data) }).optional(),
  })
  .superRefine(({ date, afterEachMonth, releases }, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue(policyIssue({ path: [path], message, tellsValue: true }));
    if ((date === undefined) === (afterEachMonth === undefined))
      refuse("date", "give either date or afterEachMonth, and not both");
    else if (releases !== undefined && afterEachMonth === undefined)
      refuse("releases", "needs afterEachMonth: a single date does not say which month its data is of");
  });

/**
 * The file `calendar.json`: days that come, each with its source in words. `afterEachMonth` is so many days after the last
 * day of each month; with `releases`, data of that month comes on it.
 */
export const calendarSchema = z
  .strictObject({
    $schema: z.string().optional(),
    schemaVersion: z.literal(1),
    dates: z.array(dateSchema).max(MOST_DATES),
  })
  .superRefine(({ dates }, context) => {
    const seen = new Set<string>();
    for (const [at, { title }] of dates.entries()) {
      const path = ["dates", at, "title"];
      if (seen.has(title)) context.addIssue(policyIssue({ path, message: "is used twice" }));
      seen.add(title);
    }
  });

/** A day, or one day after each month, that a calendar tells. */
export type CalendarDate = z.infer<typeof dateSchema>;

/** The dates of a file, or what is wrong with it in one sentence. */
export function readCalendar(document: unknown): { dates: CalendarDate[] } | { problem: string } {
  const read = calendarSchema.safeParse(document, { error: policyExpectation });
  if (read.success) return { dates: read.data.dates };
  const [issue] = read.error.issues;
  const problem = issue === undefined ? "is not valid" : problemWithValue(issue, document);
  return { problem: `${CALENDAR_FILE}: ${problem}` };
}

/** The dates that are about a sector. */
export function datesFor(sector: SectorId, dates: readonly CalendarDate[]): CalendarDate[] {
  return dates.filter(({ sectors }) => sectors.includes(EVERY_SECTOR) || sectors.includes(sector));
}

/** The sectors that a calendar names, each once. */
export function sectorsNamed(dates: readonly CalendarDate[]): SectorId[] {
  const named = dates.flatMap(({ sectors }) => sectors.filter((sector) => sector !== EVERY_SECTOR));
  return [...new Set(named)];
}
