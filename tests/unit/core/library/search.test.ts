import { resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { CitationEntry, Entry, PassageEntry, SloganEntry, TermEntry } from "#core/library/entry";
import { fold } from "#core/library/fold";
import { type Found, LibraryIndex, type Surroundings, type Use, type Wanted } from "#core/library/search";
import { nameOf, textOfEntry } from "#core/library/texts";
import type { Spelled } from "#core/pinyin";
import { spell } from "#core/pinyin-dictionary";
import { starterEntries } from "../../../../electron/services/library/starter.ts";

const ALL: Wanted = {
  query: "",
  themes: [],
  statuses: [],
  places: [],
  documentKinds: [],
  favourites: false,
  order: "use",
  limit: 50,
};
const TODAY = "2026-11-22";

function indexOf(entries: readonly Entry[]) {
  const index = new LibraryIndex();
  for (const entry of entries) index.put(entry);
  const search = (wanted: string | Partial<Wanted>, around: Partial<Surroundings> = {}) =>
    index.search(typeof wanted === "string" ? { ...ALL, query: wanted } : { ...ALL, ...wanted }, {
      day: TODAY,
      use: () => undefined,
      spell,
      ...around,
    });
  return { index, search };
}

const ids = ({ found }: { found: readonly Found[] }) => found.map(({ entry }) => entry.id);
const base = { themes: [] };
const citation = (id: string, title: string, changes: Partial<CitationEntry> = {}): CitationEntry => ({
  ...base,
  id,
  kind: "citation",
  title,
  documentKind: "opinion",
  status: "in-force",
  ...changes,
});
const term = (id: string, title: string, changes: Partial<TermEntry> = {}): TermEntry => ({
  ...base,
  id,
  kind: "term",
  title,
  ...changes,
});
const slogan = (id: string, text: string, changes: Partial<SloganEntry> = {}): SloganEntry => ({
  ...base,
  id,
  kind: "slogan",
  text,
  place: "任务",
  ...changes,
});
const passage = (id: string, title: string, ...texts: string[]): PassageEntry => ({
  ...base,
  id,
  kind: "passage",
  title,
  body: texts.map((text) => ({ type: "paragraph", children: [{ text }] })),
});

const foldOnce = once(fold);
const spellOnce = once((text): Spelled => spell(text).filter(({ written }) => fold(written) !== ""));
const initialsOnce = once((text) =>
  spellOnce(text)
    .map(({ written, syllable }) => syllable.charAt(0) || fold(written))
    .join(""),
);

describe("over the starter library", () => {
  let real: ReturnType<typeof indexOf>;
  beforeAll(async () => {
    real = indexOf(await starterEntries(resolve("assets")));
  });

  it.each([
    ["十四五", "P312", "中华人民共和国国民经济和社会发展第十四个五年规划和2035年远景目标纲要"],
    ["十五五", "P317", "中华人民共和国国民经济和社会发展第十五个五年规划纲要"],
    ["“十五五”规划", "P317", "中华人民共和国国民经济和社会发展第十五个五年规划纲要"],
    ["zscq", "P033", "知识产权保护和运用“十五五”规划"],
    ["zscqqg", "P030", "知识产权强国建设纲要（2021－2035年）"],
    ["zhishichanquan qiangguo", "P030", "知识产权强国建设纲要（2021－2035年）"],
    ["商标法", "P001", "中华人民共和国商标法"],
    ["《商标法》", "P001", "中华人民共和国商标法"],
    ["安全生产", "P117", "中华人民共和国安全生产法"],
    ["aqsc", "P117", "中华人民共和国安全生产法"],
    ["aqscf", "P117", "中华人民共和国安全生产法"],
    ["国发2021", "P087", "计量发展规划（2021—2035年）"],
    ["国发2021 20号", "P031", "“十四五”国家知识产权保护和运用规划"],
    ["国发〔2021〕20号", "P031", "“十四五”国家知识产权保护和运用规划"],
    ["国发[2021]20号", "P031", "“十四五”国家知识产权保护和运用规划"],
    ["722号", "P097", "优化营商环境条例"],
    ["双减", "T048", "双减"],
    ["专利 条例", "P013", "专利代理条例"],
    ["民法典", "P236", "中华人民共和国民法典"],
    ["放管服", "T019", "放管服"],
    ["fgf", "T019", "放管服"],
    ["szyd", "T097", "三重一大"],
    ["lz", "T111", "两重"],
    ["hhzz", "T040", "河湖长制、林长制"],
    ["四个意识", "T070", "四个意识"],
    ["政府工作报告", "P322", "政府工作报告"],
    ["优化营商环境", "P097", "优化营商环境条例"],
    ["打黑除恶", "T069", "扫黑除恶"],
    ["公文处理", "P295", "党政机关公文处理工作条例"],
    ["乡村振兴", "P160", "中华人民共和国乡村振兴促进法"],
    ["双随机一公开", "T013", "双随机、一公开"],
    ["环境保护法", "P129", "中华人民共和国环境保护法"],
    ["碳达峰 方案", "P145", "2030年前碳达峰行动方案"],
    ["二十大报告", "P299", "高举中国特色社会主义伟大旗帜 为全面建设社会主义现代化国家而团结奋斗"],
    ["对一对进度找一找差距", "S001", "今天的会议任务很明确：对一对进度，找一找差距，鼓一鼓干劲。"],
  ])("%s finds first what a secretary expects", (query, id, name) => {
    const [first] = real.search(query).found;
    expect(first && { id: first.entry.id, name: nameOf(first.entry) }).toEqual({ id, name });
  });

  it("goes by the text of a law that stands on the day", () => {
    expect(ids(real.search("商标法")).slice(0, 2)).toEqual(["P001", "P005"]);
    expect(ids(real.search("商标法", { day: "2027-01-01" })).slice(0, 2)).toEqual(["P005", "P001"]);
  });

  it("counts all hits, also those beyond the limit", () => {
    const all = real.search({ query: "知识产权", limit: 500 });
    expect(real.search({ query: "知识产权", limit: 3 })).toEqual({ total: all.total, found: all.found.slice(0, 3) });
    expect(all.found).toHaveLength(all.total);
  });

  it("counts the themes of a kind, the most frequent first", () => {
    const themes = real.index.themes("term");
    expect(themes.slice(0, 2)).toEqual([
      { name: "党的建设", count: 23 },
      { name: "经济发展", count: 14 },
    ]);
    for (const { name, count } of themes) {
      expect(real.search({ kind: "term", themes: [name] }).total).toBe(count);
    }
  });

  it("misses nothing and finds nothing wrong beside a plain scan", { timeout: 30_000 }, async () => {
    const entries = await starterEntries(resolve("assets"));
    const random = randomFrom(20261122);
    for (let round = 0; round < 60; round += 1) {
      const words = Array.from({ length: 1 + Math.floor(random() * 2) }, () => randomWord(entries, random));
      const query = words.join(random() < 0.5 ? " " : "　");
      const expected = entries.filter((entry) => words.every((word) => holds(entry, word))).map(({ id }) => id);
      const found = ids(real.search({ query, limit: 5000 }));
      expect({ query, ids: found.toSorted() }).toEqual({ query, ids: expected.toSorted() });
    }
  });
});

describe("a word", () => {
  const entries = [
    citation("a", "关于加强Ａ类项目审计的意见", {
      documentNumber: "审办发〔2026〕3号",
      issuer: "审计署",
      text: "应审尽审，凡审必严。",
    }),
    term("b", "三重一大", { expansion: "重大事项决策", commonErrors: "“三重一代”", themes: ["廉政"] }),
    slogan("c", "路一步一步走，账一笔一笔算。", { place: "保障", themes: ["统计审计"] }),
    { ...passage("d", "组织领导", "一是加强统筹。", "二是压实责任。"), from: { title: "在2025年推进会上的讲话" } },
    citation("e", "《重庆市行业协会管理办法》", { note: "自己记的一条", issuedOn: "2024-05" }),
  ];
  const { search } = indexOf(entries);
  const all = (query: string) => ids(search(query)).toSorted();

  it.each([
    ["a类项目", ["a"]],
    ["Ａ类　项目", ["a"]],
    ["审办发2026 3号", ["a"]],
    ["审办发〔2026〕3号", ["a"]],
    ["审办发（2026）３号", ["a"]],
    ["应审尽审凡审必严", ["a"]],
    ["审计署", ["a"]],
    ["三重一代", ["b"]],
    ["廉政", ["b"]],
    ["一步一步走账一笔一笔算", ["c"]],
    ["保障", ["c"]],
    ["压实责任", ["d"]],
    ["2025年推进会", ["d"]],
    ["自己记的", ["e"]],
    ["2024年", ["e"]],
    ["审计", ["a", "c"]],
  ])("%s is found wherever it stands", (query, expected) => {
    expect(all(query)).toEqual(expected);
  });

  it.each([
    ["szyd", ["b"]],
    ["sanzhongyida", ["b"]],
    ["sanchongyida", []],
    ["cqshyxh", ["e"]],
    ["chongqingshihangye", ["e"]],
    ["zhongqing", []],
    ["zzld", ["d"]],
    ["zuzhi", ["d"]],
    ["yibuyibu", []],
    ["ybyb", ["c"]],
    ["yb", []],
    ["yszr", ["d"]],
    ["ysjs", ["a"]],
    ["ZZLD", ["d"]],
  ])("%s finds by pinyin", (query, expected) => {
    expect(all(query)).toEqual(expected);
  });

  it("is not found across two fields or two words, and nothing is found by pinyin without a dictionary", () => {
    expect(all("意见审办发")).toEqual([]);
    expect(all("统筹 账")).toEqual([]);
    expect(ids(search("szyd", { spell: undefined }))).toEqual([]);
    expect(all("无此一条")).toEqual([]);
  });

  it("of punctuation alone asks for nothing, and signs of patterns are plain signs", () => {
    expect(all("，。")).toEqual(["a", "b", "c", "d", "e"]);
    expect(all(".*三重")).toEqual(["b"]);
    expect(all("\\u0000 三重")).toEqual([]);
  });
});

describe("filters", () => {
  const entries = [
    citation("law", "教育法", { documentKind: "law", themes: ["教育"] }),
    citation("plan", "教育规划", { documentKind: "plan", status: "expired", themes: ["教育", "法治政府"] }),
    term("term", "教育双减", { themes: ["教育"] }),
    slogan("begin", "教育从今天开始。", { place: "开头", themes: ["教育"] }),
    slogan("call", "教育要办好。", { place: "号召", themes: ["通用"] }),
  ];
  const { search } = indexOf(entries);
  it.each<[string, Partial<Wanted>, string[]]>([
    ["kind", { kind: "slogan" }, ["begin", "call"]],
    ["themes", { themes: ["法治政府", "通用"] }, ["call", "plan"]],
    ["statuses", { statuses: ["in-force"] }, ["law"]],
    ["places", { places: ["号召", "任务"] }, ["call"]],
    ["document kinds", { documentKinds: ["plan"] }, ["plan"]],
    ["favourites", { favourites: true }, ["term"]],
    ["all at once", { kind: "citation", themes: ["教育"], statuses: ["expired"], documentKinds: ["law"] }, []],
  ])("by %s keep what answers them", (_, wanted, expected) => {
    const use = (id: string): Use | undefined => (id === "term" ? { favourite: true, weight: 0 } : undefined);
    expect(ids(search({ query: "教育", ...wanted }, { use })).toSorted()).toEqual(expected);
    expect(ids(search(wanted, { use })).toSorted()).toEqual(expected);
  });
});

describe("how documents stand", () => {
  const { search } = indexOf([
    citation("old", "商标法", { effectiveOn: "2019-11-01" }),
    citation("new", "商标法", { effectiveOn: "2027-01-01" }),
    citation("other", "商标代理办法"),
    slogan("slogan", "商标要用好。"),
  ]);
  const states = (day: string) =>
    Object.fromEntries(search("商标", { day }).found.map(({ entry, standing }) => [entry.id, standing?.state]));

  it("is told with each of them, and of nothing else", () => {
    const others = { other: "in-force", slogan: undefined };
    expect(states("2026-12-31")).toEqual({ old: "in-force", new: "not-yet", ...others });
    expect(states("2027-01-01")).toEqual({ old: "replaced", new: "in-force", ...others });
  });

  it("is what the filter asks for: neither what is not yet in force nor what was replaced is 现行", () => {
    const standing = { query: "商标", statuses: ["in-force" as const] };
    expect(ids(search(standing, { day: "2026-12-31" })).toSorted()).toEqual(["old", "other"]);
    expect(ids(search(standing, { day: "2027-01-01" })).toSorted()).toEqual(["new", "other"]);
  });

  it("is told although the later text is not among what was found", () => {
    const { found } = indexOf([
      citation("old", "商标法", { effectiveOn: "2019-11-01", note: "旧的文本" }),
      citation("new", "商标法", { effectiveOn: "2027-01-01" }),
    ]).search("旧的文本", { day: "2027-02-01" });
    expect(found.map(({ entry, standing }) => [entry.id, standing])).toEqual([
      ["old", { state: "replaced", from: "2027-01-01", by: "new" }],
    ]);
  });
});

describe("the order", () => {
  const order = (entries: readonly Entry[], query: string, around: Partial<Surroundings> = {}) =>
    ids(indexOf(entries).search(query, around));
  const used = (weights: Record<string, number>, favourites: string[] = []) => ({
    use: (id: string) => ({ favourite: favourites.includes(id), weight: weights[id] ?? 0 }),
  });

  it("puts the exact name first, then names that begin so, then names that hold it, then texts", () => {
    const entries = [
      citation("text", "统计工作意见", { text: "审计法要落实。" }),
      citation("inside", "关于实施审计法的意见"),
      citation("begins", "审计法实施条例"),
      citation("exact", "中华人民共和国审计法"),
      slogan("slogan", "审计法就是账本。"),
    ];
    expect(order(entries, "审计法")).toEqual(["exact", "begins", "inside", "slogan", "text"]);
  });

  it("puts what stands before what was repealed, has expired or is not yet in force", () => {
    const entries = [
      citation("repealed", "甲审计规定", { status: "repealed" }),
      citation("expired", "乙审计规定", { status: "expired" }),
      citation("later", "丙审计规定", { effectiveOn: "2027-01-01" }),
      citation("unknown", "丁审计规定", { status: "unknown" }),
      citation("stands", "戊审计规定"),
    ];
    expect(order(entries, "审计").slice(0, 2)).toEqual(["stands", "unknown"]);
  });

  it("puts first what I use more, and what I favour", () => {
    const entries = [citation("a", "甲审计规定"), citation("b", "乙审计规定"), citation("c", "丙审计规定")];
    expect(order(entries, "审计", used({ b: 1, c: 3 }))).toEqual(["c", "b", "a"]);
    expect(order(entries, "审计", used({}, ["b"]))).toEqual(["b", "a", "c"]);
    expect(order(entries, "", used({ c: 1 }))).toEqual(["c", "a", "b"]);
  });

  it("never lets use lift a text above a name that begins with the word", () => {
    const entries = [citation("text", "统计意见", { text: "审计" }), citation("name", "审计规定")];
    expect(order(entries, "审计", used({ text: 100 }, ["text"]))).toEqual(["name", "text"]);
  });

  it("puts the newest first when asked to, and what has no date behind", () => {
    const entries = [
      term("term", "审计"),
      citation("year", "审计规定", { issuedOn: "2021" }),
      citation("new", "内部审计规定", { issuedOn: "2026-05-01" }),
      citation("month", "审计准则", { issuedOn: "2021-07" }),
    ];
    const { search } = indexOf(entries);
    expect(ids(search({ query: "审计", order: "new" }))).toEqual(["new", "month", "year", "term"]);
  });

  it("puts the entry added last first among own ones, and keeps the order of the others", () => {
    const { index, search } = indexOf([slogan("a", "甲审计。"), slogan("b", "乙审计。")]);
    index.put(slogan("own", "丙审计。"), true);
    index.put(slogan("newest", "丁审计。"), true);
    expect(ids(search("审计"))).toEqual(["newest", "own", "a", "b"]);
  });
});

describe("marks", () => {
  const shown = (found: Found | undefined) => {
    const show = (text: string, marks: Found["marks"]) =>
      [...marks]
        .reverse()
        .reduce(
          (marked, { start, end }) => `${marked.slice(0, start)}[${marked.slice(start, end)}]${marked.slice(end)}`,
          text,
        );
    return (
      found && [show(nameOf(found.entry), found.marks), found.excerpt && show(found.excerpt.text, found.excerpt.marks)]
    );
  };
  const first = (entry: Entry, query: string) => shown(indexOf([entry]).search(query).found[0]);

  it.each<[string, Entry, string, [string, string | undefined]]>([
    ["every place of a word", citation("a", "审计法和审计条例"), "审计", ["[审计]法和[审计]条例", undefined]],
    ["every word", citation("a", "专利代理条例"), "条例 专利", ["[专利]代理[条例]", undefined]],
    ["words that touch as one", citation("a", "专利代理条例"), "专利 利代理", ["[专利代理]条例", undefined]],
    ["over signs", citation("a", "“双随机、一公开”监管"), "双随机一公开", ["“[双随机、一公开]”监管", undefined]],
    ["by pinyin", citation("a", "重庆市审计条例"), "cqs", ["[重庆市]审计条例", undefined]],
    [
      "a five-year plan by its short name",
      citation("a", "关于第十五个五年规划的建议"),
      "十五五规划",
      ["关于[第十五个五年规划]的建议", undefined],
    ],
    ["a slogan's own words", slogan("a", "路一步一步走。"), "一步", ["路[一步一步]走。", undefined]],
    ["a slogan's initials", slogan("a", "路一步一步走。"), "ybz", ["路一步[一步走]。", undefined]],
    ["in what a term means", term("a", "双减", { expansion: "减轻作业负担" }), "作业", ["双减", "减轻[作业]负担"]],
    [
      "in the number",
      citation("a", "条例", { documentNumber: "国发〔2021〕20号" }),
      "国发2021",
      ["条例", "[国发〔2021]〕20号"],
    ],
    [
      "in a passage, in its own line",
      passage("a", "段", "甲段。", "乙段压实责任。"),
      "压实",
      ["段", "乙段[压实]责任。"],
    ],
    ["in a passage by initials", passage("a", "段", "甲段。", "乙段压实责任。"), "yszr", ["段", "乙段[压实责任]。"]],
    ["nothing for a theme", { ...term("a", "双减"), themes: ["教育"] }, "教育", ["双减", undefined]],
    [
      "letters with the marks drawn into them",
      citation("a", "Pe\u0301tre\u0301条例"),
      "pétré",
      ["[Pe\u0301tre\u0301]条例", undefined],
    ],
    ["a character with its variant", citation("a", "葛\u{E0100}洲坝条例"), "葛", ["[葛\u{E0100}]洲坝条例", undefined]],
    ["full width by half width", citation("a", "第２０号ＡＩ条例"), "20 ai", ["第[２０]号[ＡＩ]条例", undefined]],
    ["half width by full width", citation("a", "第20号AI条例"), "２０　ＡＩ", ["第[20]号[AI]条例", undefined]],
    ["signs of several characters whole", citation("a", "㈠条例"), "一", ["[㈠]条例", undefined]],
    ["rare characters whole", citation("a", "𠮷林条例"), "𠮷林", ["[𠮷林]条例", undefined]],
  ])("%s", (_, entry, query, expected) => {
    expect(first(entry, query)).toEqual(expected);
  });

  it("cuts a long text around the first hit and says so", () => {
    const text = `${"前".repeat(30)}压实责任${"后".repeat(80)}`;
    expect(first(passage("a", "段", text), "压实责任")).toEqual([
      "段",
      `…${"前".repeat(10)}[压实责任]${"后".repeat(36)}…`,
    ]);
  });
});

describe("changing the library", () => {
  it("finds what was added and replaced, and no longer what was removed", () => {
    const { index, search } = indexOf([citation("a", "审计规定")]);
    expect(ids(search("sjgd"))).toEqual(["a"]);
    index.put(citation("a", "统计规定"));
    expect(ids(search("审计"))).toEqual([]);
    expect(ids(search("tjgd"))).toEqual(["a"]);
    index.remove("a");
    expect(search("")).toEqual({ total: 0, found: [] });
    expect(index.get("a")).toBeUndefined();
    index.remove("never there");
  });

  it("no longer counts a text of a law that was removed as its successor", () => {
    const old = citation("old", "审计法", { effectiveOn: "2020-01-01" });
    const { index, search } = indexOf([old, citation("new", "审计法", { effectiveOn: "2026-01-01" })]);
    const score = () => search("审计法").found.find(({ entry }) => entry.id === "old")?.score ?? 0;
    const replaced = score();
    index.remove("new");
    expect(score()).toBeGreaterThan(replaced);
  });

  it("spells in steps and says when nothing is left", () => {
    const { index } = indexOf([passage("a", "甲", "一段话。"), citation("b", "乙"), citation("c", "丙")]);
    expect(index.spellSome(spell, 2)).toBe(true);
    expect(index.spellSome(spell, 2)).toBe(false);
  });
});

/** Numbers in [0, 1) that are the same in every run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

/** Part of what an entry says, as written or as initials; or letters that may be nowhere. */
function randomWord(entries: readonly Entry[], random: () => number): string {
  const entry = entries[Math.floor(random() * entries.length)] as Entry;
  const texts = [nameOf(entry), textOfEntry(entry), entry.note ?? ""].filter((text) => text.length > 1);
  const text = [...(texts[Math.floor(random() * texts.length)] ?? "文")];
  const start = Math.floor(random() * text.length);
  const part =
    text
      .slice(start, start + 1 + Math.floor(random() * 5))
      .join("")
      .replace(/\s/gu, "") || "文";
  const kind = random();
  if (kind < 0.5) return part;
  if (kind < 0.7)
    return spell(part)
      .map(({ written, syllable }) => syllable.charAt(0) || written)
      .join("");
  if (kind < 0.9)
    return spell(part)
      .map(({ written, syllable }) => syllable || written)
      .join("");
  return Array.from(
    { length: 2 + Math.floor(random() * 2) },
    () => "abcdfghjlmqstwxyz"[Math.floor(random() * 17)],
  ).join("");
}

/** The definition that the index must agree with, character by character and without any preparation. */
function holds(entry: Entry, word: string): boolean {
  const wanted = fold(word);
  if (wanted === "") return true;
  const known = entry as Record<string, unknown>;
  const texts = [
    ...[
      "title",
      "text",
      "documentNumber",
      "issuer",
      "period",
      "expansion",
      "commonErrors",
      "firstSource",
      "note",
      "place",
    ].map((key) => (typeof known[key] === "string" ? (known[key] as string) : "")),
    ...entry.themes,
    ...(entry.kind === "citation" && entry.issuedOn ? [`${entry.issuedOn.slice(0, 4)}年`] : []),
    ...shortFiveYears(nameOf(entry)),
  ];
  if (texts.some((text) => foldOnce(text).includes(wanted))) return true;
  if (!/^[a-z][a-z0-9]*$/u.test(wanted)) return false;
  const said = entry.kind === "slogan" ? entry.text : textOfEntry(entry);
  if (wanted.length >= 3 && initialsOnce(said).includes(wanted)) return true;
  return entry.kind !== "slogan" && spelledSomewhere(entry.title, wanted);
}

/** 十五五规划 for 第十五个五年规划. */
function shortFiveYears(name: string): string[] {
  return [name.replace(/第(十.)个五年规划/u, "$1五规划")];
}

/** The same function, which remembers what it said. */
function once<T>(work: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const value = known.get(text) ?? work(text);
    known.set(text, value);
    return value;
  };
}

/** Whether the letters can be cut into syllables, first letters of syllables and one begun syllable from some place of the title on. */
function spelledSomewhere(title: string, letters: string): boolean {
  const characters = spellOnce(title);
  const from = (at: number, rest: string): boolean => {
    if (rest === "") return true;
    const character = characters[at];
    if (!character) return false;
    const { syllable, written } = character;
    if (syllable === "") return rest.startsWith(written) && from(at + 1, rest.slice(written.length));
    const whole = /^[ln]ve$/u.test(syllable) ? [syllable, syllable.replace("v", "u")] : [syllable];
    const ways = whole.flatMap((each) => [each, each.charAt(0), ...(/^[zcs]h/u.test(each) ? [each.slice(0, 2)] : [])]);
    if (whole.some((each) => each.startsWith(rest))) return true;
    return ways.some((way) => rest.startsWith(way) && from(at + 1, rest.slice(way.length)));
  };
  return characters.some(({ syllable }, at) => syllable !== "" && from(at, letters));
}
