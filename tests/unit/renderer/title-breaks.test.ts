import { describe, expect, it } from "vitest";
import { type Block, textOf } from "#core/draft/schema";
import { createSpeechEditor } from "../../../renderer/editor/create-speech-editor.ts";
import { titleBreaks } from "../../../renderer/editor/title-breaks.ts";
import { line } from "../core/card/card-texts.ts";

/** The lines of a title as the sheet breaks it: before every span that is marked as the start of one. */
function linesOf(title: Block): string[] {
  const editor = createSpeechEditor([title], undefined, { refused: expect.fail, noted: () => {} });
  const block = editor.children[0] as Block;
  const starts = titleBreaks([block, [0]]).map(({ anchor, focus }) => {
    // A mark over two spans would break the line once more between them.
    expect(focus.path).toEqual(anchor.path);
    expect(focus.offset).toBeGreaterThan(anchor.offset);
    const before = block.children.slice(0, anchor.path[1]).map(({ text }) => text);
    return before.join("").length + anchor.offset;
  });
  const text = textOf(block);
  return [0, ...starts].map((start, index) => text.slice(start, starts[index]));
}

describe("the lines of a title on the sheet", () => {
  const first = "在2026年青云县知识产权联席会议";
  const second = "暨打击侵权假冒工作领导小组会议上的讲话";

  it.each([
    ["plain words", `${first}${second}`],
    [
      "a place of the card in the middle",
      "在{meeting:2026年青云县知识产权联席会议暨打击侵权假冒工作领导小组会议}上的讲话",
    ],
    [
      "a place that ends where the line does",
      "在{meeting:2026年青云县知识产权联席会议}暨打击侵权假冒工作领导小组会议上的讲话",
    ],
    ["bold words", "在2026年青云县知识产权联席会议*暨打击侵权*假冒工作领导小组会议上的讲话"],
  ])("with %s", (_, words) => {
    expect(linesOf(line("title", words))).toEqual([first, second]);
  });

  it("are one where they fit", () => {
    expect(linesOf(line("title", "在{meeting:全县会议}上的讲话"))).toEqual(["在全县会议上的讲话"]);
  });
});
