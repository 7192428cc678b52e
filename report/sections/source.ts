import { windowText } from "../../shared/text/window.ts";
import { type Html, html } from "../html.ts";
import type { SectorView } from "../sector-view.ts";

/** Where the figures of a chart come from, and of which day they are. */
export function sourceOf({ assessment }: SectorView): Html {
  const example = assessment.illustrative > 0 ? "; illustrative data" : "";
  return html`Source: assessment <code>${assessment.id}</code>, as of <time>${assessment.asOf}</time>, ${windowText(assessment)}${example}.`;
}
