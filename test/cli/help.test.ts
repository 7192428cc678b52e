import { userInfo } from "node:os";
import { afterAll, expect, it } from "vitest";
import { workplace } from "../support/command-line.ts";

const place = workplace();
afterAll(() => place.remove());

/** The help of a command and of all commands below it, as a user in a terminal of 80 columns reads them. */
async function helpOf(command: string[]): Promise<string> {
  const { code, stdout, stderr } = await place.chokepoint(...command, "--help");
  expect({ code, stderr }, command.join(" ")).toEqual({ code: 0, stderr: "" });
  let all = `$ chokepoint ${[...command, "--help"].join(" ")}\n${stdout}\n`;
  const [, listed = ""] = /^Commands:\n((?: {2}.*\n?)+)/m.exec(stdout) ?? [];
  for (const [, name = ""] of listed.matchAll(/^ {2}(\w+)/gm)) {
    if (name !== "help") all += await helpOf([...command, name]);
  }
  return all;
}

it("every command says what it takes, as it always did", async () => {
  const help = (await helpOf([])).replaceAll(`"${userInfo().username}"`, '"USER"');
  expect(help.match(/^\$ chokepoint/gm)).toHaveLength(52);
  await expect(help).toMatchFileSnapshot("golden/help.txt");
});
