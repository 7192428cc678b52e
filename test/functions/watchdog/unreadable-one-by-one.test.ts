import { expect, it } from "vitest";
import { findLacks } from "../../../functions/watchdog/find-lacks.ts";
import { decideWatch, emptyWatch } from "../../../shared/watchdog/watch.ts";

const item = (key: string) => ({ key, problem: "it holds no exposure" });
const lacksOf = (...keys: string[]) =>
  findLacks(
    "ai",
    { incomplete: true, unit: "USD", unreadable: keys.length, unreadableItems: keys.map(item) },
    null,
  ).map((finding) => ({ ...finding, sector: "ai", look: "the assessments of ai" }));
const NONE_FAILED: ReadonlySet<string> = new Set();

it("a stored item that cannot be read is told while another one stands, and does not end that one", () => {
  const first = decideWatch(
    emptyWatch,
    lacksOf("positions/ai/1"),
    NONE_FAILED,
    new Date("2026-07-21T06:00:00Z"),
  );
  const second = lacksOf("positions/ai/1", "suppliers/maker");
  const { news } = decideWatch(first.next, second, NONE_FAILED, new Date("2026-07-21T06:15:00Z"));
  expect(news.found.map(({ key }) => key)).toEqual(["unreadable-rows:ai:suppliers/maker"]);
  expect([...news.solved, ...news.still]).toEqual([]);
});
