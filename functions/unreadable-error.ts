import { shortKey, type UnreadableItem } from "../shared/unreadable.ts";

/** A stored item could not be read. Its message is one sentence that names the item and says how to go on. */
export class UnreadableError extends Error {
  override name = "UnreadableError";
  readonly item: UnreadableItem;

  constructor(what: string, item: UnreadableItem, wayOn: string) {
    super(`${what} cannot be read: ${item.problem} (item ${shortKey(item)}); ${wayOn}`);
    this.item = item;
  }
}
