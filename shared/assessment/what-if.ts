import type { RemovedSet } from "../look-through/removed-set.ts";
import type { AskedLimits } from "../policy/changed-limits.ts";
import type { CountryCode } from "../values/identifier.ts";

/** A supplier that is not there yet. With `inputs` of `none` its own inputs do not matter, otherwise they are undeclared. */
export interface NewSource {
  name: string;
  country: CountryCode;
  inputs?: "none" | undefined;
}

/**
 * Supply that another company provides instead: a part, from 0 to 1, of what `from` sells of the item, or an exposure in the
 * policy's unit. Companies are named by id or name.
 */
export interface AskedMove {
  part?: number | undefined;
  exposure?: number | undefined;
  item: string;
  from: string;
  to: string | NewSource;
}

/** What is asked about a sector: what stops, after supply has moved and limits have changed. */
export interface WhatIf {
  remove?: RemovedSet | undefined;
  /** One after the other. */
  move?: readonly AskedMove[] | undefined;
  limits?: readonly AskedLimits[] | undefined;
  /** Whether the worst pairs of removals are looked for. */
  pairs?: true | undefined;
}
