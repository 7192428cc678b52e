const names = new Intl.DisplayNames(["en"], { type: "region", fallback: "code" });

// What CLDR calls a code that stands for no country.
const NO_COUNTRY = names.of("ZZ");

/** The English name of an ISO 3166-1 alpha-2 country, or the code itself when it has none. */
export function countryName(code: string): string {
  const name = names.of(code);
  return name === undefined || name === NO_COUNTRY ? code : name;
}
