/** What a file is that is no text in UTF-8, and what must be done with it first. */
export interface FileSign {
  is: string;
  first: "unpack it" | "export the table" | "save it as UTF-8" | "save the sheet";
}

const packed = (how: string): FileSign => ({ is: `is packed with ${how}`, first: "unpack it" });
const table = (is: string): FileSign => ({ is, first: "export the table" });
const sheet = (is: string): FileSign => ({ is, first: "save the sheet" });
const utf32: FileSign = { is: "is UTF-32 text", first: "save it as UTF-8" };

const SIGNS: readonly (readonly [begins: readonly number[], FileSign])[] = [
  [[0xff, 0xfe, 0, 0], utf32],
  [[0, 0, 0xfe, 0xff], utf32],
  [[0x1f, 0x8b], packed("gzip")],
  [[0x50, 0x4b, 3, 4], sheet("is a workbook or a zip file")],
  [[0xd0, 0xcf, 0x11, 0xe0], sheet("is an old Excel workbook")],
  [[0x25, 0x50, 0x44, 0x46], table("is a PDF")],
  [[0x37, 0x7a, 0xbc, 0xaf], packed("7-Zip")],
  [[0x52, 0x61, 0x72, 0x21], packed("RAR")],
  [[0x42, 0x5a, 0x68, 0x39], packed("bzip2")],
  [[0xfd, 0x37, 0x7a, 0x58], packed("xz")],
  [[0x28, 0xb5, 0x2f, 0xfd], packed("zstd")],
  [[0x50, 0x41, 0x52, 0x31], table("is a Parquet file")],
  [[0x89, 0x50, 0x4e, 0x47], table("is a picture")],
  [[0xff, 0xd8, 0xff], table("is a picture")],
];

/** What a file is that is no text in UTF-8, by its first bytes; `null` for what may be. */
export function fileSign(bytes: Uint8Array): FileSign | null {
  const [, sign] = SIGNS.find(([begins]) => begins.every((byte, at) => bytes[at] === byte)) ?? [];
  return sign ?? null;
}

/** Whether a file is packed with gzip. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** Whether a file is packed with zip, as a workbook is. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}
