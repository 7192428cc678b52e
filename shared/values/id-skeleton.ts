// In each pair, letters of another script and the Latin letters that they look like. These are the scripts that
// company names are written in.
const LETTERS = [
  // Cyrillic
  ["аеорсухіјѕһԁԛԝкӏѵАВЕКМНОРСТУХІЈЅҮԚԜӀ", "aeopcyxijshdqwklvABEKMHOPCTYXIJSYQWl"],
  // Greek
  ["αγικνορυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ayikvopuxABEZHIKMNOPTYX"],
  // Armenian, and other Latin letters and digits
  ["օսհոıɡɑ01|", "ouhnigaoll"],
] as const;

const LOOKS_LIKE: ReadonlyMap<string, string> = new Map(
  LETTERS.flatMap(([letters, latin]) => [...letters].map((letter, at) => [letter, latin.charAt(at)])),
);

// Of these characters, only 0, 1 and | look like letters. Most ids have no others.
const PLAIN = /^[\x21-\x7e]*$/;

/**
 * The look of an id, without differences of case, script or invisible characters: two ids with the same
 * skeleton are easily confused. It is used in comparisons and never shown.
 */
export function idSkeleton(id: string): string {
  if (PLAIN.test(id)) return id.replace(/0/g, "o").replace(/[1|]/g, "l").toLowerCase();
  const seen = id
    .normalize("NFKC")
    .replace(/[\p{Cc}\p{Cf}]|\p{Variation_Selector}|\u034f/gu, "")
    .replace(/\p{Pd}/gu, "-")
    .replace(/[\s\p{Zs}]+/gu, " ")
    .trim();
  return [...seen]
    .map((letter) => LOOKS_LIKE.get(letter) ?? letter)
    .join("")
    .toLowerCase();
}
