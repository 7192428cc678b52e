import { faultOf, quoted, type TextFault } from "../../../shared/values/parse.ts";
import { countryCode, countryOfNumber, noCountry } from "../files/country.ts";

/** How a table of UN Comtrade names a country: by a number, three letters and a name, of which some may be empty. */
export interface ComtradeArea {
  code: string;
  iso: string;
  name: string;
}

/** Numbers of UN Comtrade that are those of no country in ISO 3166. */
const OWN_NUMBERS: Readonly<Record<string, string>> = {
  "251": "FR",
  "381": "IT",
  "579": "NO",
  "699": "IN",
  "757": "CH",
  "841": "US",
  "842": "US",
};

/** Areas that are not specified, and places that are no country. 490 is mostly Taiwan, but not for every reporter. */
const UNNAMED = new Set(
  "129 221 290 471 472 473 490 492 527 536 568 577 636 637 697 837 838 839 879 896 899".split(" "),
);
const UNNAMED_ISO = /^(_X|[A-Z]19|X[X1-9])$/;
const UNNAMED_NAME =
  /(, n\.?e\.?s\.?$|not elsewhere specified|^(bunkers|free zones|special categories|areas)\b)/i;

const GROUPS: Readonly<Record<string, string>> = { "97": "EU", "975": "ASEAN", EUR: "EU" };
const EU_NAME = /^(european union|eu-?\d\d)\b/i;

/** What an area is. */
export type AreaReading =
  | { country: string }
  | { world: true }
  | { group: string }
  | { unnamed: string }
  | { fault: TextFault };

/** Reads who reports, or from whom goods came. */
export function comtradeArea({ code, iso, name }: ComtradeArea): AreaReading {
  const plainCode = code.replace(/^0+(?=\d)/, "");
  const shown = name || iso || code;
  if (plainCode === "0" || /^(W00|WLD)$/.test(iso) || /^world$/i.test(name)) return { world: true };
  if (UNNAMED.has(plainCode) || UNNAMED_ISO.test(iso) || UNNAMED_NAME.test(name))
    return { unnamed: [plainCode, name || iso].filter((part) => part !== "").join(": ") };
  const group = GROUPS[plainCode] ?? GROUPS[iso] ?? (EU_NAME.test(name) ? "EU" : undefined);
  if (group !== undefined) return { group };
  const byCode = OWN_NUMBERS[plainCode] ?? countryOfNumber(plainCode);
  const byIso = /^[A-Z]{3}$/.test(iso) ? countryCode(iso) : null;
  if (byCode !== null && byIso !== null && byCode !== byIso) {
    const kind = "is the number of another country than its letters say";
    return { fault: { problem: `${quoted(code)} is ${byCode}, and ${quoted(iso)} is ${byIso}`, kind } };
  }
  const country = byCode ?? byIso ?? (name === "" ? null : countryCode(name));
  if (country !== null) return { country };
  return {
    fault: name === "" ? faultOf(shown, "is no country of UN Comtrade that is known here") : noCountry(name),
  };
}
