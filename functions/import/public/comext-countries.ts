import { faultOf, type TextFault } from "../../../shared/values/parse.ts";
import { countryCode, noCountry } from "../files/country.ts";
import type { FigurePart, TradeFigure } from "./trade-figure.ts";

/** Codes of Comext that ISO does not have, or means otherwise: Greece, the United Kingdom, Serbia, Ceuta and Melilla. */
const OWN_CODES: Readonly<Record<string, string>> = { EL: "GR", UK: "GB", XS: "RS", XC: "ES", XL: "ES" };
/** Northern Ireland, and the United Kingdom without it. Their sum is GB, which a table may have as well. */
const PARTS_OF_GB = new Set(["XI", "XU"]);
const PART_OF_GB: FigurePart = {
  alone: "counts",
  says: "a part of the United Kingdom, which is there as a whole",
};

/** `WORLD`, `EU27_2020`, `EU27_2020_EXTRA`, `EXT_EU27_2020`, `EA20_INTRA`, `EFTA` and the like. */
const GROUP =
  /^(?=.{2,40}$)(WORLD|TOTAL|(EXTRA|INTRA|EXT|INT)(_\w+)?|(EU|EA|EEA)\d*(_\w+)?|\w+_(EXTRA|INTRA)(_\w+)?|EFTA|OPEC|ASEAN|ACP|MERCOSUR)$/;

/** Countries that are not named: stores, the high seas, those that are secret or not known. QA is Qatar. */
const UNNAMED: Readonly<Record<string, string>> = {
  QP: "high seas",
  QQ: "stores and provisions",
  QR: "stores and provisions, within the EU",
  QS: "stores and provisions, outside of the EU",
  QU: "not specified",
  QV: "not specified, within the EU",
  QW: "not specified, outside of the EU",
  QX: "secret",
  QY: "secret, within the EU",
  QZ: "secret, outside of the EU",
};

const MEMBERS = new Set(
  "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(" "),
);

/** Whether a country is a member state of the EU. */
export function isMember(country: string): boolean {
  return MEMBERS.has(country);
}

/** Who reports: a country, or a group of them by its code. */
export function comextReporter(text: string): Pick<TradeFigure, "reporter" | "isOfGroup"> | TextFault {
  const code = text.toUpperCase();
  if (GROUP.test(code)) return { reporter: code, isOfGroup: true };
  const country = countryOf(code, text);
  return country === null ? noCountry(text) : { reporter: country, isOfGroup: false };
}

type Partner = Pick<TradeFigure, "origin" | "partnerId" | "originSays" | "part">;

/** The partner of a row: a country, unknown, or a group of countries. */
export function comextPartner(text: string): Partner | { group: string } | TextFault {
  const code = text.toUpperCase();
  if (GROUP.test(code)) return { group: code };
  const unnamed = UNNAMED[code];
  if (unnamed !== undefined)
    return { origin: null, partnerId: code, originSays: `${code}: ${unnamed}`, part: null };
  if (PARTS_OF_GB.has(code)) return { origin: "GB", partnerId: "GB", originSays: "", part: PART_OF_GB };
  const origin = countryOf(code, text);
  if (origin !== null) return { origin, partnerId: origin, originSays: "", part: null };
  return /^\d{4}$/.test(code)
    ? faultOf(text, "is a number of a country: the table needs its codes of two letters")
    : noCountry(text);
}

function countryOf(code: string, text: string): string | null {
  return OWN_CODES[code] ?? countryCode(text);
}
