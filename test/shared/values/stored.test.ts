import { describe, expect, it } from "vitest";
import * as z from "zod";
import { formOf, readStored } from "../../../shared/values/stored.ts";

describe("a form whose schema is built when it is first needed", () => {
  it("builds it once, and only when something is read of a version that it knows", () => {
    let built = 0;
    const form = formOf(2, () => {
      built += 1;
      return z.object({ name: z.string() });
    });
    expect(form.version).toBe(2);
    expect(readStored(form, 3, { name: "a" })).toMatchObject({ isNewer: true });
    expect(built).toBe(0);
    expect(readStored(form, 1, { name: "a" })).toEqual({ value: { name: "a" }, problem: null });
    expect(readStored(form, 2, { name: 1 })).toMatchObject({ isNewer: false });
    expect(built).toBe(1);
  });
});
