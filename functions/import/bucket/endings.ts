import type { FileKind } from "../../../shared/imports/file-kind.ts";

/** How the names of files end, and how that is said. */
interface Endings {
  /** Its first part is there where the file is packed with gzip. */
  pattern: RegExp;
  said: string;
}

const ofTables: Endings = {
  pattern: /\.(?:xlsx|(?:csv|tsv|txt)(\.gz)?)$/i,
  said: ".csv, .tsv, .txt, the same and .gz, or .xlsx",
};
const ofCsv: Endings = { pattern: /\.csv(\.gz)?$/i, said: ".csv or .csv.gz" };
const ofJson: Endings = { pattern: /\.json(\.gz)?$/i, said: ".json or .json.gz" };

/** How the names of files of each kind end. */
export const endings: Record<FileKind, Endings> = {
  positions: ofTables,
  suppliers: ofTables,
  links: ofTables,
  holdings: ofTables,
  usitc: ofCsv,
  census: ofJson,
  comext: ofTables,
  comtrade: ofTables,
  usaspending: ofCsv,
  map: ofTables,
};
