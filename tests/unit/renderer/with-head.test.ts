import { Editor, Transforms } from "slate";
import { describe, expect, it } from "vitest";
import { detachedPlaces } from "#core/card/detached-places";
import { fieldPlaces, isLinked } from "#core/card/field-places";
import { contextOf } from "#core/card/fields";
import { type Block, bodySchema, type DraftHead, type MeetingCard, textOf } from "#core/draft/schema";
import { fillCard, linkPlaces, relinkPlace } from "../../../renderer/editor/card-places.ts";
import { createSpeechEditor } from "../../../renderer/editor/create-speech-editor.ts";
import { rangeOf } from "../../../renderer/editor/places.ts";
import { replaceBody } from "../../../renderer/editor/replace-body.ts";
import type { SpeechEditor } from "../../../renderer/editor/slate-types.ts";
import { changeCard, changeHead, startHead } from "../../../renderer/editor/with-head.ts";
import { heading, line, paragraph } from "../core/card/card-texts.ts";

const CARD: MeetingCard = { meeting: "甲会议", date: "2026-11-26", speaker: { name: "林向东" } };
const SPEECH: Block[] = [
  line("title", "在{meeting:甲会议}上的讲话"),
  line("byline", "{speaker.name:林向东}"),
  line("date", "（{date:2026年11月26日}）"),
  line("salutation", "{salutation:同志们}："),
  paragraph("{meeting:甲会议}开得好。今天召开{meeting:甲会议}，我{promise:讲两点意见}。"),
  heading("提高认识"),
  paragraph("第一部分。"),
  heading("抓好落实"),
  paragraph("第二部分。"),
];

type Open = { editor: SpeechEditor; heard: DraftHead[] };
function open(body: Block[] = SPEECH, card: MeetingCard = CARD): Open {
  const editor = createSpeechEditor(structuredClone(body), undefined, { refused: expect.fail, noted: () => {} });
  const heard: DraftHead[] = [];
  startHead(editor, { card, citations: {} }, (head) => heard.push(head));
  return { editor, heard };
}

/** What follows a change works once the tick is over. */
const tick = () => Promise.resolve();
const lines = (editor: SpeechEditor) => (editor.children as Block[]).map(textOf);
const stateOf = (editor: SpeechEditor) =>
  JSON.stringify([bodySchema.parse(JSON.parse(JSON.stringify(editor.children))), editor.head]);

function cursorAt(editor: SpeechEditor, block: number, offset: number): void {
  const range = rangeOf(editor, { block, start: offset, end: offset });
  if (!range) throw new Error("no such place");
  Transforms.select(editor, range);
}
/** The line of the cursor, cut by `|`. */
function atCursor(editor: SpeechEditor): string {
  if (!editor.selection) return "";
  const { path } = editor.selection.anchor;
  const before = Editor.string(editor, {
    anchor: Editor.start(editor, [path[0] ?? 0]),
    focus: editor.selection.anchor,
  });
  return `${before}|${textOf(editor.children[path[0] ?? 0] as Block).slice(before.length)}`;
}

describe("a change of the card", () => {
  it("reaches every linked place, and only those", async () => {
    const { editor, heard } = open([...SPEECH, paragraph("比{meeting:乙会议}好，甲会议没有跟。")]);
    changeCard(editor, { ...CARD, meeting: "丙会议" });
    await tick();
    expect(lines(editor)).toMatchObject({
      0: "在丙会议上的讲话",
      4: "丙会议开得好。今天召开丙会议，我讲两点意见。",
      9: "比乙会议好，甲会议没有跟。",
    });
    expect(heard.at(-1)?.card.meeting).toBe("丙会议");
  });

  it("is one step of undo with the text, and redo brings both again", async () => {
    const { editor, heard } = open();
    const before = stateOf(editor);
    changeCard(editor, { ...CARD, meeting: "丙会议" });
    await tick();
    const after = stateOf(editor);
    editor.undo();
    await tick();
    expect(stateOf(editor)).toBe(before);
    expect(heard.at(-1)).toEqual({ card: CARD, citations: {} });
    editor.redo();
    await tick();
    expect(stateOf(editor)).toBe(after);
  });

  it("letter by letter is one step for each field, however the text stands between", async () => {
    const { editor } = open();
    const states = [stateOf(editor)];
    for (const meeting of ["甲会", "甲", "", "乙", "乙会议"])
      changeCard(editor, { ...editor.head.card, meeting }, "meeting");
    states.push(stateOf(editor));
    for (const name of ["沈", "沈立"]) changeCard(editor, { ...editor.head.card, speaker: { name } }, "speaker.name");
    await tick();
    expect(lines(editor)).toMatchObject({ 0: "在乙会议上的讲话", 1: "沈立" });
    expect(editor.history.undos).toHaveLength(2);
    for (const state of states.reverse()) {
      editor.undo();
      expect(stateOf(editor)).toBe(state);
    }
  });

  it("is undone also where nothing of it stands in the text, so that no other step takes it along", async () => {
    const { editor } = open();
    changeCard(editor, { ...editor.head.card, meeting: "乙会议" }, "meeting");
    changeCard(editor, { ...editor.head.card, place: "县政府" }, "place");
    changeCard(editor, { ...editor.head.card, place: "县政府礼堂" }, "place");
    await tick();
    expect(editor.history.undos).toHaveLength(2);
    editor.undo();
    expect(editor.head.card).toEqual({ ...CARD, meeting: "乙会议" });
    editor.undo();
    expect(editor.head.card).toEqual(CARD);
    editor.redo();
    editor.redo();
    expect(editor.head.card.place).toBe("县政府礼堂");
    expect(lines(editor)[0]).toBe("在乙会议上的讲话");
  });

  it("that says the same leaves no step", () => {
    const { editor, heard } = open();
    changeCard(editor, { ...CARD }, "meeting");
    expect(editor.history.undos).toHaveLength(0);
    expect(heard).toEqual([]);
  });

  it("takes away what could be done again, also where it stands nowhere in the text", () => {
    const { editor } = open();
    changeCard(editor, { ...CARD, meeting: "乙会议" }, "meeting");
    editor.undo();
    changeCard(editor, { ...CARD, place: "县政府" }, "place");
    expect(editor.history.redos).toEqual([]);
  });

  it("is not joined by text that is typed or deleted right behind it", async () => {
    const { editor } = open();
    changeCard(editor, { ...CARD, speaker: { name: "" } }, "speaker.name");
    changeCard(editor, { ...CARD, speaker: { name: "沈立" } }, "speaker.name");
    await tick();
    const changed = stateOf(editor);
    cursorAt(editor, 4, 0);
    editor.deleteForward("character");
    editor.deleteForward("character");
    await tick();
    changeCard(editor, { ...editor.head.card, speaker: { name: "沈立明" } }, "speaker.name");
    expect(editor.history.undos).toHaveLength(3);
    editor.undo();
    editor.undo();
    expect(stateOf(editor)).toBe(changed);
  });

  it.each([
    ["before the place", 4, 0, "|丙大会开得好。"],
    ["inside it", 4, 2, "丙大会|开得好。"],
    ["behind it", 4, 3, "丙大会|开得好。"],
    ["in the words behind", 4, 5, "丙大会开得|好。"],
    ["in a line that nothing changes in", 6, 2, "第一|部分。"],
  ])("leaves a cursor %s with its words", async (_, block, offset, expected) => {
    const { editor } = open();
    cursorAt(editor, block, offset);
    changeCard(editor, { ...CARD, meeting: "丙大会" }, "meeting");
    await tick();
    expect(atCursor(editor)).toContain(expected);
  });

  it("works without a cursor and sets none", () => {
    const { editor } = open();
    changeCard(editor, { ...CARD, meeting: "乙会议" });
    editor.undo();
    editor.redo();
    expect(editor.selection).toBeNull();
  });

  it("reaches a place that is a whole block, and keeps bold and lead", () => {
    const { editor } = open([
      line("byline", "{speaker.name:林向东}"),
      {
        type: "paragraph",
        leadLevel: 2,
        children: [
          { text: "甲", field: "meeting", lead: true, bold: true },
          { text: "会议", field: "meeting", lead: true },
          { text: "。", lead: true },
        ],
      },
    ]);
    changeCard(editor, { meeting: "乙大会", speaker: { name: "沈立" } });
    expect(editor.children).toEqual([
      { type: "byline", children: [{ text: "沈立", field: "speaker.name" }] },
      {
        type: "paragraph",
        leadLevel: 2,
        children: [
          { text: "乙大会", field: "meeting", lead: true, bold: true },
          { text: "。", lead: true },
        ],
      },
    ]);
  });

  it("leaves what was typed over, though the field on its way reads the same", async () => {
    const greeting = "各位领导、同志们";
    const { editor } = open(
      [
        line("title", "在{meeting:甲会议}上的讲话"),
        line("salutation", "{salutation:同志们}："),
        paragraph("{salutation:各位领导、同志们}，今天开会。"),
      ],
      { ...CARD, salutation: greeting },
    );
    const { salutation: _, ...bare } = editor.head.card;
    changeCard(editor, bare, "salutation 1");
    for (const salutation of ["各位", "各位代表"]) changeCard(editor, { ...bare, salutation }, "salutation 1");
    await tick();
    expect(lines(editor).slice(1)).toEqual(["同志们：", "各位代表，今天开会。"]);
    editor.undo();
    expect(lines(editor).slice(1)).toEqual(["同志们：", "各位领导、同志们，今天开会。"]);
    // What reads as the card says when somebody comes back to the field follows it again.
    changeCard(editor, bare, "salutation 2");
    changeCard(editor, { ...bare, salutation: "各位代表" }, "salutation 3");
    expect(lines(editor).slice(1)).toEqual(["各位代表：", "各位代表，今天开会。"]);
  });

  it("opens a place whose field is emptied and fills it again", () => {
    const { editor } = open();
    changeCard(editor, { ...CARD, meeting: "" }, "meeting");
    expect((editor.children[0] as Block).children[1]).toEqual({ text: "会议全称", slot: "card.meeting" });
    changeCard(editor, { ...CARD, meeting: "乙会议" }, "meeting");
    expect((editor.children[0] as Block).children[1]).toEqual({ text: "乙会议", field: "meeting" });
  });
});

describe("the head", () => {
  it("goes and comes back with another pattern, whatever came between", async () => {
    const { editor } = open();
    const states = [stateOf(editor)];
    const keep = async () => {
      await tick();
      states.push(stateOf(editor));
    };
    changeCard(editor, { ...CARD, meeting: "乙会议" }, "meeting");
    await keep();
    changeHead(editor, "pattern", { pattern: "parallel", unplaced: [paragraph("无处放的话。")] }, () => {
      replaceBody(editor, [line("title", "在{meeting:乙会议}上的讲话"), heading("一件事"), paragraph("话。")]);
    });
    await keep();
    cursorAt(editor, 2, 1);
    editor.insertText("写下的字");
    await keep();
    changeCard(editor, { ...editor.head.card, meeting: "丙会议" }, "meeting");
    await keep();
    expect(editor.head.unplaced).toHaveLength(1);
    const all = [...states];
    for (const state of states.slice(0, -1).reverse()) {
      editor.undo();
      await tick();
      expect(stateOf(editor)).toBe(state);
    }
    for (const state of all.slice(1)) {
      editor.redo();
      await tick();
      expect(stateOf(editor)).toBe(state);
    }
  });

  it("holds nothing of what left it, so that a save of the same head is seen to change nothing", () => {
    const { editor } = open();
    const clean = editor.head;
    changeHead(editor, "", { unplaced: [paragraph("无处放的话。")] }, () => {});
    changeHead(editor, "", { unplaced: undefined, pattern: undefined }, () => {});
    expect(editor.head).toStrictEqual(clean);
  });

  it("survives 500 changes of card and text in any order, and undo all the way back", async () => {
    let seed = 20261126;
    const random = (below: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return Math.floor((seed / 2147483648) * below);
    };
    const words = ["", "甲会议", "乙工作会议", "丙", "会议会议"];
    const { editor } = open([
      ...SPEECH,
      paragraph("由{speaker.name:林向东}和*{place:*{place:县政府}商定{year:2026}年的事。"),
    ]);
    const states: string[] = [];
    for (let count = 0; count < 500; count += 1) {
      const { card } = editor.head;
      const word = words[random(words.length)] as string;
      const step = editor.history.undos.at(-1);
      const before = stateOf(editor);
      const kind = random(8);
      if (kind < 2) changeCard(editor, { ...card, meeting: word }, random(2) ? "meeting" : "");
      else if (kind < 4) changeCard(editor, { ...card, speaker: { name: word } }, "speaker.name");
      else if (kind === 4)
        changeCard(editor, { ...card, audience: ["上级", "平级", "下级"][random(3)] as string }, "audience");
      else if (kind === 5) changeCard(editor, { ...card, place: word, host: word }, "place");
      else {
        const block = random(editor.children.length);
        cursorAt(editor, block, random(textOf(editor.children[block] as Block).length + 1));
        if (random(4) === 0) editor.insertBreak();
        else if (random(3) === 0) editor.deleteBackward("character");
        else editor.insertText(random(2) ? "。" : "写");
      }
      await tick();
      // A joined step has no state of its own; each has the one before it.
      if (editor.history.undos.at(-1) !== step) states.push(before);
    }
    const last = stateOf(editor);
    // The history keeps a hundred steps.
    const way = states.slice(-editor.history.undos.length);
    for (const state of way.toReversed()) {
      editor.undo();
      await tick();
      expect(stateOf(editor)).toBe(state);
    }
    expect(editor.history.undos).toHaveLength(0);
    while (editor.history.redos.length > 0) editor.redo();
    expect(stateOf(editor)).toBe(last);
  });
});

describe("places of the card", () => {
  it("are detached by typing inside, not at their edges", async () => {
    const { editor } = open();
    const linked = () =>
      fieldPlaces(editor.children as Block[]).map((place) =>
        isLinked(place, contextOf(editor.head.card, editor.children as Block[])),
      );
    cursorAt(editor, 0, 4);
    editor.insertText("期间");
    cursorAt(editor, 0, 1);
    editor.insertText("此次");
    await tick();
    expect(lines(editor)[0]).toBe("在此次甲会议期间上的讲话");
    expect(linked()).not.toContain(false);
    cursorAt(editor, 0, 4);
    editor.insertText("级");
    await tick();
    expect(linked().filter((each) => !each)).toHaveLength(1);
    changeCard(editor, { ...CARD, meeting: "乙会议" });
    expect(lines(editor)[0]).toBe("在此次甲级会议期间上的讲话");
    const [place] = detachedPlaces(editor.children as Block[], editor.head.card);
    if (!place) throw new Error("none is detached");
    relinkPlace(editor, place);
    expect(lines(editor)[0]).toBe("在此次乙会议期间上的讲话");
    expect(linked()).not.toContain(false);
    editor.undo();
    expect(lines(editor)[0]).toBe("在此次甲级会议期间上的讲话");
  });

  it("that a break parted are put together in one step of undo", () => {
    const { editor } = open([line("title", "在{meeting:甲会议}上的讲话")]);
    cursorAt(editor, 0, 2);
    editor.insertBreak();
    expect(lines(editor)).toEqual(["在甲", "会议上的讲话"]);
    const [place] = detachedPlaces(editor.children as Block[], CARD);
    if (!place) throw new Error("nothing detached");
    relinkPlace(editor, place);
    expect(lines(editor)).toEqual(["在甲会议", "上的讲话"]);
    editor.undo();
    expect(lines(editor)).toEqual(["在甲", "会议上的讲话"]);
  });

  it("are put right where they are by now, and nowhere once they read otherwise", async () => {
    const { editor } = open([paragraph("今天召开{meeting:乙会议}。")]);
    const [place] = detachedPlaces(editor.children as Block[], CARD);
    if (!place) throw new Error("nothing detached");
    cursorAt(editor, 0, 0);
    editor.insertText("同志们，");
    await tick();
    relinkPlace(editor, place);
    expect(lines(editor)).toEqual(["同志们，今天召开甲会议。"]);
    relinkPlace(editor, place);
    expect(lines(editor)).toEqual(["同志们，今天召开甲会议。"]);
  });

  it("fill the card from the text: the words follow it then, and open places are filled", () => {
    const body: Block[] = [
      line("title", "在青云县工作会议上的讲话"),
      { type: "paragraph", children: [{ text: "召开" }, { text: "会议全称", slot: "card.meeting" }, { text: "。" }] },
    ];
    const { editor } = open(body, {});
    const [place] = detachedPlaces(body, {});
    if (!place?.filling) throw new Error("nothing to fill in");
    fillCard(editor, place.filling);
    expect(lines(editor)).toEqual(["在青云县工作会议上的讲话", "召开青云县工作会议。"]);
    expect(editor.head.card).toEqual({ meeting: "青云县工作会议" });
    changeCard(editor, { meeting: "青云县联席会议" });
    expect(lines(editor)).toEqual(["在青云县联席会议上的讲话", "召开青云县联席会议。"]);
    editor.undo();
    editor.undo();
    expect(editor.children).toEqual(body);
    expect(editor.head.card).toEqual({});
  });

  it("fill the card, and what waits without a place follows it too", () => {
    const { editor } = open([line("title", "在青云县工作会议上的讲话")], { meeting: "甲会议" });
    changeHead(editor, "", { unplaced: [paragraph("{meeting:甲会议}开得好。")] }, () => {});
    const [place] = detachedPlaces(editor.children as Block[], editor.head.card);
    if (!place?.filling) throw new Error("nothing to fill in");
    fillCard(editor, place.filling);
    expect(editor.head.unplaced?.map(textOf)).toEqual(["青云县工作会议开得好。"]);
    editor.undo();
    expect(editor.head.unplaced?.map(textOf)).toEqual(["甲会议开得好。"]);
  });

  it("copied from another draft are detached where they read as its card, and are never changed by pasting", async () => {
    const held = new Map<string, string>();
    const data = {
      setData: (type: string, text: string) => held.set(type, text),
      getData: (type: string) => held.get(type) ?? "",
    };
    const clipboard = data as unknown as DataTransfer;
    const { editor: other } = open([paragraph("去年{meeting:旧会议}讲过，由{speaker.name:林向东}负责。")], {
      meeting: "旧会议",
    });
    Transforms.select(other, []);
    other.setFragmentData(clipboard, "copy");
    const { editor } = open();
    cursorAt(editor, 8, 5);
    editor.insertData(clipboard);
    await tick();
    expect(lines(editor)[8]).toBe("第二部分。去年旧会议讲过，由林向东负责。");
    const detached = detachedPlaces(editor.children as Block[], editor.head.card);
    expect(detached.map(({ text, value }) => [text, value])).toEqual([["旧会议", "甲会议"]]);
    changeCard(editor, { ...CARD, meeting: "乙会议", speaker: { name: "沈立" } });
    expect(lines(editor)[8]).toBe("第二部分。去年旧会议讲过，由沈立负责。");
  });

  it("are linked where the words read as the card does", () => {
    const { editor } = open([line("title", "在甲会议上的讲话")]);
    linkPlaces(editor);
    changeCard(editor, { ...CARD, meeting: "乙会议" });
    expect(lines(editor)).toEqual(["在乙会议上的讲话"]);
  });
});

describe("the promise", () => {
  const promise = (editor: SpeechEditor) => lines(editor)[4]?.split("我")[1];
  const addPart = (editor: SpeechEditor) => {
    Transforms.insertNodes(editor, heading("加强领导"), { at: [editor.children.length] });
  };

  it("follows the headings of level 1 that come and go, in the same step of undo", async () => {
    const { editor } = open();
    const before = stateOf(editor);
    addPart(editor);
    await tick();
    expect(promise(editor)).toBe("讲三点意见。");
    expect(editor.history.undos).toHaveLength(1);
    editor.undo();
    await tick();
    expect(stateOf(editor)).toBe(before);
    editor.redo();
    await tick();
    expect(promise(editor)).toBe("讲三点意见。");
    Transforms.setNodes(editor, { level: 2 }, { at: [5] });
    await tick();
    expect(promise(editor)).toBe("讲两点意见。");
  });

  it("follows where a heading is typed with its number, and the cursor stays", async () => {
    const { editor } = open();
    cursorAt(editor, 8, 5);
    editor.insertBreak();
    for (const letter of "三、加") editor.insertText(letter);
    await tick();
    expect((editor.children[9] as Block).type).toBe("heading");
    expect(promise(editor)).toBe("讲三点意见。");
    expect(atCursor(editor)).toBe("加|");
  });

  it("that was typed over stays", async () => {
    const { editor } = open();
    cursorAt(editor, 4, lines(editor)[4]?.indexOf("点意见") ?? 0);
    editor.insertText("三");
    await tick();
    addPart(editor);
    await tick();
    expect(promise(editor)).toBe("讲两三点意见。");
  });

  it("of a text that comes in whole is that text's own", async () => {
    const { editor } = open();
    const four = [
      ...SPEECH.slice(0, 4),
      paragraph("我{promise:讲两点意见}。"),
      ..."甲乙丙丁".split("").map((name) => heading(name)),
    ];
    replaceBody(editor, four);
    await tick();
    expect(promise(editor)).toBe("讲两点意见。");
  });

  it("follows the audience at once, and with it the greeting", () => {
    const { editor } = open();
    changeCard(editor, { ...CARD, audience: "上级" }, "audience");
    expect(lines(editor)).toMatchObject({
      3: "各位领导、同志们：",
      4: expect.stringContaining("我作两个方面的汇报。"),
    });
  });
});
