import { errorLine } from "../terminal/output.ts";
import { readFlag, type StarterFlags, usualFlags } from "./starter-flags.ts";
import { UsageError } from "./usage-error.ts";

/** Asks a question; an empty answer is `usual`, and `null` says that the user has stopped. */
export type Asker = (question: string, usual: string) => Promise<string | null>;

/** A question for what no flag says, and what reads its answer. */
export interface Question<Flag extends string> {
  flag: Flag;
  question: string;
  usual: string;
  read: (answer: string) => unknown;
}

/** The questions of a starter policy, in their order. */
export const starterQuestions: Question<keyof StarterFlags>[] = [
  { flag: "sector", question: "Sector, like grid-storage", usual: "" },
  { flag: "unit", question: "What exposure is measured in, USD, EUR or kWh", usual: "USD" },
  {
    flag: "ownerHhi" as const,
    question: "Concentration of owners: warning above, HHI (or warning/critical, or none)",
    usual: usualFlags.ownerHhi,
  },
  {
    flag: "oneOwner" as const,
    question: "What stops if one owner stops: warning above (or warning/critical, or none)",
    usual: usualFlags.oneOwner,
  },
  {
    flag: "oneCountry" as const,
    question: "Made in one country: critical above (or warning/critical, or none)",
    usual: usualFlags.oneCountry,
  },
  {
    flag: "countries" as const,
    question: "Countries to watch, by name or code, like China,RU (none: leave empty)",
    usual: usualFlags.countries,
  },
  {
    flag: "countriesLimit" as const,
    question: "What depends on them: critical above (or warning/critical, or none)",
    usual: usualFlags.countriesLimit,
  },
].map((one) => ({ ...one, read: readFlag[one.flag as keyof StarterFlags] }) as Question<keyof StarterFlags>);

/**
 * Answers to the questions that no flag has answered. An answer that cannot be read is told, and asked for again.
 * @throws UsageError when the user stops.
 */
export async function askFor<Flag extends string>(
  questions: readonly Question<Flag>[],
  given: Partial<Record<Flag, string>>,
  ask: Asker,
): Promise<Partial<Record<Flag, string>>> {
  const answers = { ...given };
  for (const one of questions) {
    const isNeedless = one.flag === "countriesLimit" && (answers as Partial<StarterFlags>).countries === "";
    if (answers[one.flag] === undefined && !isNeedless) answers[one.flag] = await answerTo(one, ask);
  }
  return answers;
}

async function answerTo(one: Question<string>, ask: Asker): Promise<string> {
  for (;;) {
    const answer = await ask(one.question, one.usual);
    if (answer === null) throw new UsageError("stopped, and nothing was written");
    try {
      one.read(answer);
      return answer;
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      errorLine(error.message);
    }
  }
}
