import { describe, expect, it } from "vitest";
import { type AskedLine, askedAfter } from "../../../shared/alerts/asked-past.ts";

const NOTHING = { silences: [], acknowledgements: [] };
const AT = "2026-07-20T08:00:00.000Z";
const given = { at: AT, rule: "china-origin", group: null, by: "Ada", why: "known" };

const silenced = (id: string): AskedLine => ({
  ...{ ...given, event: "silenced", level: "none", silence: id, until: "2026-07-30" },
});
const acknowledged = (id: string, group: string | null = null): AskedLine => ({
  ...{
    ...given,
    group,
    event: "acknowledged",
    level: "warning",
    silence: null,
    acknowledgement: id,
    until: null,
  },
});
const over = (line: AskedLine): AskedLine => ({
  ...line,
  event: line.event === "silenced" ? "lifted" : "unacknowledged",
});

/** The ids of what stands after some lines. */
function idsAfter(...lines: AskedLine[]): string[] {
  const { silences, acknowledgements } = askedAfter(lines, NOTHING);
  return [...silences, ...acknowledgements].map(({ id }) => id);
}

describe("what was asked for", () => {
  it("is given back as it was written", () => {
    expect(askedAfter([silenced("s1"), acknowledged("a2")], NOTHING)).toEqual({
      silences: [
        {
          ...{ id: "s1", rule: "china-origin", group: null, until: "2026-07-30" },
          ...{ by: "Ada", reason: "known", since: AT },
        },
      ],
      acknowledgements: [
        {
          ...{ id: "a2", rule: "china-origin", group: null, level: "warning", until: null },
          ...{ by: "Ada", reason: "known", since: AT },
        },
      ],
    });
  });

  it.each<[string, AskedLine[], string[]]>([
    ["stands until it is lifted", [silenced("s1"), silenced("s2"), over(silenced("s1"))], ["s2"]],
    ["stands until it is withdrawn or ended", [acknowledged("a1"), over(acknowledged("a1"))], []],
    ["is replaced by a later one of the same alert", [acknowledged("a1"), acknowledged("a2")], ["a2"]],
    [
      "is not ended by the end of the one that it has replaced",
      [acknowledged("a1"), acknowledged("a2"), over(acknowledged("a1"))],
      ["a2"],
    ],
    [
      "stands for each alert of one request",
      [acknowledged("a1", "bess"), acknowledged("a1", "ups"), over(acknowledged("a1", "bess"))],
      ["a1"],
    ],
    ["is not told by lines about alerts", [{ ...silenced("s1"), event: "raised" }], []],
  ])("%s", (_what, lines, ids) => {
    expect(idsAfter(...lines)).toEqual(ids);
  });

  it("is known by what still stands, where its line is of an earlier version", () => {
    const { silences, acknowledgements } = askedAfter([silenced("s1"), acknowledged("a2")], NOTHING);
    const older = [silenced("s1"), silenced("s9"), acknowledged("a2"), acknowledged("a2", "bess")].map(
      ({ until: _, why: __, ...line }) => line,
    );
    expect(askedAfter(older, NOTHING)).toEqual(NOTHING);
    expect(askedAfter(older, { silences, acknowledgements })).toEqual({ silences, acknowledgements });
  });
});
