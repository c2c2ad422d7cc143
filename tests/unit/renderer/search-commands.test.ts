import { describe, expect, it } from "vitest";
import { COMMANDS } from "#core/commands";
import { unspelled } from "#core/pinyin";
import { spell } from "#core/pinyin-dictionary";
import { searchCommands } from "../../../renderer/features/palette/search-commands.ts";

const ids = (query: string, recent: string[] = []) =>
  searchCommands(query, COMMANDS, recent, spell).map(({ command }) => command.id);

describe("searchCommands", () => {
  it.each([
    ["导出", "draft.export"],
    ["dc", "draft.export"],
    ["daochu", "draft.export"],
    ["word", "draft.export"],
    ["cz", "edit.redo"],
    ["chongzuo", "edit.redo"],
    ["全屏", "view.full-screen"],
    ["qp", "view.full-screen"],
    ["fh", "edit.symbols"],
    ["样式 四级", "style.heading-4"],
    ["sj 样式", "style.heading-3"],
    ["pdf", "draft.pdf"],
  ])("finds by %s: %s", (query, id) => {
    expect(ids(query)).toContain(id);
  });

  it("finds nothing by words of which one is nowhere, and nothing by none", () => {
    expect(ids("导出 标题")).toEqual([]);
    expect(ids("财务")).toEqual([]);
    expect(ids("  ")).toEqual([]);
  });

  it("puts what begins so first, then what holds it, then what only its menu holds", () => {
    const found = ids("标题");
    expect(found[0]).toBe("style.lead");
    expect(found).toContain("view.outline-level-1");
    const byMenu = ids("视图");
    expect(byMenu).toEqual(COMMANDS.filter(({ menu }) => menu === "view").map(({ id }) => id));
    expect(ids("da").slice(0, 3)).toEqual(["file.open", "draft.export", "draft.print"]);
  });

  it("raises what was used last among equals, but not over what fits better", () => {
    expect(ids("dx").slice(0, 2)).toEqual(["edit.next-open-place", "view.next-pane"]);
    expect(ids("dx", ["view.next-pane"]).slice(0, 2)).toEqual(["view.next-pane", "edit.next-open-place"]);
    expect(ids("标题", ["style.heading-2"])[0]).toBe("style.lead");
    expect(ids("标题", ["style.heading-2"])[1]).toBe("style.heading-2");
  });

  it("marks what was looked for, for every word", () => {
    const [hit] = searchCommands("dc wo", COMMANDS, [], spell);
    expect(hit?.marks.map(({ start, end }) => hit.command.label.slice(start, end))).toEqual(["导出", "Wo"]);
  });

  it("finds what is written even when no dictionary could be loaded", () => {
    const found = (query: string) => searchCommands(query, COMMANDS, [], unspelled).map(({ command }) => command.id);
    expect(found("导出")).toEqual(["draft.export"]);
    expect(found("dc")).toEqual([]);
  });
});
