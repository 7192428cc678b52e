import type { Hono } from "hono";
import { readPayload } from "../../functions/runtime/payload.ts";
import type { SimulateResult } from "../../functions/simulate/simulate.ts";
import { simulatePayloadSchema } from "../../shared/contract/simulate-payload.ts";
import { type Problem, problemSentence } from "../../shared/values/problem.ts";
import { UsageError } from "../input/usage-error.ts";
import { isAsked, whatIfAsked } from "../input/what-if.ts";
import { knownNames } from "./known-names.ts";
import { orProblem } from "./or-problem.ts";
import type { Served } from "./served.ts";
import { whatIfWritten } from "./what-if-form.ts";
import { whatIfPage } from "./what-if-page.ts";

/** The form of what-if, and the answer to it. */
export function addWhatIf(app: Hono, { policies, inCloud }: Served): void {
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
