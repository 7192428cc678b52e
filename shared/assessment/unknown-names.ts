import type { Measure } from "../policy/measure.ts";
import { factsOf } from "../policy/measure-facts.ts";
import type { Rule } from "../policy/rule.ts";
import type { Links } from "../supply/link.ts";
import { certainControllerOf, type Ownership } from "../supply/ownership.ts";
import type { Suppliers } from "../supply/supplier.ts";
import { holderIds } from "../supply/with-parents.ts";
import type { RuleId } from "../values/identifier.ts";
import { withoutLinks } from "../values/links-as-text.ts";
import { nearest } from "../values/nearest.ts";
import { inQuotes, oneLine } from "../values/one-line.ts";

/**
 * An owner or supplier that a rule names but that does not exist, or an owner that somebody else controls: nothing counts as
 * its own for certain.
 */
export interface UnknownName {
  rule: RuleId;
  kind: "owner" | "supplier";
  name: string;
  /** The most similar known id; `null` when none is similar. */
  nearest: string | null;
  /** Who certainly controls the named owner, which exists. */
  controlledBy?: string;
}

/** Everyone who is known to exist. */
export interface KnownSupply {
  /** Of the positions only the suppliers count. */
  fold: { cells: { values(): Iterable<{ supplierId: string | null }> } };
  suppliers: Suppliers;
  links: Links;
}

/**
 * Every owner and supplier that rules name and that appears in no supplier row, as no parent, in no position
 * and in no link; and every owner that somebody else controls, by the stake of its rule.
 */
export function unknownNames(
  rules: Rule[],
  supply: KnownSupply,
  ownershipFor: (rule: Rule) => Ownership,
): UnknownName[] {
  const named = rules.flatMap((rule) => companiesIn(rule.measure).map((one) => ({ rule, ...one })));
  if (named.length === 0) return [];
  const known = knownIds(supply);
  return named.flatMap(({ rule, kind, name }) => {
    const one = { rule: rule.id, kind, name };
    if (!known.has(name)) return { ...one, nearest: nearest(name, known) };
    const controlledBy = kind === "owner" ? certainControllerOf(name, ownershipFor(rule)) : null;
    return controlledBy === null ? [] : { ...one, nearest: null, controlledBy };
  });
}

/** `rule one-two names the owner "catll", which no supplier row has; nearest: catl`. */
export function unknownNameText({ rule, kind, name, nearest: found, controlledBy }: UnknownName): string {
  if (controlledBy !== undefined) {
    return `rule ${rule} names the owner ${shownName(name)}, which ${shownName(controlledBy)} controls: name that owner, or this one under suppliers`;
  }
  const hint = found === null ? "" : `; nearest: ${oneLine(found)}`;
  return `rule ${rule} names the ${kind} ${shownName(name)}, which no supplier row has${hint}`;
}

const LONGEST_UNKNOWN_NAME = 60;

function shownName(name: string): string {
  return withoutLinks(inQuotes(name, LONGEST_UNKNOWN_NAME));
}

function companiesIn(measure: Measure): Pick<UnknownName, "kind" | "name">[] {
  const { owners, suppliers } = factsOf(measure).names;
  return [
    ...owners.map((name) => ({ kind: "owner" as const, name })),
    ...suppliers.map((name) => ({ kind: "supplier" as const, name })),
  ];
}

/** The ids of everyone who appears anywhere. */
export function knownIds({ fold, suppliers, links }: KnownSupply): Set<string> {
  const known = new Set<string>();
  for (const supplier of suppliers.values()) {
    known.add(supplier.supplierId);
    for (const holderId of holderIds(supplier)) known.add(holderId);
  }
  for (const { supplierId } of fold.cells.values()) if (supplierId !== null) known.add(supplierId);
  for (const own of links.values()) {
    for (const { supplierId, upstreamId } of own) {
      known.add(supplierId);
      if (upstreamId !== null) known.add(upstreamId);
    }
  }
  return known;
}
