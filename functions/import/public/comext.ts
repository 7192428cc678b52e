import { asMinor, parseExposure } from "../../../shared/values/exposure.ts";
import { faultOf } from "../../../shared/values/parse.ts";
import { parsePeriod } from "../files/usitc-period.ts";
import { comextPartner, comextReporter, isMember } from "./comext-countries.ts";
import { answersFor, productIn } from "./trade-answers.ts";
import type { TradeFigure, TradeReading } from "./trade-figure.ts";
import type { TradeLayout } from "./trade-lines.ts";

/** What the columns of a Comext table are for. */
export type ComextRole = "reporter" | "partner" | "product" | "flow" | "period" | "value" | "indicator";

/**
 * The tables of Comext: SDMX-CSV of its data sets (DS-045409, DS-059341, …), where each row has one indicator, and the bulk files
 * `full…dat` of today and of before 2017, which have codes of countries as numbers as well.
 */
export const comextLayout: TradeLayout<ComextRole> = {
  command: "comext",
  publisher: "Comext",
  names: {
    reporter: ["declarant_iso", "reporter"],
    partner: ["partner_iso", "partner"],
    product: ["product_nc", "product"],
    flow: ["flow"],
    period: ["time_period", "period"],
    value: ["value_in_euros", "value_eur", "obs_value"],
    indicator: ["indicators", "indicator"],
  },
  lacking({ indicator, ...columns }, names) {
    const missing = Object.entries(columns).flatMap(([role, at]) => (at === null ? [role] : []));
    if (missing.length > 0)
      return `has no column of the ${missing.join(", ")} in its first line: Comext writes reporter, partner, product, flow, TIME_PERIOD and OBS_VALUE, or REPORTER, PARTNER, PRODUCT_NC, FLOW, PERIOD and VALUE_EUR`;
    const isObserved = names[columns.value ?? -1]?.toLowerCase() === "obs_value";
    return isObserved && indicator === null
      ? "has OBS_VALUE and no column indicators: which of its values are in euros, nobody can tell"
      : null;
  },
};

const IMPORTS = /^(1|imports?)$/i;
const OTHER_FLOWS = /^(2|exports?|balance|trade[_ ]balance)$/i;
const VALUES = /^value_(in_)?(euros?|eur)$/i;
// Where labels are shown, a code stands before them: `DE:Germany`.
const CODE = /^([^:]+):.*$/s;

/** Reads a row of a Comext table. */
export function readComextRow(text: (role: ComextRole) => string): TradeReading {
  const code = (role: ComextRole) => text(role).replace(CODE, "$1").trim();
  const indicator = code("indicator");
  if (indicator !== "" && !VALUES.test(indicator))
    return answersFor(asMinor(0)).leave(`no value in euros: ${indicator}`);
  const value = text("value");
  if (/^:?$/.test(value.trim())) return answersFor(null).leave("no value, as it is not published");
  const parsed = parseExposure(value, "EUR");
  const answers = answersFor("exposure" in parsed ? parsed.exposure : null);
  const { refuse, leave } = answers;
  if (!("exposure" in parsed)) return refuse("value", parsed);
  const flow = code("flow");
  if (OTHER_FLOWS.test(flow)) return leave("another flow than imports");
  if (!IMPORTS.test(flow)) return refuse("flow", faultOf(flow, "is neither 1 (imports) nor 2 (exports)"));
  const product = productIn(code("product"), "product", answers);
  if ("kind" in product) return product;
  const periodText = comextPeriod(text("period").trim());
  const period = parsePeriod(periodText);
  if (period === null)
    return refuse("period", faultOf(text("period"), "is not a period like 2026-07, 202607 or 2024"));
  const reporter = comextReporter(code("reporter"));
  if ("problem" in reporter) return refuse("reporter", reporter);
  const partner = comextPartner(code("partner"));
  if ("problem" in partner) return refuse("partner", partner);
  if ("group" in partner) return leave(`a group of countries: ${partner.group}`);
  return {
    kind: "figure",
    ...reporter,
    ...product,
    period: { ...period, text: periodText },
    ...partner,
    rowName:
      indicator === "" ? null : [reporter.reporter, code("partner"), product.code, periodText].join("\u0000"),
    exposure: parsed.exposure,
  };
}

/** `202607` is 2026-07, and `202652` the whole of 2026, as the bulk files have it. */
function comextPeriod(text: string): string {
  const [, year, month] = /^(\d{4})(\d{2})$/.exec(text) ?? [];
  if (year === undefined || month === undefined) return text;
  return month === "52" ? year : `${year}-${month}`;
}

/** Whether the partner of a figure is the member state that the goods were sent from: where they were made is not known then. */
export function isConsigned({ reporter, isOfGroup, origin }: TradeFigure): boolean {
  return (isOfGroup || isMember(reporter)) && origin !== null && isMember(origin);
}
