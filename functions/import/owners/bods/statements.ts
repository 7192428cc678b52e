import { asUtf8, orderOf } from "../../files/encoding.ts";
import { fileSign, isGzip } from "../../files/file-sign.ts";
import { unpack } from "../../files/gunzip.ts";
import { checkBegin } from "../../files/json-text.ts";
import { otherJsonCommand } from "../../files/likely-import.ts";
import { UnusableFile } from "../../files/row.ts";
import { startOf } from "../../files/table.ts";
import { unzipped } from "../../files/unzipped.ts";
import { DamagedBytes } from "../../files/whole-lines.ts";

/** The text of a statement, with the line on which it begins. */
export interface StatementText {
  line: number;
  text: string;
}

// No statement is nearly as long.
const LONGEST = 1_000_000;

/**
 * The statements of a file, one after the other: those of a JSON array, or of JSON lines, packed or not.
 * @throws UnusableFile when it is neither, or ends within them.
 */
export async function* statementTexts(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<StatementText> {
  const cutter = createCutter();
  try {
    let isStart = true;
    for await (const text of textOf(bytes)) {
      if (isStart && text.trim() !== "") {
        checkBegin(text, READS);
        const other = otherJsonCommand(text, "bods");
        if (other !== null) throw new UnusableFile(`is no JSON of BODS: ${other}`);
        isStart = false;
      }
      yield* cutter.cut(text);
    }
    if (isStart) throw new UnusableFile("is empty");
  } catch (error) {
    if (error instanceof DamagedBytes) throw new UnusableFile(error.message, { cause: error });
    throw error;
  }
  cutter.end();
}

async function* textOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const { start, all } = await startOf(unzipped(bytes));
  const isPacked = isGzip(start);
  const sign = isPacked ? null : fileSign(start);
  if (sign !== null)
    throw new DamagedBytes(sign.first === "unpack it" ? `${sign.is}: unpack it` : `${sign.is}, and ${READS}`);
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const decode = (chunk?: Uint8Array) => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch (error) {
      throw new DamagedBytes("is not UTF-8 text: save the file as UTF-8", { cause: error });
    }
  };
  const plain = orderOf(start) === null ? all : asUtf8(all, { start, encoding: "utf-16", tell: () => {} });
  for await (const chunk of isPacked ? unpack(all, Number.POSITIVE_INFINITY) : plain) yield decode(chunk);
  yield decode();
}

const READS = "import bods reads the JSON of BODS 0.4";
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING = new Set([0x7b, 0x5b]);
const CLOSING = new Set([0x7d, 0x5d]);
const NO_JSON = "is no JSON array of statements, and no JSON lines of them";

/** Cuts a text into its outermost objects. It knows strings and brackets, and nothing else of JSON. */
function createCutter() {
  let line = 1;
  let array: "not begun" | "open" | "closed" = "not begun";
  let held = "";
  let begins = { line: 1, depth: 0, isString: false, isEscaped: false };

  function* cut(text: string): Generator<StatementText> {
    let from = begins.depth > 0 ? 0 : -1;
    for (let at = 0; at < text.length; at += 1) {
      const sign = text.charCodeAt(at);
      if (sign === 0x0a) line += 1;
      if (begins.depth === 0) {
        if (isBetween(sign)) continue;
        from = at;
        begins = { line, depth: 1, isString: false, isEscaped: false };
      } else if (begins.isString) {
        if (begins.isEscaped) begins.isEscaped = false;
        else if (sign === BACKSLASH) begins.isEscaped = true;
        else if (sign === QUOTE) begins.isString = false;
      } else if (sign === QUOTE) begins.isString = true;
      else if (OPENING.has(sign)) begins.depth += 1;
      else if (CLOSING.has(sign)) {
        begins.depth -= 1;
        if (begins.depth > 0) continue;
        yield { line: begins.line, text: held + text.slice(from, at + 1) };
        held = "";
        from = -1;
      }
    }
    if (from !== -1) held += text.slice(from);
    if (held.length > LONGEST)
      throw new UnusableFile(`line ${begins.line}: a statement is longer than ${LONGEST} letters`);
  }

  /** Whether a sign stands between statements. Any sign but `{` that may not is an error. */
  function isBetween(sign: number): boolean {
    if (sign === 0x7b && array !== "closed") return false;
    const isBlank = sign === 0x20 || sign === 0x09 || sign === 0x0a || sign === 0x0d || sign === 0xfeff;
    if (isBlank || (sign === 0x2c && array === "open")) return true;
    if (sign === 0x5b && array === "not begun") array = "open";
    else if (sign === 0x5d && array === "open") array = "closed";
    else throw new UnusableFile(`line ${line}: ${NO_JSON}`);
    return true;
  }

  function end(): void {
    if (begins.depth > 0 || array === "open")
      throw new UnusableFile(`line ${line}: the file ends within its statements: it was cut off`);
  }

  return { cut, end };
}
