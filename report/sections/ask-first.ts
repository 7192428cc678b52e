import type { Measure } from "../../shared/policy/measure.ts";
import type { Rule } from "../../shared/policy/rule.ts";
import { wordingOf } from "../../shared/policy/wording.ts";
import { decidedText, isDecidedShare, mostDecided } from "../../shared/text/decided.ts";
import { capitalized } from "../../shared/text/lines.ts";
import { money } from "../../shared/text/money.ts";
import { askedName, outlookText, questionsText } from "../../shared/text/questions.ts";
import { type OpenFinding, openValueOf } from "../../shared/unknowns/open-values.ts";
import { outlookOf } from "../../shared/unknowns/outlook.ts";
import { type Decided, decidedBy, rankUnknowns } from "../../shared/unknowns/rank-unknowns.ts";
import { asMinor, type Minor, toUnit } from "../../shared/values/exposure.ts";
import type { Html } from "../html.ts";
import { alertTitle, assessedOf, observationOf, ruleOf, type SectorView } from "../sector-view.ts";
import { bounded } from "../value.ts";

/** Whom to ask what about one alert. */
export interface AskFirst {
  /** The name of the alert, or of the rule when none is open. */
  about: string;
  asked: Asked[];
  /** How many others may decide something. */
  more: number;
}

/** Someone who can be asked, and what the answers decide. */
interface Asked {
  name: string;
  questions: string;
  /** How much of the value the answers decide; and as exposure, which is `null` for an index or a number. */
  points: Html;
  amount: Html | null;
  /** What they could make of the alert; empty when they cannot change its level. */
  outlook: string;
  /** Whether it is one of those who might take what has to move, and of whom it is not known whether they can. */
  couldTake: boolean;
}

/** What is said of somebody who could take. */
export const COULD_TAKE = "might take what has to move";

const MOST_ASKED = 20;
// Each alert is solved for anew.
const MOST_ALERTS = 10;
const found = new WeakMap<SectorView, AskFirst[]>();

/**
 * Whom to ask what: about the worst open alert of which anything is open, and about the worst one whose level the answers could
 * change, where that is another. Without an open alert, about the first rule of which anything is open. It is found once for each
 * page.
 */
export function askFirst(view: SectorView): AskFirst[] {
  const known = found.get(view);
  if (known !== undefined) return known;
  const [worst, ...others] = [...openedOf(view)];
  const changing = [worst, ...others].find((one) => one?.isOpen && one.couldChange);
  const first = [...new Set([worst, changing])].flatMap((one) =>
    one === undefined ? [] : askAbout(view, one),
  );
  found.set(view, first);
  return first;
}

/** A rule in one of its groups, of whose value something is open. */
interface Opened {
  rule: Rule;
  group: string | null;
  open: OpenFinding;
  /** Whether it is an open alert. */
  isOpen: boolean;
  /** Whether answers could change its level. */
  couldChange: boolean;
}

function* openedOf(view: SectorView): Generator<Opened> {
  const assessed = assessedOf(view);
  if (assessed === null) return;
  const alerts = view.open
    .slice(0, MOST_ALERTS)
    .map(({ rule, group }) => ({ rule: ruleOf(view, rule), group }));
  let isAny = false;
  for (const [at, { rule, group }] of [...alerts, ...assessed.observations].entries()) {
    const isOpen = at < alerts.length;
    if (isAny && !isOpen) return;
    const open = rule === undefined ? null : openValueOf(rule, group, assessed.viewsFor(rule));
    if (rule === undefined || open === null) continue;
    const all = decidedBy(open, open.unknowns);
    if (all.decides === 0) continue;
    const { better, worse } = outlookOf(rule, open.now, all);
    isAny = true;
    yield { rule, group, open, isOpen, couldChange: better !== null || worse !== null };
  }
}

function askAbout(view: SectorView, { rule, group, open }: Opened): AskFirst {
  const { unknowns, more } = rankUnknowns(open, MOST_ASKED);
  const unsure = unsureTakers(view, { rule: rule.id, group });
  return {
    about: alertTitle(view, { ...rule, group }),
    asked: unknowns.map((one) => ({
      name: one.asked === null ? capitalized(wordingOf(view.policy).buyers) : askedName(one, view.nameOf),
      questions: questionsText(one),
      points: bounded({ lower: one.decidesLeast, upper: one.decides }, decidedText(rule.measure, one)),
      amount: amountDecided(view, rule.measure, one, open.total),
      outlook: outlookText(outlookOf(rule, open.now, one)),
      couldTake: one.asked !== null && unsure.has(one.asked),
    })),
    more,
  };
}

function amountDecided(
  { assessment: { unit } }: SectorView,
  measure: Measure,
  one: Decided,
  total: Minor,
): Html | null {
  if (!isDecidedShare(measure)) return null;
  const [least, most] = [one.decidesLeast, one.decides].map((share) => toUnit(asMinor(share * total), unit));
  const text = mostDecided(measure, one, money(most ?? 0, unit));
  return bounded({ lower: least ?? 0, upper: most ?? 0 }, text);
}

/** Who might take what has to move, if it proves not to be at risk. */
function unsureTakers(view: SectorView, of: { rule: string; group: string | null }): Set<string> {
  const remedy = observationOf(view, of)?.remedy ?? null;
  if (remedy === null || "none" in remedy) return new Set();
  return new Set(remedy.unsure.flatMap(({ key }) => key ?? []));
}
