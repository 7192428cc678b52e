/** The kinds of files that can be imported, by what is in them and how it is written. */
export const fileKinds = [
  "positions",
  "suppliers",
  "links",
  "holdings",
  "usitc",
  "census",
  "comext",
  "comtrade",
  "usaspending",
  "map",
] as const;
export type FileKind = (typeof fileKinds)[number];

/** The properties of a kind of file. */
interface FileFacts {
  /** Which supply it changes: that of the sectors of its positions, or that of every sector. */
  touches: "its sectors" | "every sector";
  /**
   * Whether its rows name their source. Then rows that are missing in a new version of the file can be removed.
   */
  hasSource: boolean;
  /** Whether its rows have exposure, which is missing when they are refused. */
  hasExposure: boolean;
  /** Whether every row of the file is stored. A table of statistics also has other rows, such as totals. */
  storesEveryRow: boolean;
}

const supply: FileFacts = {
  touches: "every sector",
  hasSource: true,
  hasExposure: false,
  storesEveryRow: true,
};
const exposure: FileFacts = { ...supply, touches: "its sectors", hasExposure: true };

export const fileFacts: Record<FileKind, FileFacts> = {
  positions: exposure,
  suppliers: { ...supply, hasSource: false },
  links: supply,
  holdings: supply,
  usitc: { ...exposure, storesEveryRow: false },
  census: { ...exposure, storesEveryRow: false },
  comext: { ...exposure, storesEveryRow: false },
  comtrade: { ...exposure, storesEveryRow: false },
  /** Contracts of USAspending: actions net within their award, and recipients become suppliers, which every sector may use. */
  usaspending: { ...exposure, touches: "every sector", storesEveryRow: false },
  /** A table of the user's own, by a mapping. Several of its rows may become one. */
  map: { ...exposure, storesEveryRow: false },
};
