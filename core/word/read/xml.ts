import { SaxesParser, type SaxesTagNS } from "saxes";
import { damagedFile, hostileFile } from "./refusals.ts";

/** Bounds for all XML parts of one file together. The depth matters most: resolving namespaces is quadratic in it. */
const LIMITS = { depth: 256, elements: 3_000_000, characters: 20_000_000 } as const;

/** What one file has used of the limits so far; shared by all its parts. */
export type Spent = { elements: number; characters: number };

export type XmlTag = SaxesTagNS;

/** Receives one part as a stream. Names carry the prefix of `PREFIXES`, whatever the file itself calls its namespaces. */
export type XmlHandler = {
  /** `skip` leaves out the element with everything in it, its `close` included. */
  open(name: string, tag: XmlTag): "skip" | undefined;
  close?(name: string): void;
  text?(text: string): void;
};

// ISO/IEC 29500: each namespace has one address in the transitional and one in the strict form.
const PREFIXES: Record<string, string> = {
  "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
  "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
  "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
  "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
  "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
  "http://purl.oclc.org/ooxml/officeDocument/math": "m",
  "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic",
  "http://purl.oclc.org/ooxml/drawingml/picture": "pic",
  "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
  "http://purl.oclc.org/ooxml/drawingml/chart": "c",
  "http://schemas.microsoft.com/office/drawing/2014/chartex": "c",
  "http://schemas.openxmlformats.org/drawingml/2006/diagram": "dgm",
  "http://purl.oclc.org/ooxml/drawingml/diagram": "dgm",
  "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
  "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
  "urn:schemas-microsoft-com:vml": "v",
  "http://www.w3.org/XML/1998/namespace": "xml",
  "": "",
};

const names = new Map<string, Map<string, string>>();

/** `w:p` for the element `p` of WordprocessingML, the bare name where there is no namespace, `?:p` for a foreign one. */
function nameOf(uri: string, local: string): string {
  const prefix = Object.hasOwn(PREFIXES, uri) ? PREFIXES[uri] : "?";
  if (prefix === "?") return "?";
  const known = names.get(uri) ?? new Map<string, string>();
  names.set(uri, known);
  let name = known.get(local);
  if (name === undefined) {
    name = prefix === "" ? local : `${prefix}:${local}`;
    // The cache serves the few hundred names of the format, not whatever a file invents.
    if (known.size < 2000) known.set(local, name);
  }
  return name;
}

/** The value of an attribute by its name with our prefix (`w:val`), or without one (`Target`). */
export function attribute(tag: XmlTag, name: string): string | undefined {
  for (const key in tag.attributes) {
    const found = tag.attributes[key];
    if (found && nameOf(found.uri, found.local) === name) return found.value;
  }
  return undefined;
}

/** XML parts are UTF-8 or UTF-16, with or without a byte order mark (ECMA-376 part 2, 10.1.2.2). */
function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return "utf-16le";
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return "utf-16be";
  return "utf-8";
}

const CHUNK_BYTES = 1 << 16;

function* decoded(bytes: Uint8Array): Generator<string> {
  const decoder = new TextDecoder(encodingOf(bytes), { fatal: true });
  try {
    for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
      yield decoder.decode(bytes.subarray(at, at + CHUNK_BYTES), { stream: true });
    }
    yield decoder.decode();
  } catch (error) {
    // A TypeError is the decoder's word for bytes that are no text.
    throw error instanceof TypeError ? damagedFile() : error;
  }
}

/** Streams one part through `handler`; of mc:AlternateContent only the first choice is seen. Throws file.damaged or file.hostile. */
export function readXml(bytes: Uint8Array, handler: XmlHandler, spent: Spent): void {
  const parser = new SaxesParser({ xmlns: true, position: false });
  let depth = 0;
  /** The depth of the element that is being left out. */
  let skipping = 0;
  /** For each open mc:AlternateContent, whether one of its branches was taken. */
  const alternatives: boolean[] = [];

  const enter = (name: string, tag: XmlTag): boolean => {
    if (name === "mc:AlternateContent") {
      alternatives.push(false);
      return true;
    }
    if (name === "mc:Choice" || name === "mc:Fallback") {
      const taken = alternatives.at(-1) ?? false;
      if (alternatives.length > 0) alternatives[alternatives.length - 1] = true;
      return !taken;
    }
    return handler.open(name, tag) !== "skip";
  };

  parser.on("error", () => {
    throw damagedFile();
  });
  parser.on("doctype", () => {
    throw hostileFile("文件里夹带了外来的定义");
  });
  parser.on("opentagstart", () => {
    depth += 1;
    spent.elements += 1;
    if (depth > LIMITS.depth) throw hostileFile(`内容嵌套超过 ${LIMITS.depth} 层`);
    if (spent.elements > LIMITS.elements) throw hostileFile("文件里的标记超过 300 万个");
  });
  parser.on("opentag", (tag) => {
    if (skipping === 0 && !enter(nameOf(tag.uri, tag.local), tag)) skipping = depth;
  });
  parser.on("closetag", (tag) => {
    const name = nameOf(tag.uri, tag.local);
    if (skipping === 0) {
      if (name === "mc:AlternateContent") alternatives.pop();
      else handler.close?.(name);
    } else if (skipping === depth) skipping = 0;
    depth -= 1;
  });
  const text = (value: string) => {
    spent.characters += value.length;
    if (spent.characters > LIMITS.characters) throw hostileFile("文件里的文字超过 2000 万字");
    if (skipping === 0) handler.text?.(value);
  };
  parser.on("text", text);
  parser.on("cdata", text);
  for (const chunk of decoded(bytes)) parser.write(chunk);
  parser.close();
}
