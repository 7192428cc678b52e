import { UsageError } from "../input/usage-error.ts";

/** Why AWS does not answer, and what to do about it. */
interface Problem {
  reason: string;
  /** Whether it is for the user to set something right: a region or credentials that are not given. */
  isUsage?: true;
}

/** The error about something that AWS did not do, as one sentence that says what to do where that is known. */
export function awsProblem(what: string, cause: unknown): Error {
  return knownProblem(what, cause) ?? new Error(`${what}: ${errorOf(cause).message}`, { cause });
}

/** The same where it is known what to do, with the name that AWS gives the error in brackets; otherwise `null`. */
export function knownProblem(what: string, cause: unknown): Error | null {
  const error = errorOf(cause);
  const problem = problemOf(error);
  if (problem === null) return null;
  const name = isToldByName(error, problem) ? ` [${error.name}]` : "";
  const sentence = `${what}: ${problem.reason}${name}`;
  return problem.isUsage ? new UsageError(sentence, { cause }) : new Error(sentence, { cause });
}

function errorOf(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error(String(cause));
}

/** Whether the name of an error tells more than its sentence. */
function isToldByName({ name }: Error, { reason }: Problem): boolean {
  return !["", "Error", "SyntaxError", "TypeError"].includes(name) && !reason.includes(name);
}

/** What is said of an answer that AWS never gives. */
export const NOT_AWS =
  "what answered is not AWS: check AWS_ENDPOINT_URL, which should normally not be set, and whether a proxy or a sign-in page answers in this network";

const SIGN_IN = "sign in with `aws sso login`, or name another profile in AWS_PROFILE";
const REFUSED = `AWS does not accept the credentials: ${SIGN_IN}, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY anew`;
const EXPIRED = `the credentials have expired: ${SIGN_IN}, or set new ones`;

const THROTTLES = [
  "ThrottlingException",
  "Throttling",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "TooManyRequestsException",
];
const THROTTLED =
  "too many requests come to AWS at once, and it turned this one away: wait a minute, and give the same command again";

const BY_NAME: ReadonlyMap<string, string> = new Map<string, string>([
  ["ExpiredToken", EXPIRED],
  ["ExpiredTokenException", EXPIRED],
  ["InvalidClientTokenId", REFUSED],
  ["UnrecognizedClientException", REFUSED],
  ["SignatureDoesNotMatch", REFUSED],
  ...THROTTLES.map((name) => [name, THROTTLED] as const),
]);

function problemOf(error: Error): Problem | null {
  const { name, message } = error;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (message === "Region is missing")
    return {
      reason: "no region is set: set AWS_REGION, such as AWS_REGION=eu-central-1, to that of the stack",
      isUsage: true,
    };
  if (message.startsWith("Region not accepted"))
    return {
      reason: `the region that is set is none (${message.replace(/^.*?region=/, "").replace(/ is not.*$/, "")}): set AWS_REGION to that of the stack, such as eu-central-1`,
      isUsage: true,
    };
  if (name === "CredentialsProviderError" || name === "TokenProviderError")
    return credentialsProblem(message);
  if (name === "AccessDenied" || name === "AccessDeniedException") return { reason: deniedText(message) };
  if (NETWORK.has(code) || name === "TimeoutError")
    return {
      reason: `the connection to AWS failed (${code === "" ? name : code}): check the network, AWS_REGION and, where it is set, AWS_ENDPOINT_URL`,
    };
  // An HTML page with an error code has neither name nor message for the SDK.
  if (/Deserialization error|XML parse error|^Unknown(Error)?$/.test(message)) return { reason: NOT_AWS };
  const reason = BY_NAME.get(name);
  return reason === undefined ? null : { reason };
}

/** What is denied: the action and on what, as AWS names them. */
function deniedText(message: string): string {
  const [, action, resource] = /perform: ([\w-]+:\w+)(?: on resource: (arn:\S+))?/.exec(message) ?? [];
  const on = resource === undefined ? "" : ` on ${resource}`;
  const denied =
    action === undefined ? `it to these credentials (${message})` : `${action}${on} to these credentials`;
  return `AWS denies ${denied}: name a profile that may in AWS_PROFILE, or ask who runs the account for the permission`;
}

function credentialsProblem(message: string): Problem {
  if (/SSO|expired/i.test(message))
    return { reason: `the sign-in of the profile is missing or has expired: ${SIGN_IN}` };
  return {
    reason: `no credentials of AWS are found: ${SIGN_IN}, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY`,
    isUsage: true,
  };
}

const NETWORK: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ETIMEDOUT",
]);
