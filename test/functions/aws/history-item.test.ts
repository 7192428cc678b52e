import { expect, it } from "vitest";
import { historyItem, readHistory } from "../../../functions/aws/dynamo/history-store.ts";
import type { HistoryRecord } from "../../../shared/alerts/history.ts";
import { alertOf } from "../../support/builders.ts";

const line: HistoryRecord = {
  asOf: "2026-07-31",
  at: "2026-08-01T06:00:00.000Z",
  rule: "china-origin",
  group: null,
  event: "worsened",
  level: "critical",
  observed: null,
  limit: null,
  reason: "went to a higher level",
  published: true,
  silence: null,
  by: null,
};
const about = { ...line, published: false, acknowledgement: "a3", by: "Ana" };

it.each<[string, HistoryRecord[], string]>([
  ["that every version knows, in the first", [line, { ...line, event: "silenced", silence: "s3" }], "1"],
  [
    "of which one is about an acknowledgement, in the second",
    [line, { ...about, event: "acknowledged" }],
    "2",
  ],
  ["of which one is about the end of one, in the second", [{ ...about, event: "unacknowledged" }], "2"],
  [
    "of which one holds an alert that remembers a floor, in the third",
    [
      {
        ...line,
        decided: {
          ...{ assessment: "a-1", bulletin: null, before: "warning", heldBack: null },
          alert: alertOf({ floorKnown: 1000 }),
        },
      },
      { ...about, event: "acknowledged" },
    ],
    "3",
  ],
])("lines %s, are written in a version that an earlier Chokepoint can judge", (_which, records, version) => {
  const item = historyItem("ai", 4, records, null);
  expect(item.schemaVersion).toEqual({ N: version });
  expect(readHistory(item)).toEqual({ value: records, problem: null });
});
