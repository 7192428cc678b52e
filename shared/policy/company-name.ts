/** A name for the comparison of exact names: capitals, spaces and the encoding of accents make no difference. */
export function exactName(name: string): string {
  return name.normalize("NFC").trim().replace(/\s+/g, " ").toLowerCase();
}

/** A name without its legal form, for where it is known or asked whether two names mean one company. */
export function nameWithoutForm(name: string): string {
  return name
    .toLowerCase()
    .replace(/\b(company|co|limited|ltd|inc|corporation|corp)\b/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
