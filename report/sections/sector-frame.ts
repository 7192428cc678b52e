import type { SectorId } from "../../shared/values/identifier.ts";
import { type Content, type Html, html } from "../html.ts";

/** The part of the page about a sector. Its heading has the id `SECTOR-name`. */
export function sectorFrame(sector: SectorId, content: Content): Html {
  return html`<section class="sector" id="${sector}" aria-labelledby="${sector}-name">
${content}
</section>
`;
}
