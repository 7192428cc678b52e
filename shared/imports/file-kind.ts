/** The kinds of files that can be imported, by what is in them and how it is written. */
export const fileKinds = ["positions", "suppliers", "links", "usitc"] as const;
export type FileKind = (typeof fileKinds)[number];

/** What holds of every file of a kind. */
interface FileFacts {
  /** Whose supply it changes: the sectors of its positions, or every sector's. */
  touches: "its sectors" | "every sector";
  /** Whether its rows name their source, so that those that are gone from a new version can be removed. */
  hasSource: boolean;
  /** Whether its rows hold exposure, which is missing where they are refused. */
  hasExposure: boolean;
  /** Whether every row of it is one that is stored: a table of statistics also has others. */
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
  usitc: { ...exposure, storesEveryRow: false },
};
