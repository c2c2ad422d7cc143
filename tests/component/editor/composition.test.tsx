import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { Slate } from "slate-react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Block } from "#core/draft/schema";
import { whenNotComposing } from "../../../renderer/editor/composition.ts";
import { createSpeechEditor } from "../../../renderer/editor/create-speech-editor.ts";
import { Paper } from "../../../renderer/editor/paper.tsx";

const body: Block[] = [{ type: "paragraph", children: [{ text: "正文" }] }];

function open() {
  const editor = createSpeechEditor(body, undefined, { refused: expect.fail, noted: () => {} });
  const shown = render(
    <Slate editor={editor} initialValue={editor.children}>
      <Paper readOnly={false} toOpenPlace={() => false} />
    </Slate>,
  );
  return { editor, text: screen.getByRole("textbox", { name: "讲稿正文" }), close: shown.unmount };
}

/** Begins a composition as browsers do: the start is followed at once by the first letters. */
function compose(text: HTMLElement): void {
  fireEvent.compositionStart(text);
  fireEvent.compositionUpdate(text, { data: "z" });
}

/** Lets what was put off behind the present tick run. */
const settle = () => act(() => vi.advanceTimersByTimeAsync(0));

describe("whenNotComposing", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    cleanup();
    vi.useRealTimers();
  });

  it("runs at once where nothing is composed", () => {
    const work = vi.fn();
    whenNotComposing(open().editor, work);
    expect(work).toHaveBeenCalledOnce();
  });

  it("keeps work until the composition has ended, in the order in which it came, and runs it once", async () => {
    const { editor, text } = open();
    const ran: string[] = [];
    compose(text);
    for (const name of ["甲", "乙"]) whenNotComposing(editor, () => ran.push(name));
    await settle();
    expect(ran).toEqual([]);
    fireEvent.compositionEnd(text);
    expect(ran).toEqual([]);
    await settle();
    expect(ran).toEqual(["甲", "乙"]);
    compose(text);
    fireEvent.compositionEnd(text);
    await settle();
    expect(ran).toEqual(["甲", "乙"]);
  });

  it("waits on where a second composition begins on the heels of the first", async () => {
    const { editor, text } = open();
    const work = vi.fn();
    compose(text);
    whenNotComposing(editor, work);
    fireEvent.compositionEnd(text);
    await act(async () => {});
    compose(text);
    await settle();
    expect(work).not.toHaveBeenCalled();
    fireEvent.compositionEnd(text);
    await settle();
    expect(work).toHaveBeenCalledOnce();
  });

  it("sees by the next key that a composition ended without saying so", async () => {
    const { editor, text } = open();
    const work = vi.fn();
    compose(text);
    whenNotComposing(editor, work);
    fireEvent.keyDown(text, { key: "a", isComposing: false });
    await settle();
    expect(work).toHaveBeenCalledOnce();
  });

  it("drops what waits when the text is closed", async () => {
    const { editor, text, close } = open();
    const work = vi.fn();
    compose(text);
    whenNotComposing(editor, work);
    fireEvent.compositionEnd(text);
    close();
    await vi.advanceTimersByTimeAsync(0);
    expect(work).not.toHaveBeenCalled();
  });
});
