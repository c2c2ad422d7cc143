/** What `npm start` finds on the machine. */
export type Situation = {
  nodeVersion: string;
  /** `--browser` was given. */
  browser: boolean;
  /** The desktop runtime: in place, absent, or never built for this machine (loongarch, riscv and others). */
  runtime: "present" | "absent" | "unpublished";
  /** The runtime was asked for today already. */
  triedToday: boolean;
};

/** A way to open the app. */
export type Door = "desktop" | "fetched-desktop" | "browser";

/** Either a refusal, or a sentence (if any) and the doors to try in turn until one opens. */
export type Plan = { refusal: string } | { note?: string; doors: Door[] };

/** The oldest Node that the build tools and the host run on. */
const NEEDED = { major: 20, minor: 19 };

/** Decides how the app opens. The browser door is always last, so that there is always a way in. */
export function plan({ nodeVersion, browser, runtime, triedToday }: Situation): Plan {
  const [major = 0, minor = 0] = nodeVersion.split(".").map(Number);
  if (major < NEEDED.major || (major === NEEDED.major && minor < NEEDED.minor)) {
    const needed = `${NEEDED.major}.${NEEDED.minor}`;
    return {
      refusal: `讲稿匠没有启动：这台电脑上的 Node.js 是 ${nodeVersion} 版，讲稿匠要 ${needed} 版或更新的。到 nodejs.org 装上新版，再运行 npm start。`,
    };
  }
  if (browser) return { doors: ["browser"] };
  if (runtime === "present") return { doors: ["desktop", "browser"] };
  if (runtime === "unpublished") {
    return { note: "这种电脑没有可用的桌面运行环境，讲稿匠在浏览器窗口里打开，功能是一样的。", doors: ["browser"] };
  }
  if (triedToday) {
    return {
      note: "桌面运行环境今天取过一次，没有取到，明天再取。讲稿匠先在浏览器窗口里打开，功能是一样的。",
      doors: ["browser"],
    };
  }
  return { doors: ["fetched-desktop", "browser"] };
}

/** The words for the app: `--browser` is ours, files become absolute, switches go through. */
export function wordsForApp(words: readonly string[], resolve: (path: string) => string): string[] {
  return words.filter((word) => word !== "--browser").map((word) => (word.startsWith("-") ? word : resolve(word)));
}
