import { comextImport } from "../../functions/import/public/comext-import.ts";
import { comtradeImport } from "../../functions/import/public/comtrade-import.ts";
import type { TradeOptions, TradeReport } from "../../functions/import/public/trade-import.ts";
import { type ObjectImportWorld, objectImportWorld } from "./object-import.ts";
import { chinaPolicy } from "./samples.ts";

/** Sectors in euros and in dollars. */
export const tradePolicies = new Map([
  ["eu-imports", chinaPolicy("eu-imports", { unit: "EUR", windowDays: 1096 })],
  ["imports", chinaPolicy("imports")],
]);

/** The header of SDMX-CSV that the API and the data browser of Eurostat write for data sets of Comext. */
export const SDMX_HEADER =
  "DATAFLOW,LAST UPDATE,freq,reporter,partner,product,flow,indicators,TIME_PERIOD,OBS_VALUE";
/** The header of the files `full_v2_YYYYMM.7z`. */
export const BULK_HEADER =
  "REPORTER,PARTNER,TRADE_TYPE,PRODUCT_NC,PRODUCT_SITC,PRODUCT_CPA21,PRODUCT_CPA22,PRODUCT_BEC,PRODUCT_BEC5,PRODUCT_SECTION,FLOW,STAT_PROCEDURE,SUPPL_UNIT,PERIOD,VALUE_EUR,VALUE_NAC,QUANTITY_KG,QUANTITY_SUPPL_UNIT";
/** The header of the files before them, which has countries as numbers as well. */
export const OLD_BULK_HEADER =
  "DECLARANT,DECLARANT_ISO,PARTNER,PARTNER_ISO,TRADE_TYPE,PRODUCT_NC,PRODUCT_SITC,PRODUCT_cpa2002,PRODUCT_cpa2008,PRODUCT_CPA2_1,PRODUCT_BEC,PRODUCT_SECTION,FLOW,STAT_REGIME,SUPP_UNIT,PERIOD,VALUE_IN_EUROS,QUANTITY_IN_KG,SUP_QUANTITY";
/** The header of a download of UN Comtrade. */
export const COMTRADE_HEADER =
  "typeCode,freqCode,refPeriodId,refYear,refMonth,period,reporterCode,reporterISO,reporterDesc,flowCode,flowDesc,partnerCode,partnerISO,partnerDesc,partner2Code,partner2ISO,partner2Desc,classificationCode,classificationSearchCode,isOriginalClassification,cmdCode,cmdDesc,aggrLevel,isLeaf,customsCode,customsDesc,mosCode,motCode,motDesc,qtyUnitCode,qtyUnitAbbr,qty,isQtyEstimated,altQtyUnitCode,altQtyUnitAbbr,altQty,isAltQtyEstimated,netWgt,isNetWgtEstimated,grossWgt,isGrossWgtEstimated,cifvalue,fobvalue,primaryValue,legacyEstimationFlag,isReported,isAggregate";
/** The header of the downloads of UN Comtrade before 2022. */
export const OLD_COMTRADE_HEADER =
  "Classification,Year,Period,Period Desc.,Aggregate Level,Is Leaf Code,Trade Flow Code,Trade Flow,Reporter Code,Reporter,Reporter ISO,Partner Code,Partner,Partner ISO,Commodity Code,Commodity,Qty Unit Code,Qty Unit,Qty,Netweight (kg),Trade Value (US$),Flag";

/** A row of SDMX-CSV: `DE CN 850760 600` in 2025, of imports in euros unless said. */
export function sdmxRow(
  row: string,
  { period = "2025", flow = "1", indicator = "VALUE_IN_EUROS" } = {},
): string {
  const [reporter, partner, product, value = ""] = row.split(" ");
  const freq = period.length === 4 ? "A" : "M";
  return `ESTAT:DS-045409(1.0),15/09/26 11:00:00,${freq},${reporter},${partner},${product},${flow},${indicator},${period},${value}`;
}

/** A row of a table by the names of its columns; the others are empty. */
export function rowIn(header: string, cells: Record<string, string>): string {
  return header
    .split(",")
    .map((name) => quotedCell(cells[name] ?? ""))
    .join(",");
}

function quotedCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export interface TradeImporting {
  content: string | Buffer;
  world?: ObjectImportWorld;
  options?: Partial<Omit<TradeOptions, "policy">>;
  sector?: string;
  replace?: boolean;
  /** How many bytes come at once. */
  size?: number;
}

/** Imports a table of Comext into a sector in euros, and one of Comtrade into one in dollars. */
export const importTable = {
  comext: (how: TradeImporting) => importInto(comextImport, "eu-imports", how),
  comtrade: (how: TradeImporting) => importInto(comtradeImport, "imports", how),
};

async function importInto(
  importOf: typeof comextImport,
  usual: string,
  {
    content,
    world = objectImportWorld(),
    options,
    sector = usual,
    replace = false,
    size = 1000,
  }: TradeImporting,
): Promise<{ report: TradeReport; world: ObjectImportWorld; stored: string[] }> {
  const policy = tradePolicies.get(sector);
  if (policy === undefined) throw new Error(`no sector ${sector}`);
  const all = { policy, reporter: null, products: [], items: new Map(), item: null, mostBytes: 10_000_000 };
  const ports = { ...world.ports, policies: tradePolicies };
  const report = await importOf({ ...all, ...options })(bytesOf(content, size), ports, {
    file: "t.csv",
    replace,
  });
  const stored = [...world.positions.values()].map(
    ({ positionId, item, originCountry, exposure }) =>
      `${positionId} ${item} ${originCountry ?? "?"} ${exposure / 100}`,
  );
  return { report, world, stored };
}

async function* bytesOf(content: string | Buffer, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(content);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Each reason of a report with its lines and its column. */
export const reasonsIn = ({ reasons }: TradeReport) =>
  reasons.map(({ column, reason, lines }) => `${lines.join()} ${column}: ${reason}`);

/** Money in minor units: amounts of the reports are in the unit. */
export const cents = (amount: number) => Math.round(amount * 100);
