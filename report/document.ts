import { createHash } from "node:crypto";
import { type Content, Html, html } from "./html.ts";
import { SCRIPT } from "./script.ts";
import { STYLE } from "./style.ts";

/**
 * A whole page that loads nothing: one style sheet and one script, each allowed by its digest and by nothing else. Forms can be
 * sent only where the page itself comes from, if at all.
 */
export function documentOf(title: string, body: Content, forms: "none" | "self" = "none"): string {
  const policy = [
    "default-src 'none'",
    `style-src '${digestOf(STYLE)}'`,
    `script-src '${digestOf(SCRIPT)}'`,
    // An empty picture, so that no browser asks a server for one.
    "img-src data:",
    "base-uri 'none'",
    `form-action '${forms}'`,
  ].join("; ");
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="${REFERRER[forms]}">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${new Html(STYLE)}</style>
</head>
<body>
${body}
<script>${new Html(SCRIPT)}</script>
</body>
</html>
`.markup;
}

// Without a referrer, a browser does not say either where a form comes from.
const REFERRER = { none: "no-referrer", self: "same-origin" };

function digestOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
