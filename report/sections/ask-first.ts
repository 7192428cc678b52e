import { groupsOf } from "../../shared/assessment/view.ts";
import { inspectRemoval } from "../../shared/look-through/look-through.ts";
import { lowerRisk, type Network, upperRisk } from "../../shared/look-through/network.ts";
import type { RemovedSet } from "../../shared/look-through/removed-set.ts";
import { belongsTo, madeIn } from "../../shared/look-through/removed-set.ts";
import type { Measure } from "../../shared/policy/measure.ts";
import type { Rule } from "../../shared/policy/rule.ts";
import type { AffiliatedCell } from "../../shared/supply/affiliated-cell.ts";
import { groupNameOf, type Scope } from "../../shared/supply/scope.ts";
import { titleName } from "../../shared/text/alert-name.ts";
import { asMinor, toUnit } from "../../shared/values/exposure.ts";
import { assessedOf, ruleOf, type SectorView } from "../sector-view.ts";

/** A supplier and the question about it on which most depends. */
export interface Asked {
  name: string;
  question: string;
  /** The exposure, in the unit, of which it is open whether it is at risk; and its share of the scope. */
  open: number;
  share: number;
}

/**
 * Whom to ask what, so that the worst look-through becomes more certain: what depends on each answer adds up to all that is open.
 * Without an open alert that looks through, the first rule that does. Largest first.
 */
export function askFirst(view: SectorView): Asked[] {
  const assessed = assessedOf(view);
  const found = lookThroughShown(view);
  if (assessed === null || found === null) return [];
  const { scope, set } = found;
  const { network } = assessed.view;
  const [asked = null] = inspectRemoval([scope], set, network, ({ cells }, risk) => {
    const open = new Map<string, { supplierId: string | null; question: string; exposure: number }>();
    for (const cell of cells) {
      const part = cell.exposure * (upperRisk(cell, set, risk) - lowerRisk(cell, set, risk));
      if (part <= 0) continue;
      const question = questionAbout(cell, set, network);
      const key = JSON.stringify([cell.supplierId, question]);
      const known = open.get(key) ?? { supplierId: cell.supplierId, question, exposure: 0 };
      open.set(key, { ...known, exposure: known.exposure + part });
    }
    return [...open.values()];
  });
  return (asked ?? [])
    .sort((a, b) => b.exposure - a.exposure || ((a.supplierId ?? "") < (b.supplierId ?? "") ? -1 : 1))
    .map(({ supplierId, question, exposure }) => ({
      name: supplierId === null ? "Your own buyers" : view.nameOf(supplierId),
      question,
      open: toUnit(asMinor(exposure), view.assessment.unit),
      share: exposure / scope.total,
    }));
}

function questionAbout(
  { supplierId, originCountry, node, affiliation }: AffiliatedCell,
  set: RemovedSet,
  network: Network,
): string {
  if (supplierId === null) return "who sold it";
  if (madeIn(originCountry, set) === "maybe") return "where it is made";
  if (belongsTo(set)(supplierId, affiliation) === "maybe") return "who owns it";
  if (network.isDeclared[node] === 0) return "which inputs it uses, and from whom";
  return "from whom its inputs come, and what is in them";
}

/** The name of what the questions are about; `null` when nothing looks through. */
export function askedAbout(view: SectorView): string | null {
  return lookThroughShown(view)?.name ?? null;
}

/** The worst open alert that looks through, or else the first such rule: its scope and what it removes. */
function lookThroughShown(view: SectorView): { scope: Scope; set: RemovedSet; name: string } | null {
  const assessed = assessedOf(view);
  if (assessed === null) return null;
  const open = view.open.flatMap(({ rule, group }) => ({ rule: ruleOf(view, rule), group }));
  const all = [...open, ...view.policy.rules.map((rule) => ({ rule, group: null }))];
  for (const { rule, group } of all) {
    const set = rule === undefined ? null : removedBy(rule.measure);
    if (rule === undefined || set === null) continue;
    const scope = scopesFor(view, rule).find((one) => groupNameOf(one) === group);
    if (scope !== undefined && scope.total > 0) return { scope, set, name: titleName(rule.title, group) };
  }
  return null;
}

/** The scopes of a rule; none when nothing explains the assessment. */
export function scopesFor(view: SectorView, rule: Rule): readonly Scope[] {
  const assessed = assessedOf(view);
  return assessed === null ? [] : groupsOf(assessed.view, rule.by);
}

/** What a look-through removes; `null` for other measures. */
export function removedBy(measure: Measure): RemovedSet | null {
  if (measure.kind !== "look-through") return null;
  return "list" in measure.of ? { lists: [measure.of.list] } : measure.of;
}
