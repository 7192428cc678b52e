import { moveFromLosses } from "../../shared/remedy/loss.ts";
import type { Move, NoMove, Target } from "../../shared/remedy/remedy.ts";
import type { Link } from "../../shared/supply/link.ts";
import type { Supplier } from "../../shared/supply/supplier.ts";
import { positionOf, supplierOf } from "./samples.ts";
import { viewOf } from "./supply-worlds.ts";

/** Who sells how much: of batteries unless it names another item, made in its own country, of nobody else's parts. */
export interface Sold {
  by: string;
  exposure: number;
  item?: string;
  madeIn?: string;
}

/** Who sells what, and what they need. */
export interface Supply {
  sold: Sold[];
  links?: Link[];
  /** Of these nobody knows what they need. */
  silent?: string[];
  /** Who may own whom. */
  mayOwn?: Record<string, string>;
}

/** A target that clears at most a limit. */
export const atMost = (limit: number, growth = 2): Target => ({
  side: "above",
  limit,
  isInside: (value) => value <= limit,
  growth,
});

/** A supplier that needs another one for a part of its cells. */
export const needs = (supplierId: string, upstreamId: string, share: number): Link => ({
  supplierId,
  input: "cells",
  upstreamId,
  originCountry: null,
  share,
  source: null,
});

/** What has to move, where a supplier stands in a country of its own: that of its name. */
export function lossMove(
  { sold, links = [], silent = [], mayOwn = {} }: Supply,
  kind: "owner" | "country",
  target: Target,
) {
  const ids = new Set([...sold.map(({ by }) => by), ...links.map(({ upstreamId }) => upstreamId)]);
  const suppliers = [...ids].map((supplierId): Supplier => {
    return supplierOf({
      supplierId,
      country: supplierId,
      parentId: mayOwn[supplierId] ?? null,
      inputs: silent.includes(supplierId) ? null : "none",
    });
  });
  const positions = sold.map(({ by, exposure, item = "bess", madeIn = by }, at) =>
    positionOf({ positionId: `P-${at}`, supplierId: by, exposure, item, originCountry: madeIn }),
  );
  const { sector, network } = viewOf({ positions, suppliers, links }, "unknown");
  return moveFromLosses({ scope: sector, network, kind }, target);
}

/** A move that there is. */
export function made(found: Move | NoMove): Move {
  if ("none" in found) throw new Error(found.none);
  return found;
}

/** Who takes how much, in order; and what new sources take. */
export function takes(found: Move | NoMove) {
  const { takers, newSources } = made(found);
  return { takers: takers.map(({ key, takes }) => [key, takes]), newSources };
}

/** Somebody who sells so much. */
export const sold = (by: string, exposure: number, more: Partial<Sold> = {}): Sold => ({
  by,
  exposure,
  ...more,
});
