const WORD = new TextEncoder().encode("illustrative");
const LETTER_CASE = 0x20;

/** Whether a source marks an example, as `isIllustrative` says of its text: it begins with this word in any case. */
export function isIllustrativeText(bytes: DataView, start: number, end: number): boolean {
  if (end - start < WORD.length) return false;
  for (let at = 0; at < WORD.length; at += 1) {
    if ((bytes.getUint8(start + at) | LETTER_CASE) !== WORD[at]) return false;
  }
  const after = start + WORD.length;
  return after === end || !isWordByte(bytes.getUint8(after));
}

/** Letters of other alphabets do not count, and their bytes are above all of these. */
function isWordByte(byte: number): boolean {
  return /\w/.test(String.fromCharCode(byte));
}
