import { DamagedBytes } from "./whole-lines.ts";
import type { XmlReader } from "./xml.ts";
import { readPart, type ZipParts } from "./zip-parts.ts";

// More would not fit the memory of a function.
const MOST_LETTERS = 150_000_000;
const TOO_MANY_TEXTS = "is a workbook with more than 150 MB of different texts: save the sheet as CSV";

/** The texts that the cells of a workbook refer to. */
export async function textsOf(zip: ZipParts): Promise<string[]> {
  const texts: string[] = [];
  const text = textReader((one) => texts.push(one), "si");
  let letters = 0;
  await readPart(zip, "xl/sharedStrings.xml", {
    ...text,
    text(piece) {
      letters += piece.length;
      if (letters > MOST_LETTERS) throw new DamagedBytes(TOO_MANY_TEXTS);
      text.text(piece);
    },
  });
  return texts;
}

/** Puts together the texts of elements such as `si`, of all their pieces with a format of their own; how to say them is left out. */
export function textReader(take: (text: string) => void, element: string) {
  let text = "";
  let isText = false;
  let isSpoken = false;
  return {
    open(name: string) {
      if (name === element) text = "";
      else if (name === "rPh") isSpoken = true;
      else if (name === "t") isText = !isSpoken;
    },
    text(piece: string) {
      if (isText) text += piece;
    },
    close(name: string) {
      if (name === "t") isText = false;
      else if (name === "rPh") isSpoken = false;
      else if (name === element) take(text.replace(ESCAPED, unescaped));
    },
  } satisfies XmlReader;
}

// Workbooks write control characters, and underscores that would look like one of these, by their numbers.
const ESCAPED = /_x([0-9a-f]{4})_/gi;

function unescaped(_text: string, number: string): string {
  return String.fromCharCode(Number.parseInt(number, 16));
}
