import { PayloadError } from "../../functions/runtime/payload.ts";
import { BrokenPolicyError } from "../../functions/runtime/usable-policy.ts";
import { type Problem, problemSentence } from "../../shared/values/problem.ts";
import { UsageError } from "../input/usage-error.ts";

/** The answer, or what was wrong with the question. @throws every other error. */
export async function orProblem<Answer extends object>(
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
