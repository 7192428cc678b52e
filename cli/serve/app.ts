import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { secureHeaders } from "hono/secure-headers";
import { makeReport } from "../../functions/report/report.ts";
import { html } from "../../report/html.ts";
import type { LiveParts } from "../../report/reported.ts";
import { ownFormsOnly, ownHostOnly } from "./guard.ts";
import { inboxPage } from "./inbox-page.ts";
import { livePage, NAVIGATION, problemNote } from "./live-page.ts";
import { addQuiet } from "./quiet-route.ts";
import type { Served } from "./served.ts";
import { addWhatIf } from "./what-if-route.ts";

// The longest form has a few sentences.
const MOST_FORM_BYTES = 16_384;

/** The pages of `serve`: the report as it stands now, what-if, the inbox, acknowledgements and silences. */
export function createApp(served: Served): Hono {
  const app = new Hono();
  app.use(secureHeaders({ xFrameOptions: "DENY", referrerPolicy: "same-origin" }), ownHostOnly(served));
  app.use(async (context, next) => {
    await next();
    context.header("cache-control", "no-store");
  });
  app.post("*", bodyLimit({ maxSize: MOST_FORM_BYTES, onError: tooLong }), ownFormsOnly(served));
  addReport(app, served);
  addWhatIf(app, served);
  addQuiet(app, "acknowledgements", served);
  addQuiet(app, "silences", served);
  app.get("/inbox", async (context) =>
    context.html(inboxPage(served.inbox === null ? null : await served.inbox())),
  );
  app.notFound((context) =>
    context.html(livePage("Not found", html`<p>There is no page at this address.</p>`), 404),
  );
  // What stops a command with one sentence is one sentence here: a folder that another process holds, for instance.
  app.onError((error, context) => context.html(livePage("Not available", problemNote(error.message)), 503));
  return app;
}

function addReport(app: Hono, { policies, place, version, inCloud }: Served): void {
  const live: LiveParts = {
    navigation: NAVIGATION,
    alertLinks(sector, { rule, group }) {
      const asked = new URLSearchParams({ sector, rule, ...(group === null ? {} : { group }) });
      return html`<br><small><a href="/acknowledgements?${asked.toString()}">acknowledge</a>, <a href="/silences?${asked.toString()}">silence</a></small>`;
    },
  };
  app.get("/", async (context) => {
    const { html } = await inCloud((cloud) =>
      makeReport({}, { ...cloud, now: () => new Date() }, { policies, place, version, live }),
    );
    return context.html(html);
  });
}

function tooLong(context: Context): Response {
  return context.text("refused: the form is longer than any of this page\n", 413);
}
