import { otherQuotedHeader } from "./csv-header.ts";
import { type FileSign, fileSign } from "./file-sign.ts";
import { otherJsonCommand } from "./likely-import.ts";

/** How many bytes tell what a file is. */
export const START_BYTES = 64;

const SAVE_AS_UTF8 = 'save it as UTF-8, in Excel as "CSV UTF-8"';

/** What a file is that is no table as text in UTF-8, told by its first bytes, and what to do; `null` for what may be. */
export function foreignStart(bytes: Uint8Array): string | null {
  const sign = fileSign(bytes);
  if (sign !== null) return signText(sign);
  const start = bytes.subarray(0, START_BYTES);
  if (hasMark(start) || isUtf16(start)) return `is UTF-16 text: ${SAVE_AS_UTF8}`;
  return otherText(Buffer.from(start).toString("utf8"));
}

function signText({ is, first }: FileSign): string {
  if (first === "unpack it" && is.endsWith("gzip"))
    return `${is}: unpack it (in the bucket, its name ends with .csv.gz)`;
  if (first === "save it as UTF-8") return `${is}: ${SAVE_AS_UTF8}`;
  if (first === "export the table") return `${is}: export the table as CSV`;
  return first === "save the sheet" ? `${is}: save the sheet as "CSV UTF-8"` : `${is}: unpack it`;
}

/** The same for a file whose columns must be apart by commas. */
export function foreignCsv(bytes: Uint8Array): string | null {
  return (
    foreignStart(bytes) ?? otherQuotedHeader(Buffer.from(bytes.subarray(0, START_BYTES)).toString("utf8"))
  );
}

/** The same for a table in any form but gzip and a workbook, which are looked at before. Any encoding may follow. */
export function foreignTable(bytes: Uint8Array): string | null {
  const sign = fileSign(bytes);
  if (sign === null) return null;
  const { is, first } = sign;
  if (first === "save it as UTF-8") return `${is}: save the file as UTF-8`;
  if (first === "save the sheet")
    return `${is}, or one with a password: save it as .xlsx, without a password`;
  return `${is}: ${first === "unpack it" ? first : "export the table as .csv or .xlsx"}`;
}

const ONLY_THESE = "only import census, import comtrade and import bods read JSON";

/** What a text is that is no table, by how it begins; `null` for what may be one. */
function otherText(text: string): string | null {
  const start = text.replace(/^\uFEFF?\s*/, "");
  if (/^(\{\s*["}]|\[\s*[[{"\]])/.test(start))
    return `is JSON, and this import reads a table: ${otherJsonCommand(start, null) ?? ONLY_THESE}`;
  if (/^<(!doctype|html|head|body|table|meta)\b/i.test(start))
    return "is a web page and no table: open it, and save the table as .csv or .xlsx";
  if (/^<\?xml\b/i.test(start)) return "is XML and no table: open it, and save the table as .csv or .xlsx";
  return text.includes("\0") ? "is no text and no workbook: export the table as .csv or .xlsx" : null;
}

/** Whether a text in UTF-16 begins with its mark. */
function hasMark(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

/** UTF-16 without a mark: letters of a header are one byte and a zero, or a zero and one byte. */
export function isUtf16(bytes: Uint8Array): boolean {
  if (bytes.length < 4) return false;
  const zeros = [0, 1].map((first) => bytes.filter((byte, at) => at % 2 === first && byte === 0).length);
  const half = Math.floor(bytes.length / 2);
  return Math.max(...zeros) === half && Math.min(...zeros) === 0;
}
