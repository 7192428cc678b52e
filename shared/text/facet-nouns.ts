import type { Facet } from "../supply/scope.ts";

/** What one key of a facet is called, and several of them. */
export const facetNouns: Record<Facet, { one: string; many: string }> = {
  supplier: { one: "supplier", many: "suppliers" },
  owner: { one: "owner", many: "owners" },
  origin: { one: "country of manufacture", many: "countries of manufacture" },
  control: { one: "country of control", many: "countries of control" },
};

/** What the keys of a facet are called of which it is not known which one it is. */
export const unknownNouns: Record<Facet, string> = {
  supplier: "supplier",
  owner: "owner",
  origin: "origin",
  control: "country of control",
};
