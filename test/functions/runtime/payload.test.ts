import { describe, expect, it } from "vitest";
import { errorOf, PayloadError } from "../../../functions/runtime/payload.ts";

describe("an invocation that failed", () => {
  it("is told from one with a wrong payload by the type of the error, not by its words", () => {
    const errorMessage = 'payload: field "until": must be after 2026-07-31, or it hides nothing';
    const wrong = errorOf({ errorType: "PayloadError", errorMessage });
    expect(wrong).toEqual(
      new PayloadError({ path: ["until"], message: "must be after 2026-07-31, or it hides nothing" }),
    );
    expect(wrong.message).toBe(errorMessage);
    const failed = errorOf({ errorType: "Error", errorMessage });
    expect(failed).not.toBeInstanceOf(PayloadError);
    expect(failed.message).toBe(errorMessage);
  });

  it("may be about the payload as a whole", () => {
    const errorMessage = "payload: must be an object, not a list";
    const error = errorOf({ errorType: "PayloadError", errorMessage });
    expect(error).toMatchObject({ problem: { path: [], message: "must be an object, not a list" } });
  });
});
