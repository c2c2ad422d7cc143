import { describe, expect, it } from "vitest";
import { type Block, type HeadingLevel, type LeadLevel, textOf } from "#core/draft/schema";
import { closingOf, landingsOf, moveTo, type SectionMove, sectionAt, sectionsOf, stepOf } from "#core/draft/sections";

/** A body from lines: `# ` to `#### ` a heading, `+2 领句。正文` a run-in lead, `@type 文字` another block, the rest paragraphs. */
function bodyOf(...lines: string[]): Block[] {
  return lines.map((line): Block => {
    const heading = /^(#{1,4})( .*)?$/u.exec(line);
    if (heading) {
      const level = heading[1]?.length as HeadingLevel;
      return { type: "heading", level, children: [{ text: (heading[2] ?? "").trim() }] };
    }
    const lead = /^\+([234]) (.*?。)(.*)$/u.exec(line);
    if (lead) {
      const children = [{ text: lead[2] ?? "", lead: true as const }, { text: lead[3] ?? "" }];
      return { type: "paragraph", leadLevel: Number(lead[1]) as LeadLevel, children };
    }
    const plain = /^@(\w+) (.*)$/u.exec(line);
    const type = (plain?.[1] ?? "paragraph") as "paragraph";
    return { type, children: [{ text: plain?.[2] ?? line }] };
  });
}

const words = (body: readonly Block[]) => body.map(textOf).join(" ");

function moved(body: readonly Block[], { from, to, length }: SectionMove): Block[] {
  const rest = [...body.slice(0, from), ...body.slice(from + length)];
  return [...rest.slice(0, to), ...body.slice(from, from + length), ...rest.slice(to)];
}

/** The body after one step of the section at the block with `text`; unchanged where it cannot move. */
function stepped(body: readonly Block[], text: string, step: 1 | -1): Block[] {
  const section = sectionAt(
    body,
    body.findIndex((block) => textOf(block) === text),
  );
  if (!section) throw new Error(`${text} is in no section`);
  const move = stepOf(body, section, step);
  return move ? moved(body, move) : [...body];
}

const speech = bodyOf(
  "@title 讲话",
  "@salutation 同志们：",
  "下面讲三点。",
  "# 甲",
  "甲文",
  "## 甲一",
  "甲一文",
  "+2 甲二。甲二文",
  "# 乙",
  "乙文",
  "# 丙",
  "+2 丙一。丙一文",
  "同志们，让我们努力。",
  "谢谢大家。",
  "@signature 县政府",
);

describe("sections", () => {
  it("hold their subsections, and end before the closing", () => {
    expect(sectionsOf(speech)).toEqual([
      { block: 3, end: 8, level: 1 },
      { block: 5, end: 7, level: 2 },
      { block: 7, end: 8, level: 2 },
      { block: 8, end: 10, level: 1 },
      { block: 10, end: 12, level: 1 },
      { block: 11, end: 12, level: 2 },
    ]);
  });

  it.each([
    ["the title block", 0, undefined],
    ["the opening", 2, undefined],
    ["a heading", 3, 3],
    ["text under a heading", 4, 3],
    ["text of a subsection", 6, 5],
    ["a run-in lead", 7, 7],
    ["the closing", 12, undefined],
    ["the signature", 14, undefined],
    ["nowhere", 99, undefined],
  ])("are found from %s", (_name, block, expected) => {
    expect(sectionAt(speech, block)?.block).toBe(expected);
  });

  it("are none in a text without headings", () => {
    const plain = bodyOf("@title 讲话", "同志们，大家好。", "");
    expect(sectionsOf(plain)).toEqual([]);
    expect(sectionAt(plain, 1)).toBeUndefined();
    expect(closingOf(plain)).toBe(3);
  });
});

describe("the closing", () => {
  it.each([
    ["an address behind the last heading", ["# 甲", "文", "同志们，努力。", "谢谢。"], 2],
    [
      "the last of several, since the others belong to the section",
      ["# 甲", "同志们，这很重要。", "文", "各位代表，努力。"],
      3,
    ],
    ["a salutation", ["# 甲", "文", "@salutation 同志们："], 2],
    ["the signature alone", ["# 甲", "文", "@signature 县政府", "2026年"], 2],
    ["no address behind the signature", ["# 甲", "文", "@signature 县政府", "同志们，抄送。"], 2],
    ["no address before the last heading", ["# 甲", "同志们，努力。", "# 乙", "文"], 4],
    ["no word that only begins alike", ["# 甲", "同志们要努力。", "各位都要。"], 3],
    ["no heading that addresses", ["# 同志们，努力"], 1],
  ])("is %s", (_name, lines, expected) => {
    expect(closingOf(bodyOf(...lines))).toBe(expected);
  });
});

describe("one step", () => {
  it("goes past the neighbour with all that belongs to it, and back", () => {
    const down = stepped(speech, "甲", 1);
    expect(words(down)).toBe(
      "讲话 同志们： 下面讲三点。 乙 乙文 甲 甲文 甲一 甲一文 甲二。甲二文 丙 丙一。丙一文 同志们，让我们努力。 谢谢大家。 县政府",
    );
    expect(stepped(down, "甲", -1)).toEqual(speech);
  });

  it("moves a run-in lead like any other section", () => {
    expect(words(stepped(speech, "甲二。甲二文", -1)).slice(14, 36)).toBe(" 甲 甲文 甲二。甲二文 甲一 甲一文 乙 ");
  });

  it("leaves opening, closing and signature where they are", () => {
    expect(stepped(speech, "甲", -1)).toEqual(speech);
    expect(stepped(speech, "丙", 1)).toEqual(speech);
    expect(stepped(speech, "丙一。丙一文", 1)).toEqual(speech);
  });

  it("goes over the edge of its parent into the neighbouring one, and back", () => {
    const down = stepped(speech, "甲二。甲二文", 1);
    expect(words(down)).toContain("甲一文 乙 乙文 甲二。甲二文 丙");
    expect(stepped(down, "甲二。甲二文", -1)).toEqual(speech);
    const further = stepped(down, "甲二。甲二文", 1);
    expect(words(further)).toContain("乙 乙文 丙 甲二。甲二文 丙一。丙一文 同志们");
  });

  it("puts nothing above the first heading that would stand under none", () => {
    const body = bodyOf("# 甲", "## 甲一", "# 乙");
    expect(stepped(body, "甲一", -1)).toEqual(body);
  });

  it("moves where the first heading is not of level 1", () => {
    expect(words(stepped(bodyOf("+2 一。文", "+2 二。文"), "二。文", -1))).toBe("二。文 一。文");
  });

  it("takes no other's subsection under it where levels are left out", () => {
    const body = bodyOf("# 甲", "### 甲1", "## 甲一", "文", "# 乙");
    // Before 甲1 it would swallow it, before 甲 it would stand under nothing.
    expect(stepped(body, "甲一", -1)).toEqual(body);
    expect(words(stepped(body, "甲1", 1))).toBe("甲 甲一 文 甲1 乙");
    expect(words(stepped(body, "甲一", 1))).toBe("甲 甲1 乙 甲一 文");
  });

  it("moves empty headings and empty lines", () => {
    expect(words(stepped(bodyOf("#", "", "# 乙", "文"), "乙", -1))).toBe("乙 文  ");
  });

  it("goes past a signature in the middle, which stays before what stood behind it", () => {
    const body = bodyOf("# 甲", "@signature 县政府", "附件", "# 乙");
    expect(words(stepped(body, "甲", 1))).toBe("县政府 附件 乙 甲");
    expect(words(stepped(bodyOf("# 甲", "# 丙", "@signature 县政府", "# 乙"), "甲", 1))).toBe("丙 甲 县政府 乙");
    expect(sectionAt(body, 2)).toBeUndefined();
  });

  it("has nowhere to go alone", () => {
    const body = bodyOf("开头", "# 甲", "文");
    expect(stepped(body, "甲", 1)).toEqual(body);
    expect(stepped(body, "甲", -1)).toEqual(body);
  });
});

describe("landings", () => {
  const at = (text: string, body = speech) =>
    sectionAt(
      body,
      body.findIndex((block) => textOf(block) === text),
    ) as NonNullable<ReturnType<typeof sectionAt>>;

  it("of level 1 are before and behind whole sections of level 1", () => {
    expect(landingsOf(speech, at("乙"))).toEqual([3, 8, 10, 12]);
  });

  it("of level 2 are under every section of level 1, never above the first", () => {
    expect(landingsOf(speech, at("甲一"))).toEqual([5, 7, 8, 10, 11, 12]);
  });

  it("in its own place, or inside itself, are no move", () => {
    const section = at("甲");
    for (const landing of [3, 5, 7, 8]) expect(moveTo(section, landing)).toBeUndefined();
    expect(moveTo(section, 12)).toEqual({ from: 3, to: 7, length: 5 });
    expect(moveTo(at("丙"), 3)).toEqual({ from: 10, to: 3, length: 2 });
  });

  it("keep every other section whole, wherever a section goes", () => {
    const body = bodyOf(
      "首",
      "# 甲",
      "### 甲1",
      "## 甲一",
      "#### 甲一(1)",
      "#",
      "+3 乙1。文",
      "### 乙2",
      "## 乙二",
      "# 丙",
      "同志们，完。",
    );
    const own = (each: readonly Block[]) =>
      new Map(sectionsOf(each).map(({ block, end }) => [each[block], each.slice(block, end)]));
    for (const section of sectionsOf(body)) {
      for (const landing of landingsOf(body, section)) {
        const move = moveTo(section, landing);
        const after = move ? moved(body, move) : body;
        expect([after.length, new Set(after)]).toEqual([body.length, new Set(body)]);
        expect(after[0]).toBe(body[0]);
        expect(after.at(-1)).toBe(body.at(-1));
        const group = new Set(body.slice(section.block, section.end));
        const without = (blocks: readonly Block[]) => blocks.filter((block) => !group.has(block));
        expect(own(after).get(body[section.block] as Block)).toEqual(body.slice(section.block, section.end));
        for (const [heading, blocks] of own(body)) {
          if (!group.has(heading as Block)) expect(without(own(after).get(heading) ?? [])).toEqual(without(blocks));
        }
      }
    }
  });
});
