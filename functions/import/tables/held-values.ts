import { deflateRawSync, inflateRawSync } from "node:zlib";

/** Values that wait in memory, as compressed blocks: rows of a file take a tenth of what they take as objects. */
export interface HeldValues<Value> {
  add(value: Value): void;
  /** All values in the order in which they were added, a block at a time. */
  blocks(): Generator<Value[]>;
  /** The same, but each block is forgotten when it is given: this works once. */
  takeBlocks(): Generator<Value[]>;
  /** The same, one by one. */
  values(): Generator<Value>;
}

/** How values are written as text. */
export interface TextForm<Value> {
  write(values: readonly Value[]): string;
  read(text: string): Value[];
}

const VALUES_IN_A_BLOCK = 1000;
// The fastest level: the values of a column are much alike, so more work would gain little.
const LEVEL = 1;

/** Holds no value yet. Values are written as JSON unless another form is given. */
export function createHeldValues<Value>(form: TextForm<Value> = asJson<Value>()): HeldValues<Value> {
  const packed: Uint8Array[] = [];
  let last: Value[] = [];
  function* blocks() {
    for (const block of packed) yield form.read(unpacked(block));
    if (last.length > 0) yield form.read(form.write(last));
  }
  return {
    add(value) {
      last.push(value);
      if (last.length < VALUES_IN_A_BLOCK) return;
      // A copy: what zlib returns is a part of a larger buffer.
      packed.push(new Uint8Array(deflateRawSync(form.write(last), { level: LEVEL })));
      last = [];
    },
    blocks,
    *takeBlocks() {
      // From the end, where a list gets shorter without being copied.
      packed.reverse();
      for (let block = packed.pop(); block !== undefined; block = packed.pop())
        yield form.read(unpacked(block));
      if (last.length > 0) yield form.read(form.write(last));
      last = [];
    },
    *values() {
      for (const block of blocks()) yield* block;
    },
  };
}

function unpacked(block: Uint8Array): string {
  return inflateRawSync(block).toString("utf8");
}

function asJson<Value>(): TextForm<Value> {
  return { write: (values) => JSON.stringify(values), read: (text) => JSON.parse(text) as Value[] };
}
