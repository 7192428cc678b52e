/** Takes the item that begins at `start` out of a body: returns where it ends, or `UNTAKEN` to leave it in. */
export type TakeItem = (start: number) => number;

export const UNTAKEN = -1;

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN = 0x7b;
const CLOSE = 0x7d;

const ITEMS = new TextEncoder().encode('"Items"');

/**
 * The body of an answer without the items that were taken out of it: valid JSON exactly when the body was, as long as what is
 * taken is. `null` when the body is not built as usual; then what was taken does not count.
 */
export function withoutItems(body: Uint8Array, take: TakeItem): Uint8Array | null {
  if (body[0] !== OPEN) return null;
  let rest: Uint8Array | null = null;
  for (let at = 1; ; ) {
    const name = at;
    const isItems = startsWith(body, name, ITEMS);
    const colon = isItems ? name + ITEMS.length : endOfName(body, name);
    if (colon === NONE || body[colon] !== COLON) return null;
    if (isItems) {
      if (rest !== null || body[colon + 1] !== OPEN_LIST) return null;
      const taken = takeItems(body, colon + 2, take);
      if (taken === null) return null;
      rest = Buffer.concat([body.subarray(0, colon + 2), ...taken.left, body.subarray(taken.end)]);
      at = taken.end + 1;
    } else {
      at = endOfValue(body, colon + 1);
    }
    if (body[at] === CLOSE) return at + 1 === body.length ? rest : null;
    if (body[at] !== COMMA) return null;
    at += 1;
  }
}

const NONE = -1;
const BETWEEN = Uint8Array.of(COMMA);

interface Taken {
  /** The items that were left in, with commas between them. */
  left: Uint8Array[];
  /** Where the list is closed. */
  end: number;
}

function takeItems(body: Uint8Array, start: number, take: TakeItem): Taken | null {
  const left: Uint8Array[] = [];
  if (body[start] === CLOSE_LIST) return { left, end: start };
  for (let at = start; ; at += 1) {
    const taken = take(at);
    // Without this, a comma too many would leave with the items around it.
    if (taken === UNTAKEN && body[at] !== OPEN) return null;
    const end = taken === UNTAKEN ? endOfValue(body, at) : taken;
    if (taken === UNTAKEN) left.push(...(left.length === 0 ? [] : [BETWEEN]), body.subarray(at, end));
    if (body[end] === CLOSE_LIST) return { left, end };
    if (body[end] !== COMMA) return null;
    at = end;
  }
}

/** Where a value ends, or the body. Whether it is a valid one is not looked at. */
function endOfValue(body: Uint8Array, start: number): number {
  let depth = 0;
  for (let at = start; at < body.length; at += 1) {
    const byte = body[at] as number;
    if (byte === QUOTE) {
      at = endOfString(body, at) - 1;
      if (at < 0) return body.length;
    } else if (byte === OPEN || byte === OPEN_LIST) {
      depth += 1;
    } else if (depth === 0 && (byte === COMMA || byte === CLOSE || byte === CLOSE_LIST)) {
      return at;
    } else if (byte === CLOSE || byte === CLOSE_LIST) {
      depth -= 1;
    }
  }
  return body.length;
}

/** Where a name ends; `NONE` when it is written with an escape, so that nobody sees at once which name it is. */
function endOfName(body: Uint8Array, start: number): number {
  const end = endOfString(body, start);
  return end !== NONE && body.subarray(start, end).includes(BACKSLASH) ? NONE : end;
}

/** Where a string ends, after its closing quote; `NONE` when there is none. */
function endOfString(body: Uint8Array, start: number): number {
  if (body[start] !== QUOTE) return NONE;
  for (let at = start + 1; at < body.length; at += 1) {
    if (body[at] === BACKSLASH) at += 1;
    else if (body[at] === QUOTE) return at + 1;
  }
  return NONE;
}

function startsWith(body: Uint8Array, at: number, beginning: Uint8Array): boolean {
  return beginning.every((byte, offset) => body[at + offset] === byte);
}
