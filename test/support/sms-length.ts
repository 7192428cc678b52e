/** How long a text is as SMS: in septets of the GSM alphabet, or in units of UCS-2 where it has a character outside it. */
export interface SmsLength {
  encoding: "GSM" | "UCS-2";
  length: number;
  parts: number;
}

// Of printable ASCII, GSM 03.38 lacks the backtick, and these are two septets each.
const NOT_GSM = /[^\n\x20-\x5f\x61-\x7e]/;
const TWO_SEPTETS = /[\^{}\\[\]~|]/g;

/** One SMS has 160 septets or 70 units; each of several has 153 or 67. Only ASCII is known to be GSM here. */
export function smsLength(text: string): SmsLength {
  if (NOT_GSM.test(text))
    return { encoding: "UCS-2", length: text.length, parts: partsOf(text.length, 70, 67) };
  const length = text.length + (text.match(TWO_SEPTETS) ?? []).length;
  return { encoding: "GSM", length, parts: partsOf(length, 160, 153) };
}

function partsOf(length: number, one: number, each: number): number {
  return length <= one ? 1 : Math.ceil(length / each);
}
