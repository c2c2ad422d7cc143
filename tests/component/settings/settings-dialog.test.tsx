import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { SettingsDialog } from "../../../renderer/features/settings/settings-dialog.tsx";
import { memoryApi } from "../memory-api.ts";
import { giveSurroundings, show } from "../show.tsx";

giveSurroundings();

async function open(part?: string) {
  const memory = memoryApi();
  const user = userEvent.setup();
  show(memory.api, <SettingsDialog onClose={() => {}} />);
  await screen.findByRole("dialog", { name: "设置" });
  if (part) await user.click(screen.getByRole("tab", { name: part }));
  return { ...memory, user };
}

/** Only these faces are installed. */
function installed(...names: string[]) {
  vi.stubGlobal(
    "FontFace",
    class {
      constructor(
        readonly family: string,
        readonly source: string,
      ) {}
      load() {
        const there = names.some((name) => this.source.includes(`local("${name}")`));
        return there ? Promise.resolve(this) : Promise.reject(new DOMException("not found", "NetworkError"));
      }
    },
  );
}

test("theme, paper and text size show at once and are remembered", async () => {
  const { user, settings } = await open();
  await user.click(await screen.findByRole("radio", { name: "深色" }));
  await user.click(screen.getByRole("radio", { name: "保持白纸" }));
  await user.click(screen.getByRole("radio", { name: "125%" }));
  const root = document.documentElement;
  expect([root.dataset.theme, root.dataset.paper, root.style.fontSize]).toEqual(["dark", "white", "125%"]);
  expect(settings()).toMatchObject({ theme: "dark", paper: "white", textScale: 125 });
});

test("typewriter scrolling and the time between versions are switched here", async () => {
  const { user, settings } = await open();
  await user.click(screen.getByRole("checkbox", { name: /打字时光标居中/ }));
  await user.click(screen.getByRole("tab", { name: "保存" }));
  expect(screen.getByText(/一秒之内自动存上/)).toBeDefined();
  await user.click(screen.getByRole("radio", { name: "10 分钟" }));
  expect(settings()).toMatchObject({ typewriter: true, versionEveryMinutes: 10 });
});

test("the parts are reached by the keyboard", async () => {
  installed();
  const { user } = await open("外观");
  await user.keyboard("{ArrowDown}{ArrowDown}{ArrowDown}{ArrowDown}");
  expect(screen.getByRole("tab", { name: "关于" }).getAttribute("aria-selected")).toBe("true");
  expect(document.activeElement).toBe(screen.getByRole("tab", { name: "关于" }));
});

test("says version and door, that nothing goes online, and how to see that", async () => {
  await open("关于");
  expect(await screen.findByText("讲稿匠 0.1.0，浏览器窗口。")).toBeDefined();
  expect(screen.getByText(/讲稿匠不联网/)).toBeDefined();
  expect(screen.getByText(/拔掉网线/)).toBeDefined();
  expect(screen.getByText("ss -tnp")).toBeDefined();
});

test("tells for each part of a speech which face is missing and what stands in for it", async () => {
  installed("黑体", "Noto Serif CJK SC", "Noto Sans CJK SC", "Source Han Sans SC");
  const root = document.documentElement.style;
  root.setProperty("--xiaobiaosong", '"方正小标宋简体", "Noto Serif CJK SC", serif');
  root.setProperty("--heiti", '"黑体", "SimHei", "Noto Sans CJK SC", sans-serif');
  root.setProperty("--fangsong", '"仿宋_GB2312", serif');
  await open("字体");
  await screen.findByText("已装");
  const row = (face: string) => within(screen.getByText(face).closest("li") as HTMLElement);
  expect(row("方正小标宋简体").getByText("这台电脑没有装")).toBeDefined();
  expect(row("方正小标宋简体").getByText("屏幕上和打印时用“Noto Serif CJK SC”代替")).toBeDefined();
  expect(row("黑体").getByText("已装")).toBeDefined();
  expect(row("黑体").queryByText(/代替/)).toBeNull();
  expect(row("仿宋_GB2312").getByText("屏幕上和打印时用这台电脑自选的字体代替")).toBeDefined();
});

test("shows each licence text once, under the packages that it is for", async () => {
  const licences = {
    packages: [
      { name: "alpha", version: "1.0.0", licence: "MIT", author: "A", text: 0 },
      { name: "beta", version: "2.0.0", licence: "MIT", author: "", text: 0 },
      { name: "gamma", version: "3.0.0", licence: "ISC", author: "G", text: null },
    ],
    texts: ["The MIT License"],
  };
  vi.stubGlobal("fetch", async () => Response.json(licences));
  await open("许可证");
  expect(await screen.findByText(/用到 3 个别人写的软件包/)).toBeDefined();
  expect(screen.getAllByText("The MIT License")).toHaveLength(1);
  expect(screen.getByRole("heading", { name: "alpha、beta" })).toBeDefined();
  expect(screen.getByText(/^gamma（G）\s*的包里没有附许可证全文/)).toBeDefined();
});

test("says so when the licences are not there", async () => {
  vi.stubGlobal("fetch", async () => new Response(null, { status: 404 }));
  await open("许可证");
  expect((await screen.findByRole("alert")).textContent).toContain("没有读到许可证");
});

test("Esc leaves", async () => {
  let closed = 0;
  const user = userEvent.setup();
  show(memoryApi().api, <SettingsDialog onClose={() => closed++} />);
  await screen.findByRole("dialog", { name: "设置" });
  await user.keyboard("{Escape}");
  expect(closed).toBe(1);
});
