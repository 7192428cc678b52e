import type { GoodRow } from "../files/row.ts";
import { createDigestIndex, createDigests, type Digests, digestOf } from "./digest-index.ts";
import { createHeldValues } from "./held-values.ts";
import { createIntegers, type Integers } from "./integers.ts";
import { inColumns } from "./rows-in-columns.ts";

/** What became of a row of a file. `again`: the same row stands there already; `other`: with other content on `line`. */
type Admission = { kind: "added"; at: number } | { kind: "again" } | { kind: "other"; line: number };

/** The valid rows of a file, each name once. They are held compressed, and compared by digests. */
export interface FileRows<Row> {
  /** How many rows there are, without those that are refused. */
  readonly size: number;
  add(name: string, read: GoodRow<Row>): Admission;
  /** Takes out rows, by the numbers that `add` gave them. */
  refuse(rows: Iterable<number>): void;
  /** Whether there is a row with this name. */
  has(name: string): boolean;
  /** All rows in the order of the file, a block at a time. They are forgotten when they are given: this works once. */
  takeBlocks(): Generator<GoodRow<Row>[]>;
}

/** Starts with no row. Rows are the same when their JSON is: all rows of a file come from the same reader. */
export function createFileRows<Row>(): FileRows<Row> {
  const names = createDigestIndex();
  const held = createHeldValues(inColumns<Row>());
  const refused = new Set<number>();
  // What later rows are compared with; nothing when rows are taken.
  let seen: { contents: Digests; lines: Integers } | null = {
    contents: createDigests(),
    lines: createIntegers(),
  };
  return {
    get size() {
      return names.size - refused.size;
    },
    add(name, { line, row }) {
      if (seen === null) throw new Error("no row is added to those that are taken");
      const { at, isNew } = names.add(name);
      const digest = digestOf(JSON.stringify(row));
      if (!isNew)
        return seen.contents.isAt(at, digest)
          ? { kind: "again" }
          : { kind: "other", line: seen.lines.at(at) };
      seen.contents.push(digest);
      seen.lines.push(line);
      held.add({ line, row });
      return { kind: "added", at };
    },
    refuse(rows) {
      for (const at of rows) refused.add(at);
    },
    has(name) {
      const at = names.find(name);
      return at !== null && !refused.has(at);
    },
    *takeBlocks() {
      seen = null;
      let at = 0;
      for (const block of held.takeBlocks()) {
        const from = at;
        at += block.length;
        yield block.filter((_, index) => !refused.has(from + index));
      }
    },
  };
}
