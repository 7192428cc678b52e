import type { Hono } from "hono";
import { readPayload } from "../../functions/runtime/payload.ts";
import { acknowledgeSchemaFor } from "../../shared/contract/acknowledge-payload.ts";
import { silenceSchemaFor } from "../../shared/contract/silence-payload.ts";
import type { Cloud } from "../cloud/cloud.ts";
import { orProblem } from "./or-problem.ts";
import { QUIET, type Quiet, type QuietAsked, quietPage, type SectorQuiet } from "./quiet-page.ts";
import type { Served } from "./served.ts";

/** The page of acknowledgements or silences, and its forms: to make one, and to end one. */
export function addQuiet(app: Hono, quiet: Quiet, { policies, inCloud, token, user }: Served): void {
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
