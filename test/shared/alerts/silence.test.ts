import { describe, expect, it } from "vitest";
import { type Silence, silenceOver, silenceOverSector } from "../../../shared/alerts/silence.ts";

function silence(
  id: string,
  until: string,
  rule: string | null = null,
  group: string | null = null,
): Silence {
  return { id, rule, group, until, by: "ada", reason: "known", since: "2026-07-01T06:00:00.000Z" };
}

const short = silence("s1", "2026-08-01");
const long = silence("s2", "2026-09-01", "china-origin");
const ofGroup = silence("s3", "2026-10-01", "china-origin", "bess");
const all = [short, long, ofGroup];

describe("of several silences", () => {
  it.each([
    ["the one that ends last hides a rule", all, { rule: "china-origin", group: null }, "s2"],
    ["in whatever order they were written", [...all].reverse(), { rule: "china-origin", group: null }, "s2"],
    ["that of a group counts for that group", all, { rule: "china-origin", group: "bess" }, "s3"],
    ["and for no other", all, { rule: "china-origin", group: "ups-lithium" }, "s2"],
    ["that of the sector hides what no other does", all, { rule: "other", group: null }, "s1"],
  ])("%s", (_sentence, silences, alert, id) => {
    expect(silenceOver(silences, alert)?.id).toBe(id);
  });

  it("the first hides an alert where they end on the same day", () => {
    expect(silenceOver([short, { ...short, id: "s9" }], { rule: "r", group: null })?.id).toBe("s1");
  });

  it("the last end counts for the whole sector", () => {
    expect(silenceOverSector([short, silence("s4", "2026-08-15"), long])?.id).toBe("s4");
    expect(silenceOverSector([long])).toBeNull();
  });
});
