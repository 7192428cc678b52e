import { differByOne } from "./one-letter.ts";

/**
 * Legal forms of companies as whole words, in small Latin letters as names are folded: `gmbh`, `limited`, `sp zoo`. Letters
 * with full stops between them are one word by then.
 */
const FORMS = [
  // English
  "company co limited ltd inc incorporated corp corporation llc llp lp plc pllc pty pte pvt private",
  "public-limited-company limited-liability-company limited-company public-company incorporation",
  "joint-stock-company open-joint-stock-company closed-joint-stock-company public-joint-stock-company joint-stock",
  "jsc ojsc cjsc pjsc sdn bhd berhad",
  // German, Dutch, Nordic
  "gmbh ag kg kgaa ohg ug ek ev gbr mbh aktiengesellschaft kommanditgesellschaft",
  "gesellschaft-mit-beschrankter-haftung bv nv vof besloten-vennootschap naamloze-vennootschap bvba",
  "ab publ as asa aps oy oyj hf ehf aktiebolag aktieselskab osakeyhtio aksjeselskap",
  // Romance
  "sa sas sasu sarl sprl scs snc eurl se spa srl srls sl slu sau sc scarl ltda eireli sab sadecv cv",
  "societe-anonyme societe-par-actions-simplifiee societe-a-responsabilite-limitee sociedad-anonima sociedad-limitada",
  "sociedade-anonima sociedade-limitada societa-per-azioni societa-a-responsabilita-limitata de-cv de-rl",
  "societatea-cu-raspundere-limitata societate-pe-actiuni",
  // Central and eastern Europe, Turkey
  "sp-zoo spzoo spolka-akcyjna spolka-z-ograniczona-odpowiedzialnoscia sro spol-sro kft zrt nyrt rt doo dd ad ood eood ead",
  "uab sia ou as tov pat prat ooo oao zao pao ao nao",
  "obshchestvo-s-ogranichennoy-otvetstvennostyu aktsionernoe-obshchestvo otkrytoe-aktsionernoe-obshchestvo",
  "zakrytoe-aktsionernoe-obshchestvo publichnoe-aktsionernoe-obshchestvo",
  "tovarystvo-z-obmezhenoyu-vidpovidalnistyu anonim-sirketi limited-sirketi ltd-sti sti",
  // Asia, Gulf
  "kk gk yk kabushiki-kaisha godo-kaisha yugen-kaisha jusikhoesa chusik-hoesa jusik-hoesa",
  "youxian-gongsi gufen-youxian-gongsi youxian-zeren-gongsi gufen tbk pt perseroan-terbatas",
  "fze fzco fzc fzllc wll saog saoc psc pjsc",
];

/** Forms that are also short words of names: they count only at the beginning or the end of a name. */
const ONLY_AT_AN_END: ReadonlySet<string> = new Set(
  "ab ad ag ao as asa at co cv dd ek ev gk hf kg kk lp nv ou pt rt sa sc se sl sti yk public private pat".split(
    " ",
  ),
);

const byFirstWord = new Map<string, string[][]>();
for (const form of FORMS.join(" ").split(" ")) {
  const words = form.split("-");
  const [first = ""] = words;
  byFirstWord.set(first, [...(byFirstWord.get(first) ?? []), words]);
}
for (const forms of byFirstWord.values()) forms.sort((a, b) => b.length - a.length);

/** How many words of a legal form begin at this place; 0 where none does. */
export function formAt(words: readonly string[], at: number): number {
  const fits = (form: readonly string[]) => {
    if (!form.every((word, offset) => words[at + offset] === word)) return false;
    const isAtEnd = at === 0 || at + form.length === words.length || restIsForms(words, at + form.length);
    return isAtEnd || form.length > 1 || !ONLY_AT_AN_END.has(form[0] ?? "");
  };
  const length = (byFirstWord.get(words[at] ?? "") ?? []).find(fits)?.length ?? 0;
  return length === 0 && isMisspeltForm(words[at] ?? "") ? 1 : length;
}

// `Aktiengeselschaft`, `Limted`.
const LONG_FORMS = [...byFirstWord.keys()].filter((word) => word.length >= 7 && !ONLY_AT_AN_END.has(word));

function isMisspeltForm(word: string): boolean {
  return LONG_FORMS.some(
    (form) => byFirstWord.get(form)?.some(({ length }) => length === 1) && differByOne(word, form),
  );
}

/** Whether all that follows are forms, as in `Maker SA de CV`. */
function restIsForms(words: readonly string[], from: number): boolean {
  for (let at = from; at < words.length; ) {
    const length = (byFirstWord.get(words[at] ?? "") ?? []).find((form) =>
      form.every((word, offset) => words[at + offset] === word),
    )?.length;
    if (length === undefined) return false;
    at += length;
  }
  return true;
}

/** Legal forms in other scripts, which have no blank around them. */
export const UNSPACED_FORMS =
  /股份有限公司|有限责任公司|有限責任公司|股份公司|有限公司|株式会社|株式會社|有限会社|合同会社|주식회사|유한회사|\((?:주|유|株|有)\)/gu;
