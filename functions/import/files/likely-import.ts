/** Columns that only one import reads. */
const SIGNS: readonly (readonly [command: string, ...columns: string[]])[] = [
  ["positions", "positionId", "sector", "originCountry"],
  ["suppliers", "supplierId", "name", "country"],
  ["holdings", "supplierId", "holderId"],
  ["links", "supplierId", "input", "upstreamId"],
  ["usitc", "hts", "period", "country"],
  ["comext", "reporter", "partner", "product", "flow"],
  ["comext", "REPORTER", "PARTNER", "PRODUCT_NC"],
  ["comtrade", "typeCode", "freqCode"],
  ["usaspending", "contract_transaction_unique_key"],
  ["gleif", "Relationship.StartNode.NodeID"],
];

const BY_MAPPING = "import suggest, then import map";

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
  return command === null
    ? `for a table of your own use ${BY_MAPPING}`
    : `for this table use import ${command}`;
}

/**
 * What to do with a table that has other columns than those that an import reads; empty where they may be misspelt, or where no
 * import reads them.
 */
export function otherImport(header: readonly string[], columns: readonly string[]): string {
  const own = likelyImport(columns);
  if (own === null) return "";
  const other = likelyImport(header);
  if (other !== null && other !== own) return `; for this table use import ${other}`;
  return header.some((name) => columns.includes(name)) ? "" : `; for a table of your own use ${BY_MAPPING}`;
}
