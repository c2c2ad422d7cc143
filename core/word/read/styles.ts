import { type ParagraphProperties, type RunProperties, takeParagraphProperty, takeRunProperty } from "./properties.ts";
import { type Hint, headingLevel, hintOfName } from "./style-names.ts";
import { attribute, readXml, type Spent } from "./xml.ts";

/** A style with everything that it inherits. */
export type Style = {
  id: string;
  name: string;
  /** What the style says of its paragraphs; absent where it says nothing. */
  hint?: Hint;
  /** Whether its bold is the look of the whole kind, from which nothing stands out: the default style, one with a hint, a run-in lead. */
  ground: boolean;
  paragraph: ParagraphProperties;
  run: RunProperties;
};

export type Styles = {
  /** The paragraph style by id, or the default one. */
  paragraph(id: string | undefined): Style;
  /** The character style by id; an unknown id gives an empty style. */
  character(id: string | undefined): Style;
  /** The list that a numbering style stands for. */
  numberIdOf(id: string): string | undefined;
  defaults: RunProperties;
};

/** The character styles that our own writer gives the leads of run-in headings. */
const LEAD = /^[二三四]级领句$/u;
const PLAIN: Style = { id: "", name: "", ground: true, paragraph: {}, run: {} };

type Raw = {
  id: string;
  name: string;
  isDefault: boolean;
  type: string;
  basedOn?: string;
  paragraph: ParagraphProperties;
  run: RunProperties;
};

/** Reads the styles part; without one every paragraph has an empty default style. */
export function readStyles(bytes: Uint8Array | undefined, spent: Spent): Styles {
  const raws = new Map<string, Raw>();
  const defaults: RunProperties = {};
  const defaultParagraph: ParagraphProperties = {};
  let style: Raw | undefined;
  if (bytes) {
    readXml(
      bytes,
      {
        open(name, tag) {
          if (name === "w:tblStylePr" || name === "w:latentStyles") return "skip";
          if (name === "w:style") {
            style = {
              id: attribute(tag, "w:styleId") ?? "",
              name: "",
              isDefault: /^(?:1|true|on)$/u.test(attribute(tag, "w:default") ?? ""),
              type: attribute(tag, "w:type") ?? "paragraph",
              paragraph: {},
              run: {},
            };
            // Of two styles with one id the first counts; the second is read into nothing.
            if (!raws.has(style.id)) raws.set(style.id, style);
          } else if (style && name === "w:name") style.name = attribute(tag, "w:val") ?? "";
          else if (style && name === "w:basedOn") style.basedOn = attribute(tag, "w:val");
          else {
            takeParagraphProperty(style?.paragraph ?? defaultParagraph, name, tag);
            takeRunProperty(style?.run ?? defaults, name, tag);
          }
          return undefined;
        },
        close(name) {
          if (name === "w:style") style = undefined;
        },
      },
      spent,
    );
  }

  const resolved = new Map<string, Style>();
  const resolve = (id: string, type: string): Style => {
    const known = resolved.get(id);
    if (known) return known;
    const chain: Raw[] = [];
    for (let raw = raws.get(id); raw && raw.type === type && !chain.includes(raw); raw = raws.get(raw.basedOn ?? "")) {
      chain.push(raw);
    }
    const own: Style = {
      id,
      name: chain[0]?.name ?? "",
      ground: chain[0]?.isDefault ?? true,
      paragraph: Object.assign({}, type === "paragraph" ? defaultParagraph : {}),
      run: {},
    };
    for (const raw of chain.toReversed()) {
      Object.assign(own.paragraph, raw.paragraph);
      Object.assign(own.run, raw.run);
    }
    const outline = own.paragraph.outlineLevel;
    const named = hintOfName(own.name);
    const hint =
      named ??
      (outline === undefined
        ? chain.map((raw) => hintOfName(raw.name)).find((each) => each !== undefined)
        : outline < 9
          ? ({ kind: "heading", level: headingLevel(outline + 1) } as const)
          : undefined);
    if (hint && hint !== "body") own.hint = hint;
    own.ground ||= own.hint !== undefined || LEAD.test(own.name);
    resolved.set(id, own);
    return own;
  };
  const defaultId = [...raws.values()].find((raw) => raw.isDefault && raw.type === "paragraph")?.id ?? "";
  return {
    paragraph: (id) => resolve(id !== undefined && raws.get(id)?.type === "paragraph" ? id : defaultId, "paragraph"),
    character: (id) => (id !== undefined && raws.get(id)?.type === "character" ? resolve(id, "character") : PLAIN),
    numberIdOf: (id) => raws.get(id)?.paragraph.numberId,
    defaults,
  };
}
