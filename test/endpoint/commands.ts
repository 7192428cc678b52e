import { spawn } from "node:child_process";

/** Runs a program of this project to its end. @throws Error with all that it said, when it ends with another code. */
export function run(program: string, args: string[], codes: (number | null)[] = [0]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn("npx", [program, ...args], { stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    let stdout = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      said += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
    child.on("error", reject);
    child.on("close", (code) => {
      if (codes.includes(code)) resolve(stdout);
      else reject(new Error(`${program} ${args.join(" ")} ended with ${code}:\n${said}`));
    });
  });
}

/** Runs the CDK on the app of this project. */
export function cdk(...args: string[]): Promise<string> {
  return run("cdk", args);
}

/** Runs the command line on a deployed stack, and reads its JSON. */
export async function chokepoint<Answer>(stack: string, ...args: string[]): Promise<Answer> {
  // The watchdog ends with 1 when it finds something wrong.
  const codes = args[0] === "watchdog" ? [0, 1] : [0];
  return JSON.parse(await run("chokepoint", [...args, "--stack", stack, "--json"], codes)) as Answer;
}
