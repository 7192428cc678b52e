/** Columns that only one import reads. */
const SIGNS: readonly (readonly [command: string, ...columns: string[]])[] = [
  ["positions", "positionId", "sector", "originCountry"],
  ["suppliers", "supplierId", "name", "country"],
  ["holdings", "supplierId", "holderId"],
  ["links", "supplierId", "input", "upstreamId"],
  ["usitc", "hts", "period", "country"],
  ["usitc", "HTS Number", "Country"],
  ["comext", "reporter", "partner", "product", "flow"],
  ["comext", "REPORTER", "PARTNER", "PRODUCT_NC"],
  ["comext", "DECLARANT_ISO", "PARTNER_ISO", "PRODUCT_NC"],
  ["comtrade", "typeCode", "freqCode"],
  ["comtrade", "reporterCode", "cmdCode"],
  ["comtrade", "Trade Flow", "Commodity Code"],
  ["usaspending", "contract_transaction_unique_key"],
  ["gleif", "Relationship.StartNode.NodeID"],
  ["gleif", "LEI", "Exception.Category"],
  ["gleif", "LEI", "Entity.LegalName"],
];

/** What to do with a table that is one of the user's own. */
export const BY_MAPPING = "for a table of your own use import suggest, then import map";

/** The import that reads a table with these columns: `positions`; `null` where none does. */
function likelyImport(header: readonly string[]): string | null {
  const [command] = SIGNS.find(([, ...columns]) => columns.every((column) => header.includes(column))) ?? [];
  return command ?? null;
}

/** What to do with a table that an import of JSON was given, by its first line; `null` for what is no table. */
export function adviceForTable(line: string): string | null {
  const header = line.split(/[,;\t|]/).map((name) => name.replace(/^\s*"|"\s*$/g, "").trim());
  if (header.length < 2) return null;
  const command = likelyImport(header);
  return command === null ? BY_MAPPING : `for this table use import ${command}`;
}

/** Which import to use for a table with these columns, where it is another one than `own`; `null` where it is not known. */
export function otherCommand(header: readonly string[], own: string): string | null {
  const other = likelyImport(header);
  return other === null || other === own ? null : `for this table use import ${other}`;
}

/** The same, and what to do with a table that has none of the columns of `own`: it is no table of its publisher. */
export function adviceFor(header: readonly string[], own: string, columns: readonly string[]): string | null {
  const known = new Set(columns.map((column) => column.toLowerCase()));
  return (
    otherCommand(header, own) ?? (header.some((name) => known.has(name.toLowerCase())) ? null : BY_MAPPING)
  );
}

/**
 * What to do with a table that has other columns than those that an import reads; empty where they may be misspelt, or where no
 * import reads them.
 */
export function otherImport(header: readonly string[], columns: readonly string[]): string {
  const own = likelyImport(columns);
  const advice = own === null ? null : adviceFor(header, own, columns);
  return advice === null ? "" : `; ${advice}`;
}

const JSON_SIGNS: readonly (readonly [command: string, advice: string, sign: RegExp])[] = [
  ["census", "for an answer of the Census API use import census", /^\[\s*\[/],
  [
    "bods",
    "for statements of BODS use import bods",
    /"(statementId|statementDate|recordId|recordType|declarationSubject)"/,
  ],
  [
    "comtrade",
    "for an answer of UN Comtrade use import comtrade",
    /"(elapsedTime|typeCode|freqCode|refPeriodId)"/,
  ],
];

const LONGEST_START = 400;

/** Which import to use for a text of JSON, where it is another one than `own`; `null` where it is not known. */
export function otherJsonCommand(text: string, own: string | null): string | null {
  const start = text.slice(0, LONGEST_START).replace(/^\uFEFF?\s*/, "");
  const [command, advice] = JSON_SIGNS.find(([, , sign]) => sign.test(start)) ?? [];
  return command === own || advice === undefined ? null : advice;
}
