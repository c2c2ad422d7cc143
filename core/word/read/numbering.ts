import { formatCounter } from "./number-format.ts";
import { type ParagraphProperties, smallNumber } from "./properties.ts";
import type { Styles } from "./styles.ts";
import { attribute, readXml, type Spent } from "./xml.ts";

type Level = {
  start: number;
  format: string;
  /** `%1.%2`: each sign names a level from 1. */
  text: string;
  /** Id of the paragraph style that this level numbers. */
  style?: string;
  /** Shows the numbers of all levels in plain digits (w:isLgl). */
  plainDigits: boolean;
  /** Restarts only behind a level above this one, from 1; 0 never restarts. Absent: behind every higher level. */
  restart?: number;
};
type Abstract = { levels: Map<number, Level>; styleLink?: string };
type Instance = { abstractId: string; levels: Map<number, Level>; starts: Map<number, number> };

/** Shows the automatic number of one paragraph after another, in the order of the text. */
export type Numbering = {
  /** The number before a paragraph with these direct properties and this style, such as `（一）`; undefined when it has none. */
  label(direct: ParagraphProperties, styleId: string, inherited: ParagraphProperties): string | undefined;
};

const LEVELS = 9;
const newLevel = (): Level => ({ start: 1, format: "decimal", text: "", plainDigits: false });

type Definitions = { abstracts: Map<string, Abstract>; instances: Map<string, Instance> };

function readDefinitions(bytes: Uint8Array, spent: Spent): Definitions {
  const abstracts = new Map<string, Abstract>();
  const instances = new Map<string, Instance>();
  let abstract: Abstract | undefined;
  let instance: Instance | undefined;
  let level: Level | undefined;
  let place = 0;
  readXml(
    bytes,
    {
      open(name, tag) {
        const value = attribute(tag, "w:val");
        switch (name) {
          case "w:abstractNum":
            abstract = { levels: new Map() };
            abstracts.set(attribute(tag, "w:abstractNumId") ?? "", abstract);
            break;
          case "w:num":
            instance = { abstractId: "", levels: new Map(), starts: new Map() };
            instances.set(attribute(tag, "w:numId") ?? "", instance);
            break;
          case "w:abstractNumId":
            if (instance) instance.abstractId = value ?? "";
            break;
          case "w:numStyleLink":
            if (abstract) abstract.styleLink = value;
            break;
          case "w:lvlOverride":
            place = smallNumber(attribute(tag, "w:ilvl")) ?? 0;
            break;
          case "w:startOverride":
            instance?.starts.set(place, smallNumber(value) ?? 1);
            break;
          case "w:lvl":
            level = newLevel();
            (instance ?? abstract)?.levels.set(smallNumber(attribute(tag, "w:ilvl")) ?? 0, level);
            break;
          case "w:rPr":
          case "w:pPr":
            return "skip";
        }
        if (!level) return undefined;
        if (name === "w:start") level.start = smallNumber(value) ?? 1;
        else if (name === "w:numFmt") level.format = value ?? "decimal";
        else if (name === "w:lvlText") level.text = value ?? "";
        else if (name === "w:pStyle") level.style = value;
        else if (name === "w:lvlRestart") level.restart = smallNumber(value);
        else if (name === "w:isLgl") level.plainDigits = value === undefined || /^(?:1|true|on)$/u.test(value);
        return undefined;
      },
      close(name) {
        if (name === "w:abstractNum") abstract = undefined;
        else if (name === "w:num") instance = undefined;
        else if (name === "w:lvl") level = undefined;
      },
    },
    spent,
  );
  return { abstracts, instances };
}

/** Signs of symbol fonts lie in the private use area and mean nothing outside them. */
const PRIVATE_USE = /[\uE000-\uF8FF]/gu;

/** Reads the numbering part. Lists of one abstract definition count on together unless one starts anew. Source: ECMA-376 part 1, 17.9. */
export function readNumbering(bytes: Uint8Array | undefined, styles: Styles, spent: Spent): Numbering {
  const { abstracts, instances }: Definitions = bytes
    ? readDefinitions(bytes, spent)
    : { abstracts: new Map(), instances: new Map() };
  const counters = new Map<string, (number | undefined)[]>();
  const started = new Set<string>();

  /** A list may only point to a numbering style, which holds the real one. */
  const abstractIdOf = (instance: Instance): string => {
    const link = abstracts.get(instance.abstractId)?.styleLink;
    const linked = link === undefined ? undefined : styles.numberIdOf(link);
    return (linked === undefined ? undefined : instances.get(linked)?.abstractId) ?? instance.abstractId;
  };

  return {
    label(direct, styleId, inherited) {
      const id = direct.numberId ?? inherited.numberId;
      const instance = id === undefined ? undefined : instances.get(id);
      if (!id || !instance) return undefined;
      const abstractId = abstractIdOf(instance);
      const abstract = abstracts.get(abstractId);
      const levelAt = (at: number) => instance.levels.get(at) ?? abstract?.levels.get(at) ?? newLevel();
      let at = direct.numberLevel;
      if (at === undefined && direct.numberId === undefined) {
        for (let each = 0; each < LEVELS && at === undefined; each += 1) if (levelAt(each).style === styleId) at = each;
      }
      at = Math.min(at ?? inherited.numberLevel ?? 0, LEVELS - 1);
      const level = levelAt(at);

      const counts = counters.get(abstractId) ?? [];
      counters.set(abstractId, counts);
      const override = instance.starts.get(at);
      const fresh = override !== undefined && !started.has(`${id} ${at}`);
      const before = counts[at];
      counts[at] = fresh ? override : before === undefined ? (override ?? level.start) : before + 1;
      started.add(`${id} ${at}`);
      for (let lower = at + 1; lower < LEVELS; lower += 1) {
        const restart = levelAt(lower).restart;
        if (restart === undefined || at < restart) counts[lower] = undefined;
      }

      if (level.format === "bullet") return level.text.replace(PRIVATE_USE, "•").trim() || "•";
      const text = level.text.replace(/%([1-9])/gu, (_, digit: string) => {
        const index = Number(digit) - 1;
        const shown = levelAt(index);
        const count = counts[index] ?? instance.starts.get(index) ?? shown.start;
        return formatCounter(level.plainDigits ? "decimal" : shown.format, count);
      });
      return text.trim() || undefined;
    },
  };
}
