// Letters that look like the Latin ones below them: those of the scripts in which company names are written.
const LETTERS = [
  // Cyrillic
  ["аеорсухіјѕһԁԛԝкӏѵАВЕКМНОРСТУХІЈЅҮԚԜӀ", "aeopcyxijshdqwklvABEKMHOPCTYXIJSYQWl"],
  // Greek
  ["αγικνορυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ayikvopuxABEZHIKMNOPTYX"],
  // Armenian, and Latin letters and digits that are taken for others
  ["օսհոıɡɑ01|", "ouhnigaoll"],
] as const;

const LOOKS_LIKE: ReadonlyMap<string, string> = new Map(
  LETTERS.flatMap(([letters, latin]) => [...letters].map((letter, at) => [letter, latin.charAt(at)])),
);

/**
 * What an id looks like to a reader who minds neither capitals, nor script, nor what is not seen: ids with one skeleton
 * are easily taken for each other. It stands for the id in comparisons, and is never shown.
 */
export function idSkeleton(id: string): string {
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
