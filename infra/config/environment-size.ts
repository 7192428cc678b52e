import { Token } from "aws-cdk-lib";
import { ContextError } from "./context-error.ts";

/**
 * The most bytes that Lambda accepts as the environment of a function, including names and the punctuation of
 * JSON.
 */
export const MOST_ENVIRONMENT_BYTES = 4096;
// The bytes that CloudFormation adds to the stack's name in a generated name or ARN.
const LONGEST_GENERATED = 130;

/**
 * @throws ContextError when the addresses of a deployment do not fit into the environment of the function that
 * must know them. Otherwise CloudFormation would fail in the middle of the deployment.
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
