import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { cardChanges, withChanges } from "#core/card/field-places";
import { contextOf } from "#core/card/fields";
import { type Block, type DraftHead, type MeetingCard, type Span, textOf } from "#core/draft/schema";
import { instantiate, patternOf, templateHead } from "#core/template/instantiate";
import { readWritten } from "#core/template/read-written";
import { type Template, writtenTemplateSchema } from "#core/template/schema";
import { switchPattern } from "#core/template/switch-pattern";

const template = (id: string): Template =>
  readWritten(writtenTemplateSchema.parse(JSON.parse(readFileSync(`templates/${id}.json`, "utf8"))));

const CARD: MeetingCard = { meeting: "2026年青云县知识产权联席会议", topic: "知识产权", audience: "下级", year: 2026 };
const A = "awareness-task-guarantee";
const B = "review-plan-demand";
const joint = template("joint-conference");

type Speech = { body: Block[]; head: DraftHead };

function begin(from = joint, patternId = A): Speech {
  const pattern = patternOf(from, patternId);
  if (!pattern) throw new Error(`no pattern ${patternId}`);
  return { body: instantiate(pattern, CARD), head: templateHead(from, pattern, CARD) };
}

const change = (from: Template, { body, head }: Speech, id: string) => switchPattern(from, body, head, id);

/** The speech with the block of `key` reworded. */
function reworded({ body, head }: Speech, key: string, ...blocks: Block[]): Speech {
  const at = body.findIndex((block) => block.key === key);
  if (at < 0) throw new Error(`no block ${key}`);
  return { body: body.toSpliced(at, 1, ...blocks), head };
}

const written = (text: string, key?: string): Block => ({
  type: "paragraph",
  ...(key !== undefined && { key }),
  children: [{ text }],
});
const textsAt = (body: readonly Block[], key: string | undefined) =>
  body.filter((block) => block.key === key).map(textOf);
const keysOf = (body: readonly Block[]) => body.map(({ key }) => key);
const fresh = (id: string) => begin(joint, id).body;

describe("switching the pattern of a draft", () => {
  it("gives just the other pattern where nothing was written, and the first again on the way back", () => {
    const there = change(joint, begin(), B);
    expect(there.body).toEqual(fresh(B));
    expect(there.head).toMatchObject({ template: "joint-conference", pattern: B, card: CARD });
    expect(there.head.unplaced).toBeUndefined();
    expect(change(joint, there, A).body).toEqual(fresh(A));
  });

  it("takes what was written to the place of its key, with what was written below it", () => {
    const speech = reworded(begin(), "task.1", written("一是管好市场。", "task.1"), written("再加一段。"));
    const { body, head } = change(joint, speech, B);
    const at = body.findIndex(({ key }) => key === "task.1");
    expect(body.slice(at, at + 2).map(textOf)).toEqual(["一是管好市场。", "再加一段。"]);
    expect(body[at + 2]?.key).toBe("task.2");
    expect(head.unplaced).toBeUndefined();
  });

  it("gives an untouched block its new wording and keeps what was written below it there", () => {
    const speech = begin();
    const gap = speech.body.find(({ key }) => key === "awareness.gap") as Block;
    const { body } = change(joint, reworded(speech, "awareness.gap", gap, written("我写的差距。")), B);
    const at = body.findIndex(({ key }) => key === "awareness.gap");
    expect(body[at]).toEqual(fresh(B).find(({ key }) => key === "awareness.gap"));
    expect(body[at]).not.toEqual(gap);
    expect(textOf(body[at + 1] as Block)).toBe("我写的差距。");
  });

  it("lets what has no place wait with its key and what followed it, and brings it back", () => {
    const speech = reworded(
      begin(),
      "awareness.unify",
      written("统一思想。", "awareness.unify"),
      written("还要加油。"),
    );
    const there = change(joint, speech, B);
    expect(there.leaving.map(textOf)).toEqual(["统一思想。", "还要加油。"]);
    expect(there.head.unplaced).toEqual(there.leaving);
    expect(there.body.map(textOf)).not.toContain("还要加油。");
    const back = change(joint, there, A);
    expect(back.returning).toEqual(there.leaving);
    expect(back.body).toEqual(speech.body);
    expect(back.head.unplaced).toBeUndefined();
  });

  it("leaves title, byline, date and salutation as they are, changed or taken out", () => {
    const speech = reworded(begin(), "title", { type: "title", key: "title", children: [{ text: "我的题目" }] });
    const without = { ...speech, body: speech.body.filter(({ type }) => type !== "date") };
    const { body } = change(joint, without, B);
    expect(textsAt(body, "title")).toEqual(["我的题目"]);
    expect(body.some(({ type }) => type === "date")).toBe(false);
  });

  it("keeps deleted blocks deleted, there and on the way back", () => {
    const speech = begin();
    const gone = { ...speech, body: speech.body.filter(({ key }) => key !== "task.2" && key !== "awareness.unify") };
    const there = change(joint, gone, B);
    expect(keysOf(there.body)).not.toContain("task.2");
    expect(change(joint, there, A).body).toEqual(gone.body);
  });

  it("finds a pattern in the order in which the writer left it", () => {
    const { body, head } = begin();
    const at = body.findIndex(({ key }) => key === "part.guarantee");
    const end = body.findIndex(({ key }) => key === "closing");
    const task = body.findIndex(({ key }) => key === "part.task");
    const moved = [...body.slice(0, task), ...body.slice(at, end), ...body.slice(task, at), ...body.slice(end)];
    expect(change(joint, change(joint, { body: moved, head }, B), A).body).toEqual(moved);
  });

  it("keeps both halves of a block that was split, and text that stood before all else", () => {
    const speech = reworded(begin(), "task.1", written("一是前半。", "task.1"), written("后半。", "task.1"));
    const front = speech.body.findIndex(({ type }) => type === "paragraph");
    const withFirst = { ...speech, body: speech.body.toSpliced(front, 0, written("先说一句。")) };
    const there = change(joint, withFirst, B);
    expect(textsAt(there.body, "task.1")).toEqual(["一是前半。", "后半。"]);
    expect(textOf(there.body[front] as Block)).toBe("先说一句。");
    expect(change(joint, there, A).body).toEqual(withFirst.body);
  });

  it("takes the levels of headings from the new pattern, save those that the writer set himself", () => {
    const levelled: Template = structuredClone(joint);
    const inB = patternOf(levelled, B)?.body.find(({ key }) => key === "part.task");
    if (inB?.type !== "heading") throw new Error("no heading");
    inB.level = 2;
    const heading = (level: 1 | 2 | 3): Block => ({
      type: "heading",
      level,
      key: "part.task",
      children: [{ text: "我的标题" }],
    });
    const levelIn = ({ body }: { body: Block[] }) => body.find(({ key }) => key === "part.task");
    const there = change(levelled, reworded(begin(levelled), "part.task", heading(1)), B);
    expect(levelIn(there)).toMatchObject({ level: 2, children: [{ text: "我的标题" }] });
    expect(levelIn(change(levelled, there, A))).toMatchObject({ level: 1 });
    const own = change(levelled, reworded(begin(levelled), "part.task", heading(3)), B);
    expect(levelIn(own)).toMatchObject({ level: 3 });
    expect(levelIn(change(levelled, own, A))).toMatchObject({ level: 3 });
  });

  it("lets the promised number follow the parts where it is linked, and leaves it where it was typed over", () => {
    const own: Block = { type: "heading", level: 1, children: [{ text: "再加一件事" }] };
    const { body, head } = begin();
    const place = body.findIndex(({ key }) => key === "closing");
    const four: Speech = { head, body: body.toSpliced(place, 0, own) };
    const promised = (blocks: readonly Block[]) =>
      blocks.flatMap(({ children }) => children.filter(({ field }) => field === "promise")).map(({ text }) => text);
    expect(promised(change(joint, begin(), B).body)).toEqual(["提三点要求"]);
    const opening = body.find(({ key }) => key === "opening.point") as Block;
    const reading = (text: string): Block => ({
      ...opening,
      children: opening.children.map((span) => (span.field === "promise" ? { ...span, text } : span)),
    });
    // Followed the fourth heading, as in the editor.
    const followed = reworded(four, "opening.point", reading("提四点要求"));
    expect(promised(change(joint, followed, B).body)).toEqual(["提四点要求"]);
    expect(change(joint, change(joint, followed, B), A).body).toEqual(followed.body);
    const detached = reworded(four, "opening.point", reading("提几点希望"));
    expect(promised(change(joint, detached, B).body)).toEqual(["提几点希望"]);
    expect(change(joint, change(joint, detached, B), A).body).toEqual(detached.body);
  });

  it("takes all text as the writer's where the pattern that it was made in is gone from the template", () => {
    const { body, head } = begin();
    const lost: Template = { ...joint, patterns: joint.patterns.filter(({ id }) => id === B) };
    const there = switchPattern(lost, body, head, B);
    // The number of points follows the parts, which are more now.
    const texts = (blocks: readonly Block[]) => blocks.map((block) => textOf(block).replace(/提.点要求/u, ""));
    expect(texts(there.body)).toEqual(expect.arrayContaining(texts(body)));
  });

  it("does nothing for the present pattern or one that the template does not offer", () => {
    const speech = begin();
    for (const id of [A, "agenda"])
      expect(change(joint, speech, id)).toEqual({ ...speech, leaving: [], returning: [] });
  });
});

/** Random numbers that are the same in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe.each(readdirSync("templates").map((name) => name.replace(".json", "")))("in any sequence, %s", (id) => {
  const from = template(id);
  const patterns = from.patterns.map((pattern) => pattern.id);

  it.runIf(patterns.length > 1).each([1, 2, 3, 4, 5, 6])("no character that was typed is lost (%i)", (seed) => {
    const random = numbers(seed);
    let speech = begin(from, patterns[0]);
    const typed: string[] = [];
    const sentence = () => {
      typed.push(`句${typed.length}写。`);
      return typed.at(-1) as string;
    };
    for (let step = 0; step < 40; step += 1) {
      const { body } = speech;
      const { pattern } = speech.head;
      const at = random(body.length);
      const block = body[at] as Block;
      const own = block.children.some(({ text }) => typed.some((each) => text.includes(each)));
      switch (random(6)) {
        case 0: {
          const there = change(from, speech, patterns[random(patterns.length)] as string);
          const back = change(from, there, speech.head.pattern as string);
          expect(back.body).toEqual(speech.body);
          expect(back.head.unplaced).toEqual(speech.head.unplaced);
          speech = there;
          break;
        }
        case 1: // into a slot, or behind the text
          speech = { ...speech, body: body.with(at, filled(block, sentence())) };
          break;
        case 2: // a paragraph below
          if (block.type !== "title") speech = { ...speech, body: body.toSpliced(at + 1, 0, written(sentence())) };
          break;
        case 3: // Enter inside: both halves keep the key
          if (block.type === "paragraph") {
            const [last, ...rest] = [...block.children].reverse();
            const halves =
              rest.length > 0 && last
                ? [
                    { ...block, children: rest.reverse() },
                    { ...block, children: [last] },
                  ]
                : [block];
            speech = { ...speech, body: body.toSpliced(at, 1, ...halves) };
          }
          break;
        case 4: // deleted, as long as nothing typed goes with it
          if (!own && block.type !== "title") speech = { ...speech, body: body.toSpliced(at, 1) };
          break;
        default: // moved to the end
          if (block.type === "paragraph" && textsAt(body, block.key).length === 1) {
            speech = { ...speech, body: [...body.toSpliced(at, 1), block] };
          }
      }
      if (speech.head.pattern === pattern) speech = { ...speech, body: promised(body, speech.body) };
    }
    const all = [...speech.body, ...(speech.head.unplaced ?? [])].map(textOf).join("");
    for (const each of typed) expect(all.split(each)).toHaveLength(2);
  });
});

/** The promise followed the parts, as in the editor. */
function promised(before: readonly Block[], body: readonly Block[]): Block[] {
  return withChanges(body, cardChanges(body, contextOf(CARD, before), contextOf(CARD, body)));
}

function filled(block: Block, text: string): Block {
  const slot = block.children.findIndex((span) => span.slot !== undefined);
  const span: Span = { text };
  return { ...block, children: slot < 0 ? [...block.children, span] : block.children.with(slot, span) };
}
