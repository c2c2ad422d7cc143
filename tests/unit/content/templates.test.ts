import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { countWords } from "#core/draft/counting";
import { type WrittenTemplate, writtenTemplateSchema } from "#core/template/schema";
import { openTemplate, templateFile } from "#core/template/template-file";
import { readShipped } from "../../../electron/services/template-folder.ts";
import { gramsOf, lettersOf, type Named, nearDuplicates } from "./near-duplicates.ts";

const IDS = [
  "address",
  "commendation",
  "deployment",
  "duty-report",
  "field-visit",
  "hosting",
  "integrity",
  "joint-conference",
  "mobilization",
  "on-site",
  "progress-review",
  "safety",
  "symposium",
];
/** The patterns of each type, the usual one first. Source: `structure.md`. */
const PATTERNS: Record<string, string[]> = {
  deployment: ["awareness-task-guarantee", "review-plan-demand", "what-why-how"],
  mobilization: ["progressive", "awareness-task-guarantee"],
  commendation: ["achievement-lesson-outlook", "review-plan-demand"],
  "joint-conference": ["awareness-task-guarantee", "review-plan-demand"],
  symposium: ["parallel", "review-plan-demand"],
  "field-visit": ["review-plan-demand", "problem-cause-measure"],
  integrity: ["review-plan-demand", "awareness-task-guarantee"],
  safety: ["awareness-task-guarantee", "problem-cause-measure"],
  "on-site": ["problem-cause-measure", "achievement-lesson-outlook"],
  "progress-review": ["problem-cause-measure", "parallel"],
  address: ["ceremonial"],
  "duty-report": ["review-plan-demand", "parallel"],
  hosting: ["agenda"],
};
/** How far the sum of all places may be off the length that the type promises. */
const SHORTEST = 0.85;
const LONGEST = 1.1;
/** How far a wording may be off the length of its place: it is written on, or shortened. */
const SHORTEST_WORDING = 0.5;
const LONGEST_WORDING = 1.3;
/** The share of their runs of eight characters that two types may have in common. */
const SHARED = 0.03;

const written = readdirSync("templates").map((name): WrittenTemplate => {
  const template = writtenTemplateSchema.parse(JSON.parse(readFileSync(`templates/${name}`, "utf8")));
  if (name !== `${template.id}.json`) throw new Error(`${name} holds ${template.id}`);
  return template;
});
const shipped = await readShipped("templates");

const each = describe.each(written.map((template) => [template.id, template] as const));
const blockText = ({ lead = "", text }: { lead?: string | undefined; text: string }) => lead + text;
const slotsOf = (text: string) => [...text.matchAll(/\[([^\]]+)\]/gu)].map(([, key = ""]) => key);

it("ships the thirteen types", () => {
  expect(written.map(({ id }) => id).sort()).toEqual(IDS);
});

each("%s", (id, template) => {
  const texts = [
    ["title", template.title],
    ...Object.entries(template.slots).flatMap(([key, { purpose, wordings }]) => [
      [key, purpose],
      ...wordings.map((wording) => [key, wording]),
    ]),
    ...template.patterns.flatMap((pattern) => [
      [pattern.id, pattern.parts],
      ...pattern.body.map((block) => [`${pattern.id} ${block.key}`, blockText(block)]),
    ]),
  ] as [string, string][];

  it("offers the patterns of its type, the usual one first", () => {
    expect(template.patterns.map((pattern) => pattern.id)).toEqual(PATTERNS[id]);
  });

  it("can be stored and read as an own template", () => {
    const compiled = shipped.find((each) => each.id === id);
    expect(compiled && openTemplate(templateFile(compiled))).toEqual({ state: "current", template: compiled });
  });

  it("has no half-width sign among its words", () => {
    const halfWidth = texts.filter(([, text]) =>
      /[,;:!?()"']|\.(?![0-9])/u.test(text.replace(/[[{][^\]}]*[\]}]/gu, "")),
    );
    expect(halfWidth).toEqual([]);
  });

  it("closes every bracket and quotation mark", () => {
    const pairs = ["【】", "“”", "《》", "（）"];
    const count = (text: string, sign = "") => text.split(sign).length;
    const open = texts.filter(([, text]) => pairs.some(([from, to]) => count(text, from) !== count(text, to)));
    expect(open).toEqual([]);
  });

  it("uses each slot, names only slots it explains, and has each under one block key in all patterns", () => {
    const blocks = new Map<string, Set<string>>();
    for (const { body } of template.patterns) {
      for (const block of body) {
        for (const key of slotsOf(blockText(block))) blocks.set(key, (blocks.get(key) ?? new Set()).add(block.key));
      }
    }
    expect([...blocks.keys()].sort()).toEqual(Object.keys(template.slots).sort());
    expect([...blocks].filter(([, keys]) => keys.size > 1)).toEqual([]);
  });

  it("has each block key once in a pattern and each slot once in a text", () => {
    for (const { body } of template.patterns) {
      const keys = body.map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
      const slots = body.flatMap((block) => slotsOf(blockText(block)));
      expect(slots.filter((key, at) => slots.indexOf(key) !== at)).toEqual([]);
    }
  });

  it("has wordings about as long as their place", () => {
    const off = Object.entries(template.slots).flatMap(
      ([
        key,
        {
          characters: { min, max },
          wordings,
        },
      ]) =>
        wordings.flatMap((wording) => {
          const length = [...wording].length;
          return length < min * SHORTEST_WORDING || length > max * LONGEST_WORDING
            ? [`${key}: ${length} ${wording}`]
            : [];
        }),
    );
    expect(off).toEqual([]);
  });

  describe.each(template.patterns.map((pattern) => [pattern.id, pattern] as const))("%s", (_, pattern) => {
    it("comes to the length that the type promises once its places are filled", () => {
      const half = (key: string) => {
        const { min = 0, max = 0 } = template.slots[key]?.characters ?? {};
        return (min + max) / 2;
      };
      const characters = pattern.body.reduce((sum, block) => {
        const text = blockText(block);
        const fixed = countWords(text.replace(/\[[^\]]*\]/gu, "").replace(/\{[^}]*\}/gu, "某某"));
        return sum + fixed + slotsOf(text).reduce((all, key) => all + half(key), 0);
      }, 0);
      const { min, max } = template.targetCharacters;
      expect(characters).toBeGreaterThanOrEqual(min * SHORTEST);
      expect(characters).toBeLessThanOrEqual(max * LONGEST);
    });

    it("promises as many points as it has parts", () => {
      const parts = pattern.body.filter(({ type, level }) => type === "heading" && level === 1).length;
      const opening = pattern.body.slice(
        0,
        pattern.body.findIndex(({ type }) => type === "heading"),
      );
      const promised = parts === 0 ? [] : opening.flatMap((block) => promisesIn(blockText(block)));
      expect(promised.filter((number) => number !== parts)).toEqual([]);
    });
  });
});

/** The numbers of points that a sentence announces: 讲三点意见, 从四个方面谈. */
function promisesIn(text: string): number[] {
  const pattern =
    /(?:讲|谈|提|强调|说|报告|汇报|就|从|分)[^，。；]{0,4}([二三四五六七八九])(?:个方面|点|件事|条|个问题)/gu;
  return [...text.matchAll(pattern)].map(([, digit = ""]) => "〇一二三四五六七八九".indexOf(digit));
}

it("a promise is found in the words that announce it, and only there", () => {
  expect(promisesIn("下面，我讲三点意见。")).toEqual([3]);
  expect(promisesIn("我就从四个方面谈起，提五条要求。")).toEqual([4, 5]);
  expect(promisesIn("三点钟开会，一个方面是，抓好几件事，全县八个方面军。")).toEqual([]);
});

describe("texts of different types", () => {
  const all = written.map((template) => ({
    id: template.id,
    wordings: Object.entries(template.slots).flatMap(([key, { wordings }]) =>
      wordings.map((text, at): Named => ({ name: `${template.id} ${key} ${at + 1}: ${text}`, text })),
    ),
    blocks: template.patterns.flatMap(({ body }) =>
      body.map((block): Named => {
        const text = blockText(block).replace(/\[[^\]]*\]/gu, "");
        return { name: `${template.id} ${block.key}: ${text}`, text };
      }),
    ),
  }));

  it(`share at most ${SHARED * 100} % of their runs of eight characters`, () => {
    const grams = all.map(({ id, wordings, blocks }) => ({
      id,
      own: new Set([...wordings, ...blocks].flatMap(({ text }) => [...gramsOf(text, 8)])),
    }));
    const shared = grams.flatMap(({ id, own }, at) =>
      grams.slice(at + 1).flatMap((other) => {
        const both = [...own].filter((gram) => other.own.has(gram));
        const share = both.length / Math.min(own.size, other.own.size);
        return share > SHARED ? [`${id} and ${other.id}: ${share} ${both.slice(0, 5).join(" ")}`] : [];
      }),
    );
    expect(shared).toEqual([]);
  });

  it("have no near-duplicates among their wordings, nor has any place", () => {
    expect(nearDuplicates(all.flatMap(({ wordings }) => wordings))).toEqual([]);
  });

  it("have none among their own sentences either, but for the formula that opens a meeting", () => {
    const sentences = all.flatMap(({ blocks }) => blocks).filter(({ text }) => lettersOf(text).length >= 16);
    const typeOf = (name: string) => name.slice(0, name.indexOf(" "));
    const pairs = nearDuplicates(sentences).filter(({ one, other }) => typeOf(one) !== typeOf(other));
    expect(pairs).toEqual([]);
  });
});

describe("the finder of near-duplicates", () => {
  const pair = (one: string, other: string) =>
    nearDuplicates([
      { name: "one", text: one },
      { name: "other", text: other },
    ]);

  it.each([
    ["the same", "要把责任扛在肩上，把任务抓在手上。", "要把责任扛在肩上，把任务抓在手上。"],
    ["a word swapped", "各级各部门要把责任扛在肩上，把任务抓在手上。", "各地各单位要把责任扛在肩上，把任务抓在手上。"],
    [
      "clauses turned round",
      "思想上要重视，行动上要抓紧，作风上要过硬。",
      "作风上要过硬，思想上要重视，行动上要抓紧。",
    ],
    [
      "a clause added",
      "问题要一件一件地改，账要一笔一笔地清。",
      "同志们，问题要一件一件地改，账要一笔一笔地清，决不含糊。",
    ],
    ["other signs and fields", "把{topic}工作抓实、抓细、抓到位！", "把【重点】工作抓实抓细抓到位。"],
  ])("flags %s", (_, one, other) => {
    expect(pair(one, other)).toHaveLength(1);
  });

  it.each([
    ["the same matter in other words", "责任不落实，等于没有责任。", "谁的担子谁来挑，挑不动就换人挑。"],
    [
      "a common phrase",
      "要加强组织领导，主要负责同志亲自抓。",
      "加强组织领导，就是把人、财、物都摆到位，让干事的人有底气。",
    ],
    ["one frame with other contents", "一看进度，二看质量，三看安全。", "一查责任，二查台账，三查整改。"],
    ["a short text inside a long one", "抓落实", "抓落实不能停在会上、写在纸上，要落到一件一件的事情上。"],
    ["two short texts", "真抓实干", "真抓真干"],
    ["nothing but fields", "{topic}【单位】", "{region}【时限】"],
  ])("lets pass %s", (_, one, other) => {
    expect(pair(one, other)).toEqual([]);
  });

  it("names both and puts the likest first", () => {
    const texts = [
      "甲乙丙丁戊己庚辛壬癸",
      "子丑寅卯辰巳午未申酉",
      "甲乙丙丁戊己庚辛壬癸子",
      "子丑寅卯辰巳午甲乙丙",
    ].map((text, at) => ({ name: `${at}`, text }));
    expect(nearDuplicates(texts).map(({ one, other }) => `${one} ${other}`)).toEqual(["0 2", "1 3"]);
  });
});
