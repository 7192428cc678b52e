import { Option } from "commander";
import { UsageError } from "../input/usage-error.ts";
import { ask, canAsk } from "../terminal/ask.ts";
import { noteContents, readContents } from "./folder-contents.ts";

/** A folder, and whether it may have both the samples and the user's own rows. */
export interface Mixing {
  dir: string;
  mix?: true;
}

/** Agrees in advance, for when nobody can be asked. */
export const mixOption = new Option(
  "--mix",
  "have the samples and your own data count together in one folder",
);

/**
 * Checks whether the user's own rows may be imported into a folder. Call it while holding the folder.
 * @throws UsageError when it holds the samples, and the user does not want both to count together.
 */
export async function admitOwnRows({ dir, mix }: Mixing): Promise<void> {
  const contents = readContents(dir) ?? { samples: false, own: false };
  if (contents.own) return;
  if (contents.samples) {
    await agreeToMix(mix, {
      question: `${dir} has the samples of npm start. Import beside them, so that both count together?`,
      refusal: `${dir} has the samples of npm start, and what you import would count together with them: name a folder of your own with --dir, or say --mix`,
    });
  }
  noteContents(dir, { ...contents, own: true });
}

/**
 * Checks whether the samples may be loaded into a folder. Call it while holding the folder.
 * @throws UsageError when it holds other rows, and the user does not want both to count together.
 */
export async function admitSamples({ dir, mix }: Mixing, holdsRows: () => Promise<boolean>): Promise<void> {
  if (readContents(dir)?.samples === true) return;
  const own = await holdsRows();
  if (own) {
    await agreeToMix(mix, {
      question: `${dir} has data that npm start has not put there. Load the samples beside it, so that both count together?`,
      refusal: `${dir} has data that npm start has not put there, and the samples would count together with it: name another folder (npm start -- --dir FOLDER), or say --mix`,
    });
  }
  noteContents(dir, { ...readContents(dir), samples: true, own });
}

async function agreeToMix(mix: true | undefined, say: { question: string; refusal: string }): Promise<void> {
  if (mix === true || (canAsk() && (await ask(say.question)))) return;
  throw new UsageError(say.refusal);
}
