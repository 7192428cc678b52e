import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Ended, runProgram } from "../support/command-line.ts";

// The embedded cloud under AWS settings that would lead it away, in processes of their own.

let place: string;
let home: string;
let listener: Server;
let away: string;
let reached = 0;

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), "chokepoint-closed-"));
  home = join(place, "home");
  listener = createServer((socket) => {
    reached += 1;
    socket.destroy();
  });
  await new Promise<void>((listening) => listener.listen(0, "127.0.0.1", listening));
  const { port } = listener.address() as { port: number };
  away = `http://127.0.0.1:${port}`;
  mkdirSync(join(home, ".aws"), { recursive: true });
  writeFileSync(join(home, ".aws", "config"), hostileConfig());
  writeFileSync(join(place, "positions.csv"), POSITIONS);
});
afterAll(() => {
  listener.close();
  rmSync(place, { recursive: true });
});

const POSITIONS = `positionId,sector,supplierId,item,originCountry,exposure,date,program,source
P-1,ai,,bess,CN,100.00,2026-07-01,,test
P-2,ai,,bess,KR,50.00,2026-07-01,,test
`;

function hostileConfig(): string {
  const settings = [
    "region = eu-central-1",
    `endpoint_url = ${away}`,
    "services = elsewhere",
    "ignore_configured_endpoint_urls = true",
    "use_fips_endpoint = true",
    "use_dualstack_endpoint = true",
    "retry_mode = adaptive",
    "max_attempts = 1",
    "defaults_mode = mobile",
    "account_id_endpoint_mode = required",
    "request_min_compression_size_bytes = 0",
    "request_checksum_calculation = when_required",
    "sigv4a_signing_region_set = *",
    `credential_process = touch ${join(place, "asked")}`,
  ].join("\n");
  const services = ["dynamodb", "sns"].map((name) => `${name} =\n  endpoint_url = ${away}`).join("\n");
  return `[default]\n${settings}\n\n[profile hostile]\n${settings}\n\n[services elsewhere]\n${services}\n`;
}

/** What a shell may have set. */
function hostileEnvironment(): Record<string, string> {
  return {
    AWS_PROFILE: "hostile",
    AWS_SDK_LOAD_CONFIG: "1",
    AWS_REGION: "eu-central-1",
    AWS_DEFAULT_REGION: "eu-central-1",
    AWS_SESSION_TOKEN: "token",
    AWS_ACCOUNT_ID: "123456789012",
    AWS_ACCOUNT_ID_ENDPOINT_MODE: "required",
    AWS_ENDPOINT_URL: away,
    AWS_ENDPOINT_URL_DYNAMODB: away,
    AWS_ENDPOINT_URL_SNS: away,
    AWS_ENDPOINT_URL_STS: away,
    AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true",
    AWS_USE_FIPS_ENDPOINT: "true",
    AWS_USE_DUALSTACK_ENDPOINT: "true",
    AWS_RETRY_MODE: "adaptive",
    AWS_MAX_ATTEMPTS: "1",
    AWS_DEFAULTS_MODE: "auto",
    AWS_EC2_METADATA_SERVICE_ENDPOINT: away,
    AWS_CONTAINER_CREDENTIALS_FULL_URI: away,
    AWS_WEB_IDENTITY_TOKEN_FILE: join(place, "positions.csv"),
    AWS_ROLE_ARN: "arn:aws:iam::123456789012:role/hostile",
    AWS_CA_BUNDLE: join(place, "nowhere.pem"),
    AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES: "0",
    AWS_LAMBDA_FUNCTION_NAME: "hostile",
    AWS_LAMBDA_LOG_LEVEL: "DEBUG",
    _X_AMZN_TRACE_ID: "Root=1-0-0;Sampled=1",
    HTTP_PROXY: away,
    HTTPS_PROXY: away,
    http_proxy: away,
    all_proxy: away,
    NODE_USE_ENV_PROXY: "1",
    POWERTOOLS_LOG_LEVEL: "DEBUG",
    POWERTOOLS_LOGGER_LOG_EVENT: "true",
    POWERTOOLS_METRICS_DISABLED: "false",
    POWERTOOLS_METRICS_NAMESPACE: "hostile",
    POWERTOOLS_SERVICE_NAME: "hostile",
    POWERTOOLS_DEV: "true",
    LOG_LEVEL: "DEBUG",
    HISTORY_DAYS: "never",
    STALE_AFTER_DAYS: "never",
    EMAIL_SUBSCRIBERS: "me",
    CHOKEPOINT_STACK: "hostile",
    CHOKEPOINT_VERSION: "hostile",
    LEDGERS_TABLE: "hostile",
    ALERT_TOPIC_ARN: "arn:aws:sns:eu-central-1:123456789012:hostile",
    RECOMPUTE_FUNCTION: "hostile",
    REPORT_FUNCTION: "hostile",
  };
}

const COMMANDS = [
  ["import", "positions", "positions.csv"],
  ["recompute", "--sector", "ai", "--as-of", "2026-07-31", "--json"],
  ["watchdog"],
];

/** Runs the commands one after another in an own folder; gives what they said and every address that they wanted. */
async function chokepointUnder(name: string, settings: Record<string, string>, commands = COMMANDS) {
  const log = join(place, `${name}.log`);
  const { PATH = "", NODE_COMPILE_CACHE = "" } = process.env;
  const witness = `--import=${resolve("test/support/away-witness.mjs")}`;
  const env = { PATH, NODE_COMPILE_CACHE, ...settings, AWAY_LOG: log, NODE_OPTIONS: witness };
  const ended: Ended[] = [];
  for (const args of commands) {
    const program = [resolve("cli/chokepoint.ts"), ...args];
    ended.push(await runProgram(process.execPath, [...program, "--dir", name], place, env));
  }
  const wanted = existsSync(log) ? readFileSync(log, "utf8").trim().split("\n") : [];
  const inbox = join(place, name, "inbox");
  const emails = existsSync(inbox) ? readdirSync(inbox).sort() : [];
  const texts = emails.map((file) => readFileSync(join(inbox, file), "utf8"));
  return { ended: ended.map((one) => comparable(one, name)), emails: texts.map(withoutTime), wanted };
}

/** What is the same of every run: without the folder and the time of day. */
function comparable({ code, stdout, stderr }: Ended, name: string): Ended {
  return {
    code,
    stdout: withoutTime(stdout.replaceAll(name, "folder")),
    stderr: stderr.replaceAll(name, "folder"),
  };
}

function withoutTime(text: string): string {
  return text
    .replace(/\d{4}-\d\d-\d\dT\d\d:?\d\d(:?\d\d\.\d{3})?Z/g, "then")
    .replace(/^Date: .*$/m, "Date: then");
}

describe("the embedded cloud", () => {
  it("stays on this machine and says the same, whatever ~/.aws and the environment say", async () => {
    const plain = await chokepointUnder("by-none", { HOME: join(place, "nobody") });
    const byFile = await chokepointUnder("by-file", { HOME: home }, COMMANDS.slice(0, 1));
    const byBoth = await chokepointUnder("by-both", { HOME: home, ...hostileEnvironment() });
    const { port } = listener.address() as { port: number };
    for (const { wanted } of [plain, byFile, byBoth]) {
      expect(wanted.length).toBeGreaterThan(0);
      expect(wanted.filter((address) => !/^127\.0\.0\.1:\d+$/.test(address))).toEqual([]);
      expect(wanted).not.toContain(`127.0.0.1:${port}`);
    }
    expect(reached).toBe(0);
    expect(existsSync(join(place, "asked"))).toBe(false);
    expect(plain.ended).toMatchObject([{ code: 0, stderr: "" }, { code: 0, stderr: "" }, {}]);
    expect(plain.emails.join("")).toContain("[CRITICAL]");
    expect(byFile.ended).toEqual(plain.ended.slice(0, 1));
    expect(byBoth.ended).toEqual(plain.ended);
    // Their commands name the folder, which is the only difference.
    expect(byBoth.emails.map((email) => email.replaceAll("by-both", "by-none"))).toEqual(plain.emails);
  }, 180_000);
});
