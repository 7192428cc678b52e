import { Token } from "aws-cdk-lib";
import { ContextError } from "./context-error.ts";

/** What Lambda takes of a function's variables, names and JSON's own marks counted in. */
export const MOST_ENVIRONMENT_BYTES = 4096;
// What CloudFormation makes of a generated name or an ARN, beside the name of the stack.
const LONGEST_GENERATED = 130;

/**
 * @throws ContextError where the addresses of a deployment do not fit into the environment of the function that has to
 * know them: CloudFormation would find that out in the middle of a deployment.
 */
export function refuseLargeEnvironment(
  environment: Record<string, string>,
  { stackName, addresses }: { stackName: string; addresses: number },
): void {
  const generated = "x".repeat(stackName.length + LONGEST_GENERATED);
  const measured = Object.entries(environment).map(([name, value]) => {
    return [name, Token.isUnresolved(value) ? generated : value];
  });
  const bytes = Buffer.byteLength(JSON.stringify(Object.fromEntries(measured)));
  if (bytes <= MOST_ENVIRONMENT_BYTES) return;
  const reason = `the watchdog has to know ${addresses} subscribers and operators, and their addresses are ${bytes - MOST_ENVIRONMENT_BYTES} bytes more than a function's environment can hold`;
  throw new ContextError(`context: ${reason}: subscribe a mailing list in place of its members`);
}
