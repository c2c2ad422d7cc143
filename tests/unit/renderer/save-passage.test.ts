import { Transforms } from "slate";
import { expect, it } from "vitest";
import { type Block, textOf } from "#core/draft/schema";
import { createSpeechEditor } from "../../../renderer/editor/create-speech-editor.ts";
import { startHead } from "../../../renderer/editor/with-head.ts";
import { passageAtCursor } from "../../../renderer/features/library/save-passage.ts";
import { heading, line, paragraph } from "../core/card/card-texts.ts";

it("a passage is named in the words of the speech, not by the labels of its open places", () => {
  const body: Block[] = [
    line("title", "讲话"),
    heading("增强{topic:营商环境}工作的主动性"),
    paragraph("{topic:营商环境}工作要抓实。"),
  ];
  const editor = createSpeechEditor(body, undefined, { refused: expect.fail, noted: () => {} });
  startHead(editor, { card: { topic: "营商环境" }, citations: {} }, () => {});
  Transforms.select(editor, { path: [2, 0], offset: 0 });
  const passage = passageAtCursor(editor);
  expect(passage?.title).toBe("增强营商环境工作的主动性");
  expect(passage?.body.map(textOf)).toEqual(["增强主题工作的主动性", "主题工作要抓实。"]);
});
