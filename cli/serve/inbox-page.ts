import { html } from "../../report/html.ts";
import { noun } from "../../shared/values/count.ts";
import { momentText } from "../../shared/values/day.ts";
import { lineOf, plainText } from "../../shared/values/one-line.ts";
import type { InboxEntry } from "../cloud/inbox.ts";
import { livePage } from "./live-page.ts";

const LONGEST_SUBJECT = 100;
/** How many of the newest e-mails the page shows. */
const MOST_EMAILS = 50;

/** The e-mails that the embedded cloud has sent, newest first; `null` for a deployed stack, whose e-mails are with its readers. */
export function inboxPage(emails: readonly InboxEntry[] | null): string {
  if (emails === null)
    return livePage(
      "Inbox",
      html`<p>A deployed stack sends its e-mails to its subscribers: they are not kept here.</p>`,
    );
  const shown = [...emails].reverse().slice(0, MOST_EMAILS);
  const count = html`<p>${emails.length} ${noun(emails.length, "e-mail")}${
    emails.length > shown.length && html`, of which the newest ${shown.length} are shown`
  }.</p>`;
  return livePage("Inbox", [
    count,
    ...shown.map(
      ({ subject, sentAt, text }, at) => html`<details${at === 0 && html` open`}>
<summary><strong>${lineOf(subject, LONGEST_SUBJECT)}</strong> <small class="faint">${momentText(sentAt)}</small></summary>
<pre class="scroll" tabindex="0" role="region" aria-label="${lineOf(subject, LONGEST_SUBJECT)}">${plainText(text)}</pre>
</details>
`,
    ),
  ]);
}
