import type { Level } from "../../shared/policy/level.ts";
import { type Html, html } from "../html.ts";

/** A level as a word in its colour. */
export function levelMark(level: Level): Html {
  return html`<span class="level ${level}">${level === "none" ? "inside limits" : level.toUpperCase()}</span>`;
}
