import type { Measure } from "../policy/measure.ts";
import { factsOf } from "../policy/measure-facts.ts";
import type { Rule } from "../policy/rule.ts";
import { type MisspeltId, misspeltIds, misspeltIdText } from "../policy/short-names.ts";
import { type Wording, wordingOf } from "../policy/wording.ts";
import type { Links } from "../supply/link.ts";
import { certainControllerOf, type Ownership } from "../supply/ownership.ts";
import type { Suppliers } from "../supply/supplier.ts";
import { holderIds } from "../supply/with-parents.ts";
import type { RuleId } from "../values/identifier.ts";
import { withoutLinks } from "../values/links-as-text.ts";
import { nearest } from "../values/nearest.ts";
import { inQuotes, oneLine } from "../values/one-line.ts";

/** A name that stands for nobody, where rules or `wording.json` name somebody. */
export type UnknownName = NamedByRule | ShortName;

/**
 * An owner or supplier that a rule names but that does not exist, or an owner that somebody else controls: nothing counts as
 * its own for certain.
 */
interface NamedByRule {
  rule: RuleId;
  kind: "owner" | "supplier";
  name: string;
  /** The most similar known id; `null` when none is similar. */
  nearest: string | null;
  /** Who certainly controls the named owner, which exists. */
  controlledBy?: string;
}

/** An id with a short name in `wording.json` that nobody has, most likely misspelt: nobody is called so. */
interface ShortName extends MisspeltId {
  kind: "short-name";
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
): NamedByRule[] {
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

/**
 * The ids with short names in `wording.json` that are misspelt. None while rows cannot be read: somebody with such an id may stand
 * in them.
 */
export function unknownShortNames(
  policy: { wording?: Wording },
  supply: KnownSupply & { fold: { unreadable: number } },
): ShortName[] {
  const named = new Set(wordingOf(policy).names.keys());
  if (supply.fold.unreadable > 0 || [...named].every((id) => supply.suppliers.has(id))) return [];
  return misspeltIds(named, knownIds(supply)).map((one) => ({ kind: "short-name", ...one }));
}

/** `rule one-two names the owner "catll", which no supplier row has; nearest: catl`. */
export function unknownNameText(unknown: UnknownName): string {
  if (unknown.kind === "short-name") return misspeltIdText(unknown);
  const { rule, kind, name, nearest: found, controlledBy } = unknown;
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

function companiesIn(measure: Measure): Pick<NamedByRule, "kind" | "name">[] {
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
