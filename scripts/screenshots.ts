import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Door, openDoor } from "../tests/e2e/door.ts";
import { buildIfStale } from "./build.ts";
import { PROJECT } from "./project.ts";

// Every screen at three sizes, light and dark, into screenshots/, to be laid beside the pictures of the design.

const FOLDER = join(PROJECT, "screenshots");
const SPEECHES = join(PROJECT, "tests/fixtures/speeches");
const SAMPLE = join(PROJECT, "assets/sample/joint-conference-2023.txt");

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
  // The smallest window, where the panel lies over the desk.
  { width: 1024, height: 640 },
];

/** What the right column shows of the open draft, by the label of its command. */
const PANELS = [
  ["panel-library", "素材"],
  ["panel-card", "会议信息卡"],
  ["panel-slots", "空位"],
] as const;

/** The sample twelve times over: about 27,000 characters. */
async function longSpeech(folder: string): Promise<string> {
  const path = join(folder, "很长的讲稿.txt");
  await writeFile(path, (await readFile(SAMPLE, "utf8")).repeat(12));
  return path;
}

async function photographAll(door: Door, tag: string, files: readonly string[], long: string): Promise<void> {
  const { page } = door;
  const button = (name: string | RegExp) => page.getByRole("button", { name }).first();
  const shoot = async (screen: string) => {
    // Everything that comes after an answer of the host or a fade has come by then.
    await page.waitForTimeout(400);
    await page.screenshot({ path: join(FOLDER, `${screen}-${tag}.png`) });
  };
  const openFiles = (paths: readonly string[]) => door.chooseFiles(paths, () => button("打开文件…").click());
  const backToStart = async () => {
    await button("全部讲稿").click();
    await page.getByRole("heading", { name: "全部讲稿" }).waitFor();
  };

  await page.getByRole("heading", { name: "还没有讲稿" }).waitFor();
  await shoot("start-empty");
  await page.keyboard.press("Control+n");
  await page.getByRole("option", { name: /联席会议/u }).click();
  await page.getByLabel("会议全称", { exact: true }).fill("2026年青云县知识产权联席会议");
  await shoot("new-draft");
  await button("清空").click();
  await page.keyboard.press("Escape");

  await button(/^打开示例讲稿/).click();
  await button("全部确认").waitFor();
  await shoot("editor-notes");
  await button("全部确认").click();
  await shoot("editor-sample");
  for (const [screen, label] of PANELS) {
    await page.keyboard.press("Control+Shift+p");
    await page.keyboard.type(label);
    await page.keyboard.press("Enter");
    await shoot(screen);
  }
  await page.keyboard.press("Control+Shift+p");
  await page.keyboard.type("存为模板");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "存为模板" }).waitFor();
  await shoot("save-template");
  await page.keyboard.press("Escape");

  await page.keyboard.press("Control+e");
  await button("新建版式…").waitFor();
  await shoot("export");
  await button("新建版式…").click();
  await page.getByRole("dialog", { name: "新建版式" }).waitFor();
  await shoot("layout-editor");
  await page.keyboard.press("Escape");
  await page.getByRole("dialog", { name: "导出 Word" }).getByRole("button", { name: "导出", exact: true }).click();
  await button("打开文件").waitFor();
  await shoot("export-done");
  await page.keyboard.press("Escape");
  await backToStart();

  await openFiles(files);
  await page.getByRole("row").nth(2).waitFor();
  await button("收起这条消息").click();
  await page.getByRole("row").nth(1).click();
  await shoot("start");
  await page.keyboard.press("Control+Shift+n");
  await page.getByRole("dialog").getByRole("option").nth(1).click();
  await shoot("new-from");
  await page.keyboard.press("Escape");

  await page.getByLabel("搜讲稿").fill("没有这样的话");
  await page.getByText("没有找到").waitFor();
  await shoot("start-no-hit");
  await page.getByLabel("搜讲稿").fill("");
  await page.getByRole("row").nth(1).click();
  await page.keyboard.press("Delete");
  await button("撤销").waitFor();
  await shoot("start-deleted");
  await button(/^回收站/).click();
  await shoot("bin");
  await button(/^我的模板/).click();
  await page
    .getByRole("option", { name: /联席会议/u })
    .first()
    .click();
  await shoot("templates");
  await button("设置").click();
  await shoot("settings");
  await page.keyboard.press("Escape");

  await openFiles([long]);
  await button("全部确认").waitFor();
  await shoot("editor-long");
}

await buildIfStale();
await mkdir(FOLDER, { recursive: true });
const folder = await mkdtemp(join(tmpdir(), "speechwright-screenshots-"));
try {
  // The export of each walk goes there too, and not among the user's downloads.
  process.env.HOME = folder;
  const names = (await readdir(SPEECHES)).filter((name) => /\.(?:txt|docx)$/u.test(name));
  const files = names.map((name) => join(SPEECHES, name));
  const long = await longSpeech(folder);
  for (const viewport of SIZES) {
    for (const colorScheme of ["light", "dark"] as const) {
      const tag = `${viewport.width}x${viewport.height}-${colorScheme}`;
      const door = await openDoor({ viewport, colorScheme });
      await photographAll(door, tag, files, long).finally(() => door.close());
      console.log(`screenshots/*-${tag}.png`);
    }
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
