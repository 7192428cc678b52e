import { UsageError } from "../input/usage-error.ts";

/** Why AWS does not answer, and what to do about it. */
interface Problem {
  reason: string;
  /** Whether it is for the user to set something right: a region or credentials that are not given. */
  isUsage?: true;
}

/** The error about something that AWS did not do, as one sentence that says what to do where that is known. */
export function awsProblem(what: string, cause: unknown): Error {
  const error = cause instanceof Error ? cause : new Error(String(cause));
  const { reason, isUsage } = problemOf(error) ?? { reason: error.message };
  const sentence = `${what}: ${reason}`;
  return isUsage ? new UsageError(sentence, { cause }) : new Error(sentence, { cause });
}

/** What is said of an answer that AWS never gives. */
export const NOT_AWS =
  "what answered is not AWS: check AWS_ENDPOINT_URL, which should normally not be set, and whether a proxy or a sign-in page answers in this network";

const SIGN_IN = "sign in with `aws sso login`, or name another profile in AWS_PROFILE";
const REFUSED = `AWS does not accept the credentials: ${SIGN_IN}, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY anew`;
const EXPIRED = `the credentials have expired: ${SIGN_IN}, or set new ones`;

const BY_NAME: ReadonlyMap<string, string> = new Map<string, string>([
  ["ExpiredToken", EXPIRED],
  ["ExpiredTokenException", EXPIRED],
  ["InvalidClientTokenId", REFUSED],
  ["UnrecognizedClientException", REFUSED],
  ["SignatureDoesNotMatch", REFUSED],
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
  if (name === "AccessDenied" || name === "AccessDeniedException")
    return {
      reason: `AWS denies it to these credentials (${message}): name a profile that may in AWS_PROFILE, or ask who runs the account for the permission`,
    };
  if (NETWORK.has(code) || name === "TimeoutError")
    return {
      reason: `the connection to AWS failed (${code === "" ? name : code}): check the network, AWS_REGION and, where it is set, AWS_ENDPOINT_URL`,
    };
  // An HTML page with an error code has neither name nor message for the SDK.
  if (/Deserialization error|XML parse error|^Unknown(Error)?$/.test(message)) return { reason: NOT_AWS };
  const reason = BY_NAME.get(name);
  return reason === undefined ? null : { reason };
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
