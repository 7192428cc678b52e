import type { UnreadableItem } from "../../shared/supply/unreadable.ts";
import { shortKey } from "../../shared/text/unreadable.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { OutboxRescue } from "../ports/decisions.ts";

/** A stored item could not be read. Its message is one sentence that names the item and says how to go on. */
export class UnreadableError extends Error {
  override name = "UnreadableError";
  readonly item: UnreadableItem;

  constructor(what: string, item: UnreadableItem, wayOn: string) {
    super(`${what} cannot be read: ${item.problem} (item ${shortKey(item)}); ${wayOn}`);
    this.item = item;
  }
}

/** A ledger could not be read. Its outbox may still be readable. */
export class UnreadableLedger extends UnreadableError {
  override name = "UnreadableLedger";
  /** `null` when the outbox is empty or cannot be read. */
  readonly rescue: OutboxRescue | null;

  constructor(sector: SectorId, item: UnreadableItem, wayOn: string, rescue: OutboxRescue | null) {
    super(`the stored ledger of ${sector}`, item, wayOn);
    this.rescue = rescue;
  }
}
