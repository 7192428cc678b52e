import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isChanged } from "../../cli/text/changed-rule.ts";
import type { SimulateResult } from "../../functions/simulate/simulate.ts";
import { type Workplace, workplace } from "../support/command-line.ts";
import { copySamples } from "../support/sample-folder.ts";
import { type Served, served } from "../support/served.ts";
import { isAsShipped } from "../support/shipped-policies.ts";

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

/** Asks as any program can: with every header that it likes. */
function ask(
  url: string,
  headers: Record<string, string> = {},
  form?: Record<string, string>,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const body = form === undefined ? null : new URLSearchParams(form).toString();
    const type = body === null ? {} : { "content-type": "application/x-www-form-urlencoded" };
    const asked = request(url, { method: body === null ? "GET" : "POST", headers: { ...type, ...headers } });
    asked.on("error", reject);
    asked.on("response", (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => {
        text += part;
      });
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
      );
    });
    asked.end(body);
  });
}

const tokenIn = (page: string) => /name="token" value="([^"]+)"/.exec(page)?.[1] ?? "";
const valuesIn = (page: string) => [...page.matchAll(/<data value="([^"]+)">/g)].map(([, value]) => value);

describe.skipIf(!isAsShipped("ai"))("chokepoint serve", () => {
  let place: Workplace;
  let page: Served;

  beforeAll(async () => {
    place = workplace();
    await copySamples(place, "--dir", ".chokepoint");
    page = await served(place.folder);
  });
  afterAll(async () => {
    await page?.stop();
    place?.remove();
  });

  const origin = () => new URL(page.url).origin;
  const silence = {
    sector: "ai",
    rule: "china-look-through",
    until: "2999-01-01",
    by: "ada",
    reason: "a new source is on its way",
  };

  it("shows the report as it stands, with a way to silence each alert", async () => {
    const { status, text, headers } = await ask(page.url);
    expect(status).toBe(200);
    expect(text).toContain('id="ai/china-look-through"');
    expect(text).toContain('href="/silences?sector=ai&amp;rule=china-look-through"');
    expect(headers).toMatchObject({ "x-frame-options": "DENY", "cache-control": "no-store" });
  });

  it("answers what-if with the numbers of simulate", async () => {
    const asked = "what-if?sector=ai&remove=country%3AChina%2C+owner%3ABYD&asOf=2026-07-31";
    const { status, text } = await ask(page.url + asked);
    expect(status).toBe(200);
    expect(text).toContain('<h2 id="answer">AI without China, BYD: ');
    const args = ["--remove", "country:China", "--remove", "owner:BYD", "--as-of", "2026-07-31", "--json"];
    const { stdout } = await place.chokepoint("simulate", "--sector", "ai", ...args);
    const { scopes } = JSON.parse(stdout);
    expect(scopes.length).toBeGreaterThan(1);
    const values = valuesIn(text);
    for (const { loss, lost, exposure } of scopes) {
      expect(values).toEqual(
        expect.arrayContaining([`${loss.lower} ${loss.upper}`, String(lost), String(exposure)]),
      );
    }
  });

  it("proposes the items and suppliers of the sector, and says what was meant by a name that nobody has", async () => {
    const { text } = await ask(`${page.url}what-if?sector=ai`);
    expect(text).toContain('<datalist id="items"><option value="bess">bess</option>');
    expect(text).toContain('<option value="lg">LG</option>');
    const moved = "what-if?sector=ai&asOf=2026-07-31&amount=20%25&country=&inputs=undeclared";
    for (const [named, told] of [
      [
        "item=bes&from=catl&to=lg",
        "What moves: no &quot;bes&quot; is bought for ai in this window; nearest: bess",
      ],
      ["item=bess&from=catll&to=lg", "What moves: &quot;catll&quot; is no supplier; nearest: catl"],
      ["item=bess&from=catl&to=lgg", "What moves: &quot;lgg&quot; is no supplier; nearest: lg (LG)"],
    ]) {
      const { status, text: answer } = await ask(`${page.url}${moved}&${named}`);
      expect(status).toBe(422);
      expect(answer).toContain(told);
    }
  });

  it("answers moves, new sources and other limits with the numbers of simulate", async () => {
    const address = new URLSearchParams([
      ["sector", "ai"],
      ["asOf", "2026-07-31"],
      ["remove", "owner:BYD Company, Limited, country:China"],
      ...Object.entries({ amount: "20%", item: "bess", from: "catl", to: "lg", country: "", inputs: "none" }),
      ...Object.entries({ amount: "USD 1m", item: "bess", from: "catl", to: "North: Cells" }),
      ...Object.entries({ country: "Sweden", inputs: "none" }),
      ...Object.entries({ amount: "", item: "", from: "", to: "", country: "", inputs: "undeclared" }),
      ...Object.entries({ rule: "Supply at risk if China stops", level: "critical", value: "90%" }),
      ...Object.entries({ rule: "", level: "critical", value: "" }),
    ]);
    const { status, text } = await ask(`${page.url}what-if?${address.toString()}`);
    expect(status).toBe(200);
    const args = [
      ...["--remove", "owner:BYD Company, Limited", "--remove", "country:CN", "--move", "20%:bess:catl:lg"],
      ...["--move", "USD 1m:bess:catl:North\\: Cells:SE:none", "--limit", "china-look-through:critical=90%"],
    ];
    const { stdout } = await place.chokepoint(
      "simulate",
      "--sector",
      "ai",
      ...args,
      "--as-of",
      "2026-07-31",
      "--json",
    );
    const { scopes, rules, removals }: SimulateResult = JSON.parse(stdout);
    const ranges = [
      ...scopes.flatMap(({ loss, lossBefore }) => [loss, lossBefore]),
      ...(rules ?? []).filter(isChanged).flatMap(({ before, after }) => [before.observed, after.observed]),
      ...removals.slice(0, 3).map(({ loss }) => loss),
    ];
    expect(ranges.length).toBeGreaterThan(20);
    expect(valuesIn(text)).toEqual(
      expect.arrayContaining(ranges.map((one) => `${one?.lower} ${one?.upper}`)),
    );
    expect(text).toContain("North: Cells, a new source in Sweden whose own inputs do not matter");
    expect(text).toContain("china-look-through: critical limit 65 % becomes 90 %");
    // What was asked is still in the form, and there is room for more.
    expect(text.match(/name="amount" value="[^"]*"/g)).toEqual(
      ["20%", "USD 1m", ""].map((one) => `name="amount" value="${one}"`),
    );
    expect(text).toContain('name="remove" value="owner:BYD Company, Limited, country:China"');
  });

  it("says which two at once cost most, where that is asked", async () => {
    const { status, text } = await ask(`${page.url}what-if?sector=ai&asOf=2026-07-31&remove=&pairs=yes`);
    expect(status).toBe(200);
    expect(text).toContain("The worst pairs of removals</h3>");
    expect(text.match(/<caption id="pairs">/g)).toHaveLength(1);
    expect(text).toContain("<option selected>yes</option>");
  });

  it("shows no problem before the form was sent, and one when it was sent empty", async () => {
    expect(await ask(`${page.url}what-if`)).toMatchObject({
      status: 200,
      text: expect.not.stringContaining("alert"),
    });
    const { status, text } = await ask(`${page.url}what-if?sector=ai&remove=`);
    expect(status).toBe(422);
    expect(text).toContain(
      "Say what stops, what moves or which limit is another one, or ask which two at once cost most.",
    );
  });

  it.each([
    [
      "amount=20%25&item=bess&from=catl&to=",
      "What moves: write how much, of which item, from whom and to whom",
    ],
    ["amount=lots&item=bess&from=catl&to=lg", "What moves: &quot;lots&quot; is no amount"],
    ["amount=20%25&item=bess&from=calt&to=lg", "What moves: &quot;calt&quot; is no supplier"],
    ["rule=china-look-through&level=critical&value=high", "The limit: &quot;high&quot; is no limit"],
    ["rule=owner-concentration&level=warning&value=0.25", "not a fraction; 2500?"],
    ["rule=&level=warning&value=0.25", "The limit: &quot;&quot; is not a rule of ai"],
  ])("says what is wrong with %s", async (query, words) => {
    const { status, text } = await ask(`${page.url}what-if?sector=ai&asOf=2026-07-31&${query}`);
    expect(status).toBe(422);
    expect(text).toContain(words);
  });

  it.each([
    ["sector=ai&remove=china", "What stops must be like country:China"],
    ["sector=ai&remove=country:Chnia", "China"],
    ["sector=nowhere&remove=country:CN", "nowhere"],
    ["sector=ai&remove=country:CN&asOf=31.07.2026", "asOf"],
    ["sector=ai&remove=owner:nobody-at-all", "nobody-at-all"],
  ])("says what is wrong with %s, and keeps what was written", async (query, words) => {
    const { status, text } = await ask(`${page.url}what-if?${query}`);
    expect(status).toBe(422);
    expect(text).toMatch(/<p class="note" role="alert">[^<]+<\/p>/);
    expect(text).toContain(words);
    expect(text).toContain(`value="${new URLSearchParams(query).get("remove")}"`);
  });

  it("writes a silence by its own form, and lifts it", async () => {
    const token = tokenIn((await ask(`${page.url}silences`)).text);
    const written = await ask(`${page.url}silences`, { origin: origin() }, { ...silence, token });
    expect(written).toMatchObject({ status: 303, headers: { location: "/silences" } });
    const { text } = await ask(`${page.url}silences`);
    expect(text).toContain("china-look-through until 2999-01-01, by ada: a new source is on its way");
    expect((await ask(page.url)).text).toContain("silenced until 2999-01-01 by ada");
    const lift = /name="lift" value="([^"]+)"/.exec(text)?.[1] ?? "";
    const lifted = await ask(`${page.url}silences/end`, { origin: origin() }, { sector: "ai", lift, token });
    expect(lifted.status).toBe(303);
    expect((await ask(`${page.url}silences`)).text).not.toContain("2999-01-01");
  });

  it("acknowledges an open alert, and withdraws that", async () => {
    const path = `${page.url}acknowledgements`;
    const token = tokenIn((await ask(path)).text);
    const { until: _none, ...acknowledged } = silence;
    expect((await ask(path, { origin: origin() }, { ...acknowledged, token })).status).toBe(303);
    const { text } = await ask(path);
    expect(text).toContain("a new source is on its way");
    expect((await ask(page.url)).text).toContain("cknowledged by ada");
    const withdraw = /name="withdraw" value="([^"]+)"/.exec(text)?.[1] ?? "";
    const form = { sector: "ai", withdraw, token };
    expect((await ask(`${path}/end`, { origin: origin() }, form)).status).toBe(303);
    expect((await ask(path)).text).not.toContain("a new source");
    const unknown = await ask(path, { origin: origin() }, { ...acknowledged, rule: "no-such", token });
    expect(unknown.status).toBe(422);
    expect(unknown.text).toContain("no-such");
  });

  it("says what is wrong with a silence, and keeps what was written", async () => {
    const token = tokenIn((await ask(`${page.url}silences`)).text);
    const asked = { ...silence, until: "soon", token };
    const { status, text } = await ask(`${page.url}silences`, { origin: origin() }, asked);
    expect(status).toBe(422);
    expect(text).toContain("until");
    expect(text).toContain('value="a new source is on its way"');
  });

  it("refuses changes that another site asks for, and tells it nothing", async () => {
    const token = tokenIn((await ask(`${page.url}silences`)).text);
    const form = { ...silence, token };
    const refusals = await Promise.all([
      ask(`${page.url}silences`, { origin: "http://evil.example" }, form),
      ask(`${page.url}silences`, { origin: "null" }, form),
      ask(`${page.url}silences`, {}, form),
      ask(`${page.url}silences`, { origin: origin() }, silence),
      ask(`${page.url}silences`, { origin: origin() }, { ...silence, token: "x".repeat(token.length) }),
      // A name of another site that leads to this machine.
      ask(page.url, { host: "evil.example" }),
      ask(`${page.url}silences`, { host: "evil.example", origin: "http://evil.example" }, form),
    ]);
    for (const { status, text } of refusals) {
      expect(status).toBe(403);
      expect(text).toMatch(/^refused: /);
    }
    expect((await ask(`${page.url}silences`)).text).not.toContain("2999-01-01");
  });

  it("takes no form that is longer than any of its own", async () => {
    const long = { ...silence, token: "t", reason: "x".repeat(20_000) };
    expect((await ask(`${page.url}silences`, { origin: origin() }, long)).status).toBe(413);
  });

  it("shows the inbox, newest first", async () => {
    const { text } = await ask(`${page.url}inbox`);
    const { stdout } = await place.chokepoint("inbox", "--json");
    const subjects = (JSON.parse(stdout) as { subject: string }[]).map(({ subject }) => subject).reverse();
    expect(subjects.length).toBeGreaterThan(1);
    const shown = subjects.map((subject) => text.indexOf(subject.replaceAll("&", "&amp;")));
    expect(shown).toEqual([...shown].sort((a, b) => a - b));
    expect(shown).not.toContain(-1);
  });

  it("keeps hostile text in an address as text", async () => {
    const { text } = await ask(
      `${page.url}what-if?sector=ai&remove=${encodeURIComponent('"><script>alert(1)</script>')}`,
    );
    expect(text).not.toContain("<script>alert");
  });

  it("shares its folder with other commands, since it holds it only while it answers", async () => {
    expect((await place.spawned("alerts", "--json")).code).toBe(0);
    expect((await ask(page.url)).status).toBe(200);
  });

  it("answers 404 elsewhere, as a page", async () => {
    expect(await ask(`${page.url}etc/passwd`)).toMatchObject({
      status: 404,
      text: expect.stringContaining("There is no page"),
    });
  });

  it.each([
    [["--host", "0.0.0.0"], "say --open if that is meant"],
    [["--port", "70000"], "--port: must be a whole number from 0 to 65535"],
    [["--host", "192.0.2.7", "--open"], "--host: 192.0.2.7 is no address of this machine"],
  ])("refuses %j in one sentence", async (args, sentence) => {
    const { code, stderr } = await place.chokepoint("serve", ...args);
    expect(stderr).toContain(sentence);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(code).toBe(2);
  });

  it("says that a port is in use", async () => {
    const { code, stderr } = await place.chokepoint("serve", "--port", new URL(page.url).port);
    expect(stderr).toContain("is in use; name another one, or 0 for any that is free");
    expect(code).toBe(2);
  });
});
