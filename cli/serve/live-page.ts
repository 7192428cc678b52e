import { documentOf } from "../../report/document.ts";
import { type Content, type Html, html } from "../../report/html.ts";

/** The ways between the pages. */
export const NAVIGATION = html`<nav aria-label="Pages"><ul><li><a href="/">Report</a></li><li><a href="/what-if">What if</a></li><li><a href="/inbox">Inbox</a></li><li><a href="/acknowledgements">Acknowledgements</a></li><li><a href="/silences">Silences</a></li></ul></nav>`;

/** A page beside the report. */
export function livePage(title: string, content: Content): string {
  return documentOf(
    `Chokepoint: ${title}`,
    html`<a class="skip" href="#content">Skip to the content</a>
<header>
<h1>${title}</h1>
${NAVIGATION}
</header>
<main id="content">
${content}
</main>`,
    "self",
  );
}

/** What went wrong, where a form or a page begins. */
export function problemNote(problem: string | null): Html | null {
  return problem === null ? null : html`<p class="note" role="alert">${problem}</p>`;
}

interface Field {
  label: string;
  hint: string;
  value?: string;
  /** The list of values that it proposes. */
  list?: string;
  /** Where several fields of the page have the name. */
  id?: string;
}

/** A field with its name, and what may be written there. */
export function field(name: string, { label, hint, value = "", list, id = name }: Field): Html {
  const known = list === undefined ? null : html` list="${list}"`;
  return html`<p><label for="${id}">${label}</label><br><input id="${id}" name="${name}" value="${value}"${known} aria-describedby="${id}-hint" autocomplete="off"><br><small id="${id}-hint">${hint}</small></p>
`;
}

/** A field in which one of some words is chosen. */
export function choice(
  name: string,
  label: string,
  words: readonly string[],
  chosen: string,
  id = name,
): Html {
  return html`<p><label for="${id}">${label}</label><br><select id="${id}" name="${name}">${words.map(
    (word) => html`<option${word === chosen && html` selected`}>${word}</option>`,
  )}</select></p>
`;
}
