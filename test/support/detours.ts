import type { Detour } from "./faulty-wire.ts";

/** Forwards only some of the positions of a batch to write, and gives the others back. */
export function leavesUnwritten(taken: (asked: number) => number): Detour {
  return {
    to: ({ operation }) => operation === "BatchWriteItem",
    async handle({ RequestItems = {}, ...rest }, send) {
      const all = RequestItems.positions as unknown[];
      const count = taken(all.length);
      if (count > 0) await send({ ...rest, RequestItems: { positions: all.slice(0, count) } });
      return { UnprocessedItems: count < all.length ? { positions: all.slice(count) } : {} };
    },
  };
}

/** Answers only some of the positions of a batch to read. */
export function leavesUnread(taken: (asked: number) => number): Detour {
  return {
    to: ({ operation }) => operation === "BatchGetItem",
    async handle({ RequestItems = {}, ...rest }, send) {
      const { Keys, ...how } = RequestItems.positions as { Keys: unknown[] };
      const count = taken(Keys.length);
      const answer = await send({
        ...rest,
        RequestItems: { positions: { ...how, Keys: Keys.slice(0, count) } },
      });
      const left = Keys.slice(count);
      return { ...answer, UnprocessedKeys: left.length > 0 ? { positions: { ...how, Keys: left } } : {} };
    },
  };
}

/** Has DynamoDB give pages of a few rows. */
export function pagesOf(rows: number): Detour {
  return {
    to: ({ operation }) => operation === "Query",
    handle: (asked, send) => send({ ...asked, Limit: rows }),
  };
}
