const names = new Intl.DisplayNames(["en"], { type: "region", fallback: "code" });

/** The English name of an ISO 3166-1 alpha-2 country, or the code itself when it has none. */
export function countryName(code: string): string {
  return names.of(code) ?? code;
}
