import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeNewestFirst } from "../../../functions/aws/dynamo/newest-first.ts";
import type { Page } from "../../../functions/ports/supply.ts";
import { NOTHING_UNREADABLE } from "../../../shared/supply/unreadable.ts";

interface Row {
  date: string | null;
  id: number;
}

const newestFirst = (a: Row, b: Row) => {
  if (a.date === b.date) return 0;
  if (a.date === null || b.date === null) return a.date === null ? -1 : 1;
  return a.date > b.date ? -1 : 1;
};

async function* pagesOf(rows: Row[], size: number): AsyncGenerator<Page<Row>> {
  for (let at = 0; at < rows.length; at += size) {
    yield { rows: rows.slice(at, at + size), unreadable: { count: 1, first: [] } };
    // As DynamoDB does where a filter leaves nothing of a page.
    yield { rows: [], unreadable: NOTHING_UNREADABLE };
  }
}

describe("streams that are each newest first", () => {
  const date = fc.option(fc.constantFrom("2025-12-31", "2026-01-01", "2026-02-01"), { nil: null });
  it("are one such stream with all of their rows, and all that cannot be read", async () => {
    const streams = fc.array(fc.array(date, { maxLength: 150 }), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(streams, fc.integer({ min: 1, max: 9 }), async (dates, size) => {
        let id = 0;
        const all = dates.map((some) => some.map((day) => ({ date: day, id: ++id })).sort(newestFirst));
        const found: Row[] = [];
        let unreadable = 0;
        for await (const page of mergeNewestFirst(all.map((rows) => pagesOf(rows, size)))) {
          found.push(...page.rows);
          unreadable += page.unreadable.count;
        }
        expect(found.map((row) => row.date)).toEqual(
          all
            .flat()
            .sort(newestFirst)
            .map((row) => row.date),
        );
        expect(found.map((row) => row.id).sort()).toEqual(
          all
            .flat()
            .map((row) => row.id)
            .sort(),
        );
        expect(unreadable).toBe(all.reduce((sum, rows) => sum + Math.ceil(rows.length / size), 0));
      }),
    );
  });

  it("are read no further than is taken", async () => {
    let pages = 0;
    async function* endless(): AsyncGenerator<Page<Row>> {
      for (;;) yield { rows: [{ date: "2026-01-01", id: ++pages }], unreadable: NOTHING_UNREADABLE };
    }
    const merged = mergeNewestFirst([endless(), endless()]);
    await merged.next();
    await merged.return(undefined);
    expect(pages).toBeLessThan(110);
  });
});
