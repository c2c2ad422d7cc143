import { history } from "prosemirror-history";
import { Schema } from "prosemirror-model";
import { schema as basic } from "prosemirror-schema-basic";
import { EditorState } from "prosemirror-state";
import { EditorView } from "prosemirror-view";

// Runs in the page: the peers that the product's editor is measured beside, on the same sheet in the same dress.

const schema = new Schema({
  nodes: {
    doc: { content: "block+" },
    paragraph: { group: "block", content: "text*", toDOM: () => ["p", { class: "block paragraph" }, 0] },
    text: {},
  },
  marks: { strong: basic.spec.marks.get("strong") ?? {} },
});

const peers = {
  contenteditable(text: HTMLElement, paragraphs: readonly string[]) {
    text.contentEditable = "true";
    text.spellcheck = false;
    text.append(
      ...paragraphs.map((words) => {
        const block = document.createElement("p");
        block.className = "block paragraph";
        block.textContent = words;
        return block;
      }),
    );
  },
  prosemirror(text: HTMLElement, paragraphs: readonly string[]) {
    const doc = schema.node(
      "doc",
      null,
      paragraphs.map((words) => schema.node("paragraph", null, schema.text(words))),
    );
    new EditorView({ mount: text }, { state: EditorState.create({ doc, plugins: [history()] }) });
    text.spellcheck = false;
  },
};

export type PeerName = keyof typeof peers;

/** Puts one peer with its text on an empty page. */
export function showPeer(name: PeerName, paragraphs: readonly string[]): void {
  document.body.innerHTML = '<main class="desk"><div class="paper"><div class="text"></div></div></main>';
  peers[name](document.querySelector(".text") as HTMLElement, paragraphs);
}
