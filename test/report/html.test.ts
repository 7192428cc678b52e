import { describe, expect, it } from "vitest";
import { type Html, html } from "../../report/html.ts";

describe("html", () => {
  it.each([
    ["<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"],
    ['" onload="x', "&quot; onload=&quot;x"],
    ["it's & that", "it&#39;s &amp; that"],
    ["a\u0000b\u001bc\u009bd", "a\ufffdb\ufffdc\ufffdd"],
    ["half \ud800", "half \ufffd"],
  ])("escapes %j", (text, escaped) => {
    expect(html`<p>${text}</p>`.markup).toBe(`<p>${escaped}</p>`);
  });

  it("takes markup and lists as they are, and writes nothing for nothing", () => {
    expect(html`${[html`<b>1</b>`, " < ", 2]}${null}${undefined}${false}`.markup).toBe("<b>1</b> &lt; 2");
  });

  it("does not take an object that looks like markup for markup", () => {
    const forged = { markup: "<script>" } as unknown as Html;
    expect(() => html`${forged}`).toThrow(TypeError);
  });

  it("keeps line breaks and tabs, which a page may hold", () => {
    expect(html`${"a\n\tb"}`.markup).toBe("a\n\tb");
  });
});
