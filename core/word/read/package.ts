import { damagedFile, otherKind } from "./refusals.ts";
import { attribute, readXml, type Spent } from "./xml.ts";

/** The named parts of an unzipped file; unzipping itself lies with the services, which bound it. */
export type Parts = ReadonlyMap<string, Uint8Array>;

/** One entry of a _rels part. */
export type Relationship = {
  /** The last word of its type address (`styles`), which the strict and the transitional form share. */
  type: string;
  /** Name of the part, or the outside address when `external`. */
  target: string;
  external: boolean;
};

/** The part name that `target` means, seen from `source` (ECMA-376 part 2, 9.3.2). */
function partName(source: string, target: string): string {
  const path = target.startsWith("/") ? target : `${source.slice(0, source.lastIndexOf("/") + 1)}${target}`;
  const steps: string[] = [];
  for (const step of path.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "" && step !== ".") steps.push(step);
  }
  return steps.join("/");
}

/** The relationships of the part `source`, or of the package for `""`. External targets are listed, never followed. */
export function relationships(parts: Parts, source: string, spent: Spent): Relationship[] {
  const slash = source.lastIndexOf("/") + 1;
  const bytes = parts.get(`${source.slice(0, slash)}_rels/${source.slice(slash)}.rels`);
  const found: Relationship[] = [];
  if (!bytes) return found;
  readXml(
    bytes,
    {
      open(name, tag) {
        if (name !== "rel:Relationship") return undefined;
        const type = attribute(tag, "Type") ?? "";
        const target = attribute(tag, "Target") ?? "";
        const external = attribute(tag, "TargetMode") === "External";
        found.push({
          type: type.slice(type.lastIndexOf("/") + 1),
          target: external ? target : partName(source, target),
          external,
        });
        return undefined;
      },
    },
    spent,
  );
  return found;
}

/** What a zip without a Word document is, for the sentence that refuses it. */
function foreignPackage(parts: Parts, main: string): string {
  if (main.startsWith("xl/")) return "Excel 表格";
  if (main.startsWith("ppt/")) return "PowerPoint 演示文稿";
  if (parts.has("OFD.xml")) return " OFD 版式文件";
  const type = new TextDecoder().decode(parts.get("mimetype") ?? new Uint8Array());
  if (type.includes("opendocument.text")) return " OpenDocument 文字文件（.odt）";
  if (type.includes("opendocument")) return " OpenDocument 文件";
  return "一个压缩包，里面没有 Word 文档";
}

/** The name of the part that holds the document, which need not be word/document.xml. Throws file.unknown-kind or file.damaged. */
export function mainPart(parts: Parts, spent: Spent): string {
  const main = relationships(parts, "", spent).find((each) => each.type === "officeDocument")?.target ?? "";
  if (!/^(?:xl|ppt)\//u.test(main)) {
    if (parts.has(main)) return main;
    if (main !== "" || parts.has("word/document.xml")) throw damagedFile();
  }
  throw otherKind(foreignPackage(parts, main));
}
