import type { MappedField } from "../mapping.ts";

/** What a column may be: a field of a position, or what says how an amount is meant. */
export type Role = MappedField | "line" | "currency" | "kind";

type NamedAs = readonly (readonly [pattern: RegExp, score: number])[];

/** The name says that it is something else. */
const NONE = -1;

/** How much the name of a column speaks for a role, from 0 to 1, or against it: the first pattern that fits. */
const NAMES: Record<Role, NamedAs> = {
  positionId: [
    [/^position ?id$/, 1],
    [
      /\b(po|purchase order|order|invoice|document|doc|transaction|receipt|voucher|beleg\w*|bestell\w*)\b.*\b(no|number|num|nr|id|#)\b/,
      0.9,
    ],
    [/^(po|purchase order|order|invoice|document|belegnummer|bestellnummer)$/, 0.8],
    [/\b(id|key|number)$/, 0.4],
  ],
  line: [[/\b(line|item|pos|position|posten)\b( ?(no|number|num|nr|id|#))?$/, 0.8]],
  sector: [[/^(sector|segment)$/, 1]],
  supplierId: [
    [/^supplier ?id$/, 1],
    [/\b(vendor|supplier|seller|lieferant\w*|recipient)\b.*\bname\b/, 1],
    [/^(vendor|supplier|seller|lieferant|recipient|name ?1)$/, 0.9],
    [/\b(country|address|city|zip|region|group)\b/, 0],
    [/\b(vendor|supplier|lieferant\w*)\b/, 0.5],
    [/\bmanufacturer\b/, 0.4],
  ],
  item: [
    [/^item$/, 1],
    [/\b(material|product|item|commodity)\b.*\b(group|category|class|type|family)\b/, 1],
    [/\b(category|warengruppe|product)\b/, 0.8],
    [/\b(material|commodity|description|artikel)\b/, 0.6],
  ],
  originCountry: [
    [
      /\b(country of origin|origin country|origincountry|coo|made in|country of manufacture|ursprungsland)\b/,
      1,
    ],
    [/\borigin\b/, 0.9],
    [/\b(vendor|supplier|ship|bill|dest\w*|buyer|recipient)\b/, 0.1],
    [/\b(country|land)\b/, 0.7],
  ],
  exposure: [
    [/^exposure$/, 1],
    [
      /\b(excl|excluding|ex|without|before)\b.*\b(tax|vat|mwst)\b|^net(to)?$|^(netto|waren|positions)(betrag|wert)$/,
      1,
    ],
    [/\b(incl|including|with|after)\b.*\b(tax|vat|mwst)\b|^brutto(betrag|wert)?$/, 0.7],
    [/\b(unit|per)\b.*\b(price|cost|value)\b|\b(list|standard)\b.*\bprice\b/, NONE],
    [/\b(tax|vat|mwst|qty|quantity|rate|discount|freight|shipping|weight|hours)\b/, NONE],
    [/^(steuer|einzel|stück|stueck|fracht|rabatt)\w*(betrag|preis|kosten|wert)?$/, NONE],
    [/\b(net|line|extended|total)\b.*\b(amount|value|cost|price|spend|wert|betrag)\b/, 1],
    [/\bgross\b/, 0.7],
    [/\b(open|paid|due|budget|planned|previous|local)\b.*\b(amount|value|spend)\b/, 0.5],
    [/\b(amount|spend|betrag|montant|importe|obligation)\b/, 0.9],
    [/\b(value|cost|usd|kwh|mwh|total|subtotal)\b/, 0.6],
    [/\bprice\b/, 0.3],
  ],
  date: [
    [/\b(posting|invoice|purchase|order|po|document|buchungs|beleg|action)\b.*\b(date|datum)\b/, 1],
    [/^(date|datum|day|buchungsdatum|belegdatum)$/, 0.9],
    [/\b(date|datum|fecha)\b/, 0.6],
  ],
  program: [
    [/^program$/, 1],
    [/\b(site|program|project|plant|facility|werk)\b/, 0.7],
  ],
  source: [[/^source$/, 1]],
  currency: [[/\b(currency|curr|crcy|waehrung|währung)\b/, 1]],
  kind: [[/\b(type|kind|indicator|debit|credit|soll|haben|d ?c)\b/, 0.7]],
};

/** How much the name of a column speaks for a role, from 0 to 1; -1 where it speaks against it. */
export function nameScore(column: string, role: Role): number {
  const words = column
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}#]+/gu, " ")
    .trim();
  const joined = column.toLowerCase().replace(/[^\p{L}\p{N}#]+/gu, "");
  const fits = (pattern: RegExp) => pattern.test(words) || pattern.test(joined);
  return NAMES[role].find(([pattern]) => fits(pattern))?.[1] ?? 0;
}
