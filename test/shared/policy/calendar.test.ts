import { describe, expect, it } from "vitest";
import * as z from "zod";
import { calendarSchema, readCalendar } from "../../../shared/policy/calendar.ts";
import { policyText } from "../../../shared/policy/policy-hash.ts";
import { calendarIn, readPolicies } from "../../../shared/policy/read-policies.ts";
import { assessed, policyOf } from "../../support/builders.ts";

const release = {
  ...{ title: "Trade figures", afterEachMonth: 35, sectors: ["ai"], source: "Census Bureau" },
  releases: { data: "import figures" },
};
const calendar = (...dates: unknown[]) => ({ schemaVersion: 1, dates });
const file = (document: unknown) => ({ file: "calendar.json", text: JSON.stringify(document) });
const policy = { file: "ai.json", text: JSON.stringify(policyOf()) };

function policyWith(document: unknown) {
  const [read] = readPolicies([policy], null, null, file(document)).values();
  if (read === undefined || "problem" in read) throw new Error("a sound policy is broken");
  return read;
}

describe("a calendar", () => {
  it("gives each sector its own dates and those of all", () => {
    const all = { ...release, title: "All", sectors: ["*"] };
    const other = { ...release, title: "Other", sectors: ["grid"] };
    expect(policyWith(calendar(release, all, other)).calendar).toEqual([release, all]);
    expect(policyWith(calendar(other))).toEqual(policyOf());
  });

  it("changes neither the hash of a policy nor the id of an assessment", () => {
    const read = policyWith(calendar(release));
    expect(policyText(read)).toBe(policyText(policyOf()));
    expect(assessed({ policy: read }).assessment).toEqual(assessed({ policy: policyOf() }).assessment);
  });

  it.each<[string, unknown, string]>([
    ["no version", { dates: [] }, 'field "schemaVersion" is missing: must be 1'],
    ["no title", calendar({ ...release, title: "" }), 'field "dates.0.title" is "": must not be empty'],
    [
      "two lines",
      calendar({ ...release, title: "a\nb" }),
      'field "dates.0.title" is "a b": must be one line without invisible characters',
    ],
    [
      "a day that is none",
      calendar({ ...release, afterEachMonth: undefined, releases: undefined, date: "2026-13-01" }),
      'field "dates.0.date" is "2026-13-01": must be a day like 2026-07-31',
    ],
    [
      "two kinds of day",
      calendar({ ...release, date: "2026-12-31" }),
      'field "dates.0.date": give either date or afterEachMonth, and not both',
    ],
    [
      "no day",
      calendar({ ...release, afterEachMonth: undefined }),
      'field "dates.0.date": give either date or afterEachMonth, and not both',
    ],
    [
      "data on a single date",
      calendar({ ...release, afterEachMonth: undefined, date: "2026-12-31" }),
      'field "dates.0.releases": needs afterEachMonth: a single date does not say which month its data is of',
    ],
    [
      "no days after a month",
      calendar({ ...release, afterEachMonth: 0 }),
      'field "dates.0.afterEachMonth" is 0: must be 1 or more',
    ],
    [
      "a sector that can be none",
      calendar({ ...release, sectors: ["AI!"] }),
      'field "dates.0.sectors.0" is "AI!": must be lower-case words joined by hyphens, like grid-storage',
    ],
    [
      "a number for a sector",
      calendar({ ...release, sectors: [5] }),
      'field "dates.0.sectors.0" is 5: must be a sector like ai, or "*"',
    ],
    ["no sector", calendar({ ...release, sectors: [] }), 'field "dates.0.sectors": must not be empty'],
    [
      "no source",
      calendar({ ...release, source: undefined }),
      'field "dates.0.source" is missing: must be a text',
    ],
    ["a title twice", calendar(release, release), 'field "dates.1.title" is "Trade figures": is used twice'],
    ["another field", calendar({ ...release, day: 1 }), 'field "dates.0.day" is not known'],
  ])("with %s is refused, and stops no alert", (_what, document, problem) => {
    expect(readCalendar(document)).toEqual({ problem: `calendar.json: ${problem}` });
    expect(calendarIn(file(document))).toEqual({ problem: `calendar.json: ${problem}` });
    expect(policyWith(document)).toEqual(policyOf());
  });

  it("has the published JSON schema", async () => {
    const text = `${JSON.stringify(z.toJSONSchema(calendarSchema, { io: "input" }), null, 2)}\n`;
    await expect(text).toMatchFileSnapshot("../../../policies/calendar.schema.json");
  });
});
