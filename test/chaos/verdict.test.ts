import { describe, expect, it } from "vitest";
import { newsBetween, openAfter } from "./oracle.ts";
import type { Row } from "./rows.ts";
import { type Bulletin, judge } from "./verdict.ts";

const limit = { rule: "from-cn", country: "CN", by: "sector", above: 0.5, margin: 0.1 } as const;
const ofItems = { ...limit, rule: "item-from-cn", by: "item" } as const;
const NONE: ReadonlySet<string> = new Set();

function rowsOf(...shares: [item: string, country: string, exposure: number][]): Row[] {
  return shares.map(([item, country, exposure], at) => ({
    ...{ positionId: `p-${at}`, sector: "half", item, country, exposure },
  }));
}

describe("what the chaos suite expects", () => {
  it.each([
    ["at the limit", 50, NONE, []],
    ["beyond it", 50.01, NONE, ["raised from-cn"]],
    ["back, but not by the margin", 41, new Set(["from-cn"]), []],
    ["back by the margin", 39, new Set(["from-cn"]), ["resolved from-cn"]],
  ] as const)("a share that is %s", (_, chinese, before, news) => {
    const rows = rowsOf(["bess", "CN", chinese], ["bess", "US", 100 - chinese]);
    expect(newsBetween(before, openAfter(rows, [limit], before))).toEqual(news);
  });

  it("each item for itself", () => {
    const rows = rowsOf(["bess", "US", 90], ["ups", "CN", 6], ["ups", "US", 4]);
    expect([...openAfter(rows, [limit, ofItems], NONE)]).toEqual(["item-from-cn of ups"]);
  });
});

describe("what the chaos suite complains of", () => {
  const bulletin = (id: string, ...news: string[]): Bulletin => ({
    ...{ messageId: `sns-${id}`, bulletinId: id, sector: "half", news },
  });
  const due = { news: ["raised from-cn"], mayRepeat: false };

  it("nothing, where all was told once, also when a queue holds a message twice", () => {
    const once = bulletin("b-1", "raised from-cn");
    expect(judge([once, once], due)).toEqual([]);
  });

  it.each([
    ["untold", [], { kind: "untold", what: "raised from-cn" }],
    [
      "told twice",
      [bulletin("b-1", "raised from-cn"), bulletin("b-2", "raised from-cn")],
      { kind: "told twice", what: "raised from-cn" },
    ],
    [
      "told falsely",
      [bulletin("b-1", "raised from-cn", "resolved from-kr")],
      { kind: "told falsely", what: "resolved from-kr" },
    ],
  ] as const)("a change that is %s", (_, told, complaint) => {
    expect(judge(told, due)).toEqual([complaint]);
  });

  it("an event that comes again under another id, and not one that comes again under its own", () => {
    const change = (id: string): Bulletin => ({ ...bulletin(id, "raised from-cn"), messageId: id });
    const onBus = { ...due, mayRepeat: true };
    expect(judge([change("b-1/from-cn/raised"), change("b-1/from-cn/raised")], onBus)).toEqual([]);
    expect(judge([change("b-1/from-cn/raised"), change("b-2/from-cn/raised")], onBus)).toEqual([
      { kind: "told twice", what: "raised from-cn" },
    ]);
  });

  it("a bulletin that is sent twice under its id, but where a run was killed", () => {
    const once = bulletin("b-1", "raised from-cn");
    const again = { ...once, messageId: "sns-2" };
    expect(judge([once, again], due)).toEqual([{ kind: "sent twice", what: "b-1" }]);
    expect(judge([once, again], { ...due, mayRepeat: true })).toEqual([]);
  });
});
