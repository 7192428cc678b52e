import type { Alert } from "../../shared/alerts/alert.ts";
import { listNotes } from "../../shared/bulletin/sections/list-notes.ts";
import { remedySection } from "../../shared/bulletin/sections/remedy.ts";
import { remedyCommand } from "../../shared/bulletin/sections/try-remedy.ts";
import { wordingOf } from "../../shared/policy/wording.ts";
import type { ProposedCommand } from "../../shared/text/command.ts";
import { assessedOf, observationOf, type SectorView } from "../sector-view.ts";

/** The smallest move that would bring an alert back inside its limit, as a sentence; `null` when none is known. */
export function remedyOf(view: SectorView, alert: Pick<Alert, "rule" | "group">): string | null {
  const assessed = assessedOf(view);
  const observation = observationOf(view, alert);
  if (assessed === null || observation === undefined) return null;
  const [, ...lines] = remedySection([observation], assessed, wordingOf(view.policy), {
    first: [],
    notes: (move) => listNotes(move, assessed, view.policy),
  });
  return lines.length === 0 ? null : lines.map((line) => line.trim()).join(" ");
}

/** The command that tries this move; nothing where none says the same. */
export function remedyCommandOf(view: SectorView, alert: Pick<Alert, "rule" | "group">): ProposedCommand[] {
  const assessed = assessedOf(view);
  const observation = observationOf(view, alert);
  return assessed === null || observation === undefined
    ? []
    : remedyCommand(observation, assessed, view.place);
}
