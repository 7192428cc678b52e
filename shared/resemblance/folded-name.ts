import anyAscii from "any-ascii";
import { CONNECTIVES, usualWord, withKnownWords } from "./business-words.ts";
import { formAt, UNSPACED_FORMS } from "./legal-forms.ts";

/** A word of a name. */
export interface NameWord {
  /** In small Latin letters, in its usual form. */
  text: string;
  /** As the name has it. */
  shown: string;
  /** The first letters of its parts: `cx` of `ChangXin`, `byd` of 比亚迪; else its first letter. */
  initials: string;
  /** Whether it was written in Han or Hangul, where `initials` has one letter for each character. */
  isOfSyllables: boolean;
}

/** A name as names are compared: in Latin letters, without legal forms, capitals, accents and punctuation. */
export interface FoldedName {
  words: readonly NameWord[];
  /** Its legal form as words, in their order. */
  forms: readonly string[];
  /** All letters and digits of its words, without blanks. */
  letters: string;
}

// Names are at most 500 characters long where they are stored. A longer text is no name.
const MOST_CHARACTERS = 500;
const MOST_WORDS = 40;

const SYLLABLES = /[\p{Script=Han}\p{Script=Hangul}]/u;
// Characters that are not seen, and those that join letters to one word.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]+/gu;
const INSIDE_WORDS = /['’‘ʼ`´]+/gu;
// 比亚迪BYD has two words, and so has SiemensAG.
const BETWEEN_SCRIPTS =
  /(?<=[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}])(?=[A-Za-z\d])|(?<=[A-Za-z\d])(?=[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}])/gu;
const JOINED_FORM = /(\p{Ll})(AG|SE|SA|GmbH|Ltd|Inc|LLC|BV|NV)\b/gu;
const BETWEEN_WORDS = /[^\p{L}\p{M}\p{N}]+/gu;

/** Folds a name. A name of nothing but legal forms keeps them as its words. */
export function foldName(name: string): FoldedName {
  const seen = name.slice(0, MOST_CHARACTERS).normalize("NFKC").replace(UNSEEN, " ");
  const spaced = withKnownWords(seen.replace(UNSPACED_FORMS, " limited "))
    .replace(/\bhi(?=[ -]?tech\b)/giu, "high ")
    .replace(BETWEEN_SCRIPTS, " ")
    .replace(JOINED_FORM, "$1 $2")
    .replace(INSIDE_WORDS, "");
  const all = joinedLetters(
    spaced
      .split(BETWEEN_WORDS)
      .flatMap((part) => wordOf(part))
      .slice(0, MOST_WORDS),
  );
  const { words, forms } = withoutForms(all);
  const kept = words.length === 0 ? all : words;
  return { words: kept, forms, letters: kept.map(({ text }) => text).join("") };
}

function wordOf(part: string): NameWord[] {
  const latin = anyAscii(part).replace(/[^A-Za-z0-9]/g, "");
  if (latin === "") return [];
  const isOfSyllables = SYLLABLES.test(part);
  // `ChangXin` has two parts; `BYD` and `AESC` have one.
  const parts = latin.match(isOfSyllables ? /[A-Z][a-z]*|[a-z]+|\d+/g : CAMEL_PARTS) ?? [latin];
  const text = latin.toLowerCase();
  return [
    {
      text: usualWord(text),
      shown: part,
      initials: parts
        .map((one) => one.charAt(0))
        .join("")
        .toLowerCase(),
      isOfSyllables,
    },
  ];
}

const CAMEL_PARTS = /[A-Z]+[a-z]+(?=[A-Z])|[A-Z]?[a-z]+$|.+/g;

/** Single letters after each other are one word: `S. A.`, `B Y D`, `G.m.b.H.`. */
function joinedLetters(words: readonly NameWord[]): NameWord[] {
  const joined: NameWord[] = [];
  let open = false;
  for (const word of words) {
    const isLetter = /^[a-z]$/.test(word.text) && !word.isOfSyllables;
    const last = joined.at(-1);
    if (isLetter && open && last !== undefined)
      joined.splice(-1, 1, {
        ...last,
        text: last.text + word.text,
        shown: last.shown + word.shown,
        initials: last.initials,
      });
    else joined.push(word);
    open = isLetter;
  }
  return joined.map((word) => ({ ...word, text: usualWord(word.text) }));
}

function withoutForms(all: readonly NameWord[]): { words: NameWord[]; forms: string[] } {
  const texts = all.map(({ text }) => text);
  const words: NameWord[] = [];
  const forms: string[] = [];
  for (let at = 0; at < all.length; ) {
    const length = formAt(texts, at);
    const word = all[at];
    if (length > 0) forms.push(...texts.slice(at, at + length));
    else if (word !== undefined && !CONNECTIVES.has(word.text)) words.push(word);
    at += Math.max(1, length);
  }
  return { words, forms };
}
