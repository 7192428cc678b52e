import { sankey, sankeyJustify, sankeyLinkHorizontal } from "d3-sankey";
import { type Content, html } from "../html.ts";
import { round } from "./bars.ts";
import { fitted } from "./fitted.ts";
import type { DrawnFlow } from "./gathered-flow.ts";

/** How a place of the drawing is named, and whether it is removed from the world. */
export interface NamedPlace {
  id: string;
  label: string;
  value: string;
  isRemoved: boolean;
}

const ROW = 58;
const LEAST_HEIGHT = 160;
const NODE_WIDTH = 14;
const LABEL_ROOM = 190;

interface PlaceDatum {
  id: string;
}
interface StepDatum {
  source: string;
  target: string;
  value: number;
}

/** Streams of goods from what is removed, at the left, to the items that are bought, at the right. */
export function flowDrawing(
  { places, steps }: DrawnFlow,
  named: ReadonlyMap<string, NamedPlace>,
  width: number,
): { height: number; content: Content } {
  const layout = (height: number) =>
    sankey<PlaceDatum, StepDatum>()
      .nodeId(({ id }) => id)
      .nodeAlign(sankeyJustify)
      .nodeWidth(NODE_WIDTH)
      .nodePadding(34)
      .extent([
        [2, 6],
        [width - LABEL_ROOM, height - 24],
      ])({
      nodes: places.map(({ id }) => ({ id })),
      links: steps.map(({ from, to, exposure }) => ({ source: from, target: to, value: exposure })),
    });
  const most = mostInColumn(layout(LEAST_HEIGHT).nodes);
  const height = Math.max(LEAST_HEIGHT, most * ROW);
  const { nodes, links } = layout(height);
  const path = sankeyLinkHorizontal<PlaceDatum, StepDatum>();
  const content = html`<g fill="none" class="streams">${links.map((link) => {
    return html`<path class="s-stream" stroke-width="${round(Math.max(1, link.width ?? 0))}" d="${rounded(path(link))}"/>`;
  })}</g>${nodes.map((node) => {
    const place = named.get(node.id);
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = [node.x0, node.y0, node.x1, node.y1];
    const middle = round((y0 + y1) / 2);
    return html`<rect class="${place?.isRemoved ? "c-critical" : "c-measured"}" x="${round(x0)}" y="${round(y0)}" width="${round(x1 - x0)}" height="${round(Math.max(1, y1 - y0))}"/><text class="halo" x="${round(x1 + 5)}" y="${middle - 2}">${fitted(place?.label ?? "", LABEL_ROOM)}<tspan class="soft" x="${round(x1 + 5)}" dy="15">${place?.value}</tspan></text>`;
  })}`;
  return { height, content };
}

function mostInColumn(nodes: readonly { depth?: number | undefined }[]): number {
  const columns = Map.groupBy(nodes, ({ depth }) => depth);
  return Math.max(1, ...[...columns.values()].map(({ length }) => length));
}

function rounded(path: string | null): string {
  return (path ?? "").replace(/\d+\.\d+/g, (number) => String(round(Number(number))));
}
