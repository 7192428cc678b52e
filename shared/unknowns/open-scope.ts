import type { RankedScope } from "../assessment/view.ts";
import type { Network } from "../look-through/network.ts";

/** A scope in one window, and the network behind it. */
export interface OpenScope {
  scope: RankedScope;
  network: Network;
}
