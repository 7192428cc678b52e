import { itemOf } from "../../../shared/mapping/slug.ts";
import { parseExposure } from "../../../shared/values/exposure.ts";
import { faultOf } from "../../../shared/values/parse.ts";
import { parsePeriod } from "../files/usitc-period.ts";
import { type AreaReading, type ComtradeArea, comtradeArea } from "./comtrade-countries.ts";
import { answersFor, productIn } from "./trade-answers.ts";
import type { FigurePart, TradeReading } from "./trade-figure.ts";
import type { TradeLayout } from "./trade-lines.ts";

/** What the columns of a table of UN Comtrade are for. */
export type ComtradeRole = keyof typeof NAMES;

/** Names of columns: as UN Comtrade has written them since 2022, and before. */
const NAMES = {
  reporterCode: ["reporterCode", "Reporter Code"],
  reporterIso: ["reporterISO", "Reporter ISO"],
  reporterName: ["reporterDesc", "Reporter"],
  partnerCode: ["partnerCode", "Partner Code"],
  partnerIso: ["partnerISO", "Partner ISO"],
  partnerName: ["partnerDesc", "Partner"],
  partner2: ["partner2Code", "2nd Partner Code"],
  customs: ["customsCode", "Customs Proc. Code"],
  transport: ["motCode", "Mode of Transport Code"],
  supply: ["mosCode"],
  flow: ["flowCode", "Trade Flow Code"],
  flowName: ["flowDesc", "Trade Flow"],
  classification: ["classificationCode", "Classification"],
  product: ["cmdCode", "Commodity Code"],
  period: ["period"],
  value: ["primaryValue", "Trade Value (US$)"],
} as const;

export const comtradeLayout: TradeLayout<ComtradeRole> = {
  command: "comtrade",
  publisher: "UN Comtrade",
  names: NAMES,
  lacking(columns) {
    const has = (...roles: ComtradeRole[]) => roles.some((role) => columns[role] !== null);
    const missing = [
      ...(has("reporterCode", "reporterIso", "reporterName") ? [] : ["reporterCode"]),
      ...(has("partnerCode", "partnerIso", "partnerName") ? [] : ["partnerCode"]),
      ...(has("flow", "flowName") ? [] : ["flowCode"]),
      ...(["product", "period", "value"] as const).flatMap((role) => (has(role) ? [] : [NAMES[role][0]])),
    ];
    if (missing.length === 0) return null;
    return `has no ${missing.join(", ")} in its first line: UN Comtrade writes period, reporterCode, flowCode, partnerCode, cmdCode and primaryValue`;
  },
};

const IMPORTS = /^(M|1|imports?)$/i;
const OTHER_FLOWS = /^([A-Z]{1,3}|[2-9]|(re-?)?exports?|re-?imports?|(domestic|foreign) (ex|im)ports?)$/i;

/** Reads a row of a table of UN Comtrade. */
export function readComtradeRow(text: (role: ComtradeRole) => string): TradeReading {
  const parsed = parseExposure(toCents(text("value")), "USD");
  const answers = answersFor("exposure" in parsed ? parsed.exposure : null);
  const { refuse, leave } = answers;
  if (!("exposure" in parsed)) return refuse("primaryValue", parsed);
  const flow = text("flow") || text("flowName");
  if (!IMPORTS.test(flow))
    return OTHER_FLOWS.test(flow)
      ? leave("another flow than imports")
      : refuse("flowCode", faultOf(flow, "is no flow like M (imports)"));
  const classification = text("classification");
  if (classification !== "" && !/^H(S|\d)/i.test(classification))
    return refuse(
      "classificationCode",
      faultOf(classification, "is not the Harmonized System: ask for HS codes"),
    );
  const product = productIn(text("product"), "cmdCode", answers);
  if ("kind" in product) return product;
  const periodText = text("period").replace(/^(\d{4})(\d{2})$/, "$1-$2");
  const period = parsePeriod(periodText);
  if (period === null)
    return refuse("period", faultOf(text("period"), "is not a period like 202607 or 2024"));
  const reporter = comtradeArea(area(text, "reporter"));
  if ("fault" in reporter) return refuse("reporterCode", reporter.fault);
  const named = reporterIn(reporter);
  if ("says" in named) return leave(named.says);
  const partner = comtradeArea(area(text, "partner"));
  if ("fault" in partner) return refuse("partnerCode", partner.fault);
  if ("world" in partner) return leave("a group of countries: World");
  if ("group" in partner) return leave(`a group of countries: ${partner.group}`);
  const part = partOf(text);
  const split = (["partner2", "customs", "transport", "supply"] as const).map(text);
  return {
    kind: "figure",
    ...named,
    ...product,
    period: { ...period, text: periodText },
    ...partnerIn(partner),
    part,
    rowName: [
      named.reporter,
      text("partnerCode"),
      text("partnerIso"),
      text("partnerName"),
      product.code,
      periodText,
      ...split,
    ].join("\u0000"),
    exposure: parsed.exposure,
  };
}

function area(text: (role: ComtradeRole) => string, who: "reporter" | "partner"): ComtradeArea {
  return { code: text(`${who}Code`), iso: text(`${who}Iso`).trim(), name: text(`${who}Name`) };
}

function reporterIn(reading: Exclude<AreaReading, { fault: unknown }>) {
  if ("country" in reading) return { reporter: reading.country, isOfGroup: false };
  if ("group" in reading) return { reporter: reading.group, isOfGroup: true };
  return { says: "imports of no country" };
}

const LONGEST_AREA = 60;

/** A country, or an area that is none: `899: Areas, nes` is `area-899` in ids. */
function partnerIn(partner: { country: string } | { unnamed: string }) {
  if ("country" in partner) return { origin: partner.country, partnerId: partner.country, originSays: "" };
  const [first = ""] = partner.unnamed.split(":");
  const partnerId = `area-${itemOf(first.slice(0, LONGEST_AREA)) || "unnamed"}`;
  return { origin: null, partnerId, originSays: partner.unnamed };
}

/** What a row splits a figure by; `null` for a figure as a whole. */
function partOf(text: (role: ComtradeRole) => string): FigurePart | null {
  const alone = "is refused" as const;
  if (!/^0*$/.test(text("partner2"))) return { alone, says: "one second partner" };
  if (!/^(C00)?$/i.test(text("customs"))) return { alone, says: "one customs procedure" };
  if (!/^0*$/.test(text("transport"))) return { alone, says: "one mode of transport" };
  return /^0*$/.test(text("supply")) ? null : { alone, says: "one mode of supply" };
}

/** Amounts of UN Comtrade may have more decimals than cents: they are rounded, half a cent upwards. */
function toCents(text: string): string {
  const [, whole, cents, next] = /^(\d+)\.(\d\d)(\d)\d*$/.exec(text) ?? [];
  if (whole === undefined || cents === undefined || next === undefined) return text;
  const rounded = String(BigInt(whole + cents) + (next >= "5" ? 1n : 0n)).padStart(3, "0");
  return `${rounded.slice(0, -2)}.${rounded.slice(-2)}`;
}
