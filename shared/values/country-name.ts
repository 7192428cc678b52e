interface CountryNames {
  of(code: string): string | undefined;
  /** The name that CLDR gives to a code that stands for no country. */
  none: string | undefined;
}

// Made when the first name is needed: it takes longer than most files take to load.
let names: CountryNames | undefined;

function loadNames(): CountryNames {
  const known = new Intl.DisplayNames(["en"], { type: "region", fallback: "code" });
  return { of: (code) => known.of(code), none: known.of("ZZ") };
}

// An e-mail names the same countries many times.
const found = new Map<string, string>();

/** The English name of an ISO 3166-1 alpha-2 country, or the code itself when it has none. */
export function countryName(code: string): string {
  const known = found.get(code);
  if (known !== undefined) return known;
  names ??= loadNames();
  const name = names.of(code);
  const shown = name === undefined || name === names.none ? code : name;
  found.set(code, shown);
  return shown;
}
