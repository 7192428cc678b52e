import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { secureHeaders } from "hono/secure-headers";
import { makeReport } from "../../functions/report/report.ts";
import { PayloadError, readPayload } from "../../functions/runtime/payload.ts";
import { BrokenPolicyError } from "../../functions/runtime/usable-policy.ts";
import type { SimulateResult } from "../../functions/simulate/simulate.ts";
import { html } from "../../report/html.ts";
import type { LiveParts } from "../../report/reported.ts";
import { acknowledgeSchemaFor } from "../../shared/contract/acknowledge-payload.ts";
import { silenceSchemaFor } from "../../shared/contract/silence-payload.ts";
import { simulatePayloadSchema } from "../../shared/contract/simulate-payload.ts";
import type { Policies } from "../../shared/policy/policies.ts";
import type { CommandPlace } from "../../shared/text/command.ts";
import { type Problem, problemSentence } from "../../shared/values/problem.ts";
import type { Cloud } from "../cloud/cloud.ts";
import type { InboxEntry } from "../cloud/inbox.ts";
import { UsageError } from "../input/usage-error.ts";
import { isAsked, whatIfAsked } from "../input/what-if.ts";
import { type Guard, ownFormsOnly, ownHostOnly } from "./guard.ts";
import { inboxPage } from "./inbox-page.ts";
import { knownNames } from "./known-names.ts";
import { livePage, NAVIGATION, problemNote } from "./live-page.ts";
import { QUIET, type Quiet, type QuietAsked, quietPage, type SectorQuiet } from "./quiet-page.ts";
import { whatIfWritten } from "./what-if-form.ts";
import { whatIfPage } from "./what-if-page.ts";

/** What the pages are made from. */
export interface Served extends Guard {
  policies: Policies;
  place: CommandPlace;
  version: string;
  /** Works in the cloud; one after the other, since a data folder has one holder at a time. */
  inCloud<Result>(work: (cloud: Cloud) => Promise<Result>): Promise<Result>;
  /** The e-mails of the embedded cloud; `null` on a deployed stack. */
  inbox: (() => Promise<InboxEntry[]>) | null;
  /** Who asks for a silence unless the form says something else. */
  user: string;
}

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

function addWhatIf(app: Hono, { policies, inCloud }: Served): void {
  app.get("/what-if", async (context) => {
    const asked = whatIfWritten((name) => context.req.queries(name) ?? [], [...policies.keys()]);
    const known = await inCloud((cloud) => knownNames(asked.sector, policies, cloud));
    // Nothing is wrong before the form was sent.
    const isAnyAsked = isAsked(asked) || asked.pairs;
    if (!isAnyAsked && context.req.query("remove") === undefined)
      return context.html(whatIfPage(asked, policies, null, known));
    const answer = await orProblem<SimulateResult>(() => {
      if (!isAnyAsked) throw new UsageError(NOTHING_ASKED);
      const { sector, asOf, pairs } = asked;
      const payload = readPayload(simulatePayloadSchema(policies), {
        ...{ sector, ...whatIfAsked(asked, WHAT_IF_NAMES, policies) },
        ...(asOf === "" ? {} : { asOf }),
        ...(pairs ? { pairs } : {}),
      });
      return inCloud((cloud) => cloud.simulate(payload));
    }, whatIfProblem);
    return context.html(whatIfPage(asked, policies, answer, known), "problem" in answer ? 422 : 200);
  });
}

const NOTHING_ASKED =
  "Say what stops, what moves or which limit is another one, or ask which two at once cost most.";

/** What each part of the form is called in sentences. */
const WHAT_IF_NAMES = { remove: "What stops", move: "What moves", limits: "The limit" };

function whatIfProblem(problem: Problem): string {
  const [part] = problem.path;
  return part === "move" || part === "limits"
    ? `${WHAT_IF_NAMES[part]}: ${problem.message}`
    : problemSentence(problem);
}

function addQuiet(app: Hono, quiet: Quiet, { policies, inCloud, token, user }: Served): void {
  const sectors = [...policies.keys()];
  const page = async (asked: QuietAsked, problem: string | null) =>
    quietPage(quiet, await inCloud((cloud) => quietIn(sectors, cloud)), asked, { token, problem, policies });
  app.get(`/${quiet}`, async (context) => {
    const { sector = sectors[0] ?? "", rule = "", group = "" } = context.req.query();
    return context.html(await page({ sector, rule, group, until: "", by: user, reason: "" }, null));
  });
  const addChange = (path: string, payloadOf: (asked: QuietAsked, body: Body) => Record<string, string>) => {
    app.post(path, async (context) => {
      const body = await context.req.parseBody();
      const asked = fieldsOf(body);
      const changed = await orProblem(() => change(payloadOf(asked, body)));
      if ("problem" in changed) return context.html(await page(asked, changed.problem), 422);
      return context.redirect(`/${quiet}`, 303);
    });
  };
  addChange(`/${quiet}`, ({ rule, ...rest }) => ({ ...rest, [QUIET[quiet].rule]: rule }));
  const { ends } = QUIET[quiet];
  addChange(`/${quiet}/end`, ({ sector }, body) => ({ sector, [ends]: String(body[ends]) }));

  async function change(asked: Record<string, string>): Promise<object> {
    const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== ""));
    if (quiet === "silences") {
      const payload = readPayload(silenceSchemaFor(given, policies), given);
      return await inCloud((cloud) => cloud.silence(payload));
    }
    const payload = readPayload(acknowledgeSchemaFor(given, policies), given);
    return await inCloud((cloud) => cloud.acknowledge(payload));
  }
}

type Body = Record<string, unknown>;

function tooLong(context: Context): Response {
  return context.text("refused: the form is longer than any of this page\n", 413);
}

function fieldsOf(body: Body): QuietAsked {
  const text = (name: string) => (typeof body[name] === "string" ? body[name].trim() : "");
  return {
    ...{ sector: text("sector"), rule: text("rule"), group: text("group") },
    ...{ until: text("until"), by: text("by"), reason: text("reason") },
  };
}

async function quietIn(sectors: readonly string[], cloud: Cloud): Promise<SectorQuiet[]> {
  return await Promise.all(
    sectors.map(async (sector) => {
      try {
        return { sector, ledger: await cloud.ledgers.load(sector) };
      } catch (error) {
        return { sector, problem: error instanceof Error ? error.message : String(error) };
      }
    }),
  );
}

/** The answer, or what was wrong with the question. @throws every other error. */
async function orProblem<Answer extends object>(
  ask: () => Promise<Answer>,
  sentenceOf: (problem: Problem) => string = problemSentence,
): Promise<Answer | { problem: string }> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof PayloadError) return { problem: sentenceOf(error.problem) };
    if (error instanceof UsageError || error instanceof BrokenPolicyError) return { problem: error.message };
    throw error;
  }
}
