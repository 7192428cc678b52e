const names = new Intl.DisplayNames(["en"], { type: "region", fallback: "code" });

// The name that CLDR gives to a code that stands for no country.
const NO_COUNTRY = names.of("ZZ");

// An e-mail names the same countries many times.
const found = new Map<string, string>();

/** The English name of an ISO 3166-1 alpha-2 country, or the code itself when it has none. */
export function countryName(code: string): string {
  const known = found.get(code);
  if (known !== undefined) return known;
  const name = names.of(code);
  const shown = name === undefined || name === NO_COUNTRY ? code : name;
  found.set(code, shown);
  return shown;
}
