import { otherQuotedHeader } from "./csv-header.ts";

/** How many bytes tell what a file is. */
export const START_BYTES = 64;

const SAVE_AS_UTF8 = 'save it as UTF-8, in Excel as "CSV UTF-8"';
const UTF_16 = `is UTF-16 text: ${SAVE_AS_UTF8}`;

/** What a file is that is no text in UTF-8, told by its first bytes, and what to do; `null` for what may be. */
export function foreignStart(bytes: Uint8Array): string | null {
  const begins = (...start: number[]) => start.every((byte, at) => bytes[at] === byte);
  if (begins(0xff, 0xfe, 0, 0) || begins(0, 0, 0xfe, 0xff)) return `is UTF-32 text: ${SAVE_AS_UTF8}`;
  if (begins(0xff, 0xfe) || begins(0xfe, 0xff) || isUtf16(bytes.subarray(0, START_BYTES))) return UTF_16;
  if (begins(0x1f, 0x8b)) return "is packed with gzip: unpack it (in the bucket, its name ends with .csv.gz)";
  if (begins(0x50, 0x4b, 3, 4)) return 'is a workbook or a zip file: save the sheet as "CSV UTF-8"';
  if (begins(0xd0, 0xcf, 0x11, 0xe0)) return 'is an old Excel workbook: save the sheet as "CSV UTF-8"';
  return begins(0x25, 0x50, 0x44, 0x46) ? "is a PDF: the import reads CSV" : null;
}

/** The same for a file whose columns must be apart by commas. */
export function foreignCsv(bytes: Uint8Array): string | null {
  return (
    foreignStart(bytes) ?? otherQuotedHeader(Buffer.from(bytes.subarray(0, START_BYTES)).toString("utf8"))
  );
}

/** UTF-16 without a mark: letters of a header are one byte and a zero, or a zero and one byte. */
export function isUtf16(bytes: Uint8Array): boolean {
  if (bytes.length < 4) return false;
  const zeros = [0, 1].map((first) => bytes.filter((byte, at) => at % 2 === first && byte === 0).length);
  const half = Math.floor(bytes.length / 2);
  return Math.max(...zeros) === half && Math.min(...zeros) === 0;
}
