import { expect, it } from "vitest";
import { removeEach } from "./clean-up.ts";

it("what cannot be removed is told, and keeps nothing else from being removed", async () => {
  const removed: string[] = [];
  const removal = (what: string) => [what, async () => removed.push(what)] as const;
  const stuck = ["the stack", () => Promise.reject(new Error("it has an alarm"))] as const;
  expect(await removeEach([removal("the rule"), stuck, removal("the queue")])).toEqual([
    "the stack could not be removed: it has an alarm",
  ]);
  expect(removed).toEqual(["the rule", "the queue"]);
});
