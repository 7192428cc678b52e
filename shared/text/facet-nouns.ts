import type { Facet } from "../supply/facet-totals.ts";

/** The words for one key and for several keys of a facet. */
export const facetNouns: Record<Facet, { one: string; many: string }> = {
  supplier: { one: "supplier", many: "suppliers" },
  owner: { one: "owner", many: "owners" },
  origin: { one: "country of manufacture", many: "countries of manufacture" },
  control: { one: "country of control", many: "countries of control" },
};

/** The words for keys of a facet when it is not known which key it is. */
export const unknownNouns: Record<Facet, string> = {
  supplier: "supplier",
  owner: "owner",
  origin: "origin",
  control: "country of control",
};
