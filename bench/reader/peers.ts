import type { Totals } from "./pages.ts";

/** Reads all positions of a table on the replay server at `url`. */
type Read = (table: string, url: string) => Promise<Totals>;

/** The ways to read, by name. Each is loaded by itself, so that none has to carry what another one needs. */
export const PEERS: Record<string, () => Promise<{ read: Read }>> = {
  floor: () => import("./floor.ts"),
  plain: () => import("./plain.ts"),
  document: () => import("./document.ts"),
  toolbox: () => import("./toolbox.ts"),
  ours: () => import("./ours.ts"),
};
