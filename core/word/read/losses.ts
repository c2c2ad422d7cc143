import type { ImportMessage } from "../../draft/schema.ts";

type Kind = { level: ImportMessage["level"]; code: string; measure: string; noun: string; fate: string };

const lost = (code: string, measure: string, noun: string, fate = "没有读入，讲稿匠只读文字"): Kind => ({
  level: "lost",
  code,
  measure,
  noun,
  fate,
});
const info = (code: string, measure: string, noun: string, fate: string): Kind => ({
  level: "info",
  code,
  measure,
  noun,
  fate,
});

/** What a Word file can hold besides its text, and what becomes of it. */
const KINDS = {
  picture: lost("picture-lost", "张", "图片"),
  chart: lost("chart-lost", "张", "图表"),
  diagram: lost("diagram-lost", "张", "图示（SmartArt）", "连同里面的文字没有读入"),
  formula: lost("formula-lost", "个", "公式"),
  object: lost("object-lost", "个", "嵌入的对象"),
  symbol: lost("symbol-lost", "个", "特殊符号", "没有读入：这些符号只在原来的字体里有"),
  ruby: lost("ruby-lost", "处", "注音", "没有读入，只留了正文"),
  include: lost("include-lost", "个", "另一个文件的插入内容", "没有读入"),
  table: info("table-as-text", "个", "表格", "只留了文字，按从左到右、从上到下的顺序读成段落"),
  textBox: info("text-box-as-text", "个", "文本框", "只留了文字，读成段落"),
  contents: info("contents-dropped", "行", "目录", "没有读入，大纲会自己列出标题"),
} satisfies Record<string, Kind>;
export type LossKind = keyof typeof KINDS;

/** How many places of one kind are named one by one; the others are counted in one message. */
const NAMED_PLACES = 20;

/** Collects what a paragraph could not keep. Places are the reader's own slots, turned into paragraph indices at the end. */
export class Losses {
  readonly #counts = new Map<LossKind, Map<number, number>>();

  note(kind: LossKind, slot: number): void {
    const slots = this.#counts.get(kind) ?? new Map<number, number>();
    slots.set(slot, (slots.get(slot) ?? 0) + 1);
    this.#counts.set(kind, slots);
  }

  /** One message for each kind and paragraph. `indexOf` gives the paragraph index of a slot, or of the text before it. */
  messages(indexOf: (slot: number) => number | null): ImportMessage[] {
    return [...this.#counts].flatMap(([key, slots]) => {
      const { level, code, measure, noun, fate } = KINDS[key];
      const places = new Map<number | null, number>();
      for (const [slot, count] of slots) {
        const index = indexOf(slot);
        places.set(index, (places.get(index) ?? 0) + count);
      }
      const named = [...places].slice(0, NAMED_PLACES).map(([paragraph, count]) => ({
        level,
        code,
        message: `这里的 ${count} ${measure}${noun}${fate}。`,
        ...(count > 1 && { count }),
        paragraph,
      }));
      const rest = [...places.values()].slice(NAMED_PLACES).reduce((sum, each) => sum + each, 0);
      if (rest === 0) return named;
      const message = `后面还有 ${rest} ${measure}${noun}${fate}。`;
      return [...named, { level, code, message, ...(rest > 1 && { count: rest }), paragraph: null }];
    });
  }
}
