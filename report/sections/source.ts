import { windowText } from "../../shared/text/window.ts";
import { type Html, html } from "../html.ts";
import type { SectorView } from "../sector-view.ts";
import { dayShown } from "../value.ts";

/** Where the figures of a chart come from, and of which day they are. */
export function sourceOf({ assessment }: SectorView): Html {
  const example = assessment.illustrative > 0 ? "; example data" : "";
  return html`Source: assessment <code>${assessment.id}</code>, as of ${dayShown(assessment.asOf)}, ${windowText(assessment)}${example}.`;
}
