// What a terminal or a viewer would follow or hide, and JSON need not escape.
const UNSEEN = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu;

/** JSON in which what cannot be seen stands as its code: the value is the same, and safe to print as well. */
export function safeJson(value: unknown, indent?: number): string {
  const json = JSON.stringify(value, null, indent);
  return json.replace(UNSEEN, (character) =>
    Array.from({ length: character.length }, (_, at) => unitAt(character, at)).join(""),
  );
}

function unitAt(text: string, at: number): string {
  return `\\u${text.charCodeAt(at).toString(16).padStart(4, "0")}`;
}
