/**
 * The id of a supplier by its name: small letters, with one hyphen for all between letters and digits. `CATL (Ningde)` is
 * `catl-ningde`. Letters of every script stay as they are. Empty for a name without letters and digits.
 */
export function supplierIdOf(name: string): string {
  return name
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
}

/** The item of a text, by the same rule, in the letters that items have; empty where nothing of it is left. */
export function itemOf(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
}
