import { describe, expect, it } from "vitest";
import { recompute } from "../../functions/recompute/recompute.ts";
import { makeReport } from "../../functions/report/report.ts";
import type { CalendarDate } from "../../shared/policy/calendar.ts";
import { memoryPorts } from "../support/memory.ts";
import { reading } from "../support/reading.ts";
import { chinaPolicy, positionOf } from "../support/samples.ts";

const release: CalendarDate = {
  ...{ title: "<i>Figures</i>", afterEachMonth: 20, sectors: ["ai"], source: "an office" },
  releases: { data: "figures" },
};

/** The text of the page after a run of 31 July 2026 with one purchase. */
async function pageWith(calendar: CalendarDate[], date: string): Promise<string> {
  const ports = memoryPorts();
  const deployment = {
    ...{ policies: new Map([["ai", { ...chinaPolicy("ai"), calendar }]]), version: "1.2.3", place: null },
  };
  ports.stored.positions = [positionOf({ originCountry: "CN", date })];
  await recompute({ asOf: "2026-07-31" }, ports, deployment);
  const { html } = await makeReport({}, reading(ports), deployment);
  return html.replaceAll(/<[^>]*>/g, "").replaceAll(/&nbsp;|\u00a0|\u2060/g, " ");
}

describe("the days ahead on the page", () => {
  it("tell a release that was late on the day of the assessment, and the next one", async () => {
    const page = await pageWith([release], "2026-05-31");
    expect(page).toContain(
      "20 Jul 2026, late by 11 days on 31 Jul 2026: &lt;i&gt;Figures&lt;/i&gt;, with figures of Jun 2026: no purchase dated 1 Jun 2026 to 31 Jul 2026 was read (source: an office)",
    );
    expect(page).toContain("20 Aug 2026, 20 days left: &lt;i&gt;Figures&lt;/i&gt;, with figures of Jul 2026");
  });

  it("tell no late release where the data came, or nothing is in a calendar", async () => {
    expect(await pageWith([release], "2026-06-02")).not.toContain("Late, by the calendar");
    expect(await pageWith([], "2026-05-31")).not.toContain("Late, by the calendar");
  });
});
