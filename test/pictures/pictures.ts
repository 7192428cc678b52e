import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readInbox } from "../../cli/cloud/inbox.ts";
import { html } from "../../report/html.ts";

/** A picture of the documents: a page, and how it is taken. */
export interface Picture {
  file: string;
  page: string;
  width: number;
  /** How many pixels of the picture there are for one of the page. */
  scale: number;
}

/** Where the digests of what was drawn stand. */
export const DRAWN = "docs/pictures.json";

/** The pictures of the documents, of the samples that `npm start` left in a folder. */
export async function picturesOf(folder: string): Promise<Picture[]> {
  return [
    { file: "docs/report.png", page: headOfPage(folder), width: 1120, scale: 1 },
    { file: "docs/email.png", page: await phoneOf(folder), width: 390, scale: 1.5 },
  ];
}

/** What a picture is drawn from. The same in any browser, unlike the picture itself. */
export function digestOf({ page, width, scale }: Picture): string {
  return createHash("sha256").update(JSON.stringify({ page, width, scale })).digest("hex");
}

const MADE_AT = "2026-07-31 12:00 UTC";

/** The report page down to the answers about its first sector, as if it had been made on the day of the samples. */
function headOfPage(folder: string): string {
  const page = readFileSync(join(folder, "report.html"), "utf8");
  const answers = page.indexOf('<dl class="minute">');
  if (answers === -1) throw new Error("the report page has no list of answers");
  const head = page
    .slice(0, page.indexOf("</dl>", answers))
    .replace(/(?<=Made on )[\d: -]+ UTC/, MADE_AT)
    // It changes with the script, which is not seen; nor are empty lines.
    .replace(/<meta http-equiv.*>/, "")
    .replace(/\n+/g, "\n");
  return `${head}</dl></section></main></body></html>`;
}

const SECTOR = "us-storage-imports";
const MOST_LINES = 40;

/** The e-mail about real data on a phone: as many whole sections as a long screen shows. */
async function phoneOf(folder: string): Promise<string> {
  const email = (await readInbox(folder)).find(({ bulletinId }) => bulletinId.startsWith(SECTOR));
  if (email === undefined) throw new Error(`no e-mail about ${SECTOR} was sent`);
  const lines = email.text.split("\n");
  const end = lines.lastIndexOf("", MOST_LINES);
  return html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<style>
body{margin:14px;font:15.5px/1.32 Arial,"Liberation Sans",sans-serif;color:#111;background:#fff}
h1{font-size:17px;line-height:1.3;margin:0 0 6px}
p{font-size:13px;color:#666;margin:0;padding-bottom:12px;border-bottom:1px solid #ddd}
pre{font:inherit;white-space:pre-wrap;overflow-wrap:anywhere;margin:10px 0 0}
</style>
<h1>${email.subject}</h1>
<p>AWS Notifications</p>
<pre>${lines.slice(0, end).join("\n")}</pre>
</html>
`.markup;
}
