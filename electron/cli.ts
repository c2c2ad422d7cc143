import { randomUUID } from "node:crypto";
import { realpathSync } from "node:fs";
import { realpath } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, isAbsolute, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { SpeechError } from "#core/api/errors";
import { readCard } from "#core/card/read-card";
import { draftFile } from "#core/draft/open-draft";
import { outlineOf } from "#core/draft/outline";
import { openPlaces, slotsIn } from "#core/draft/placeholders";
import { plainText } from "#core/draft/plain-text";
import { type Draft, type ImportMessage, type MeetingCard, newDraft } from "#core/draft/schema";
import { ENTRY_KINDS, type EntryKind } from "#core/library/entry";
import { textOfEntry } from "#core/library/texts";
import { cardUnder, instantiate, patternOf, templateHead } from "#core/template/instantiate";
import { patternName, type Template } from "#core/template/schema";
import { toDocx } from "#core/word/write-docx";
import { failureLines } from "./host/defect.ts";
import { onDisk } from "./services/disk-failure.ts";
import { decodeUtf8 } from "./services/files/decode-text.ts";
import { chosenFile, readSpeechFile } from "./services/files.ts";
import { dataFolder, shippedFolders } from "./services/folders.ts";
import { claimDataFolder } from "./services/instance.ts";
import { layoutById, readLayouts } from "./services/layout-folder.ts";
import { readLibrary } from "./services/library/read-library.ts";
import { localDay } from "./services/library/uses.ts";
import { readOwn, readShipped } from "./services/template-folder.ts";
import { replaceFile } from "./services/write-file.ts";

/** What a command has to do with the world around it; tests give their own. */
export type CliWorld = {
  env: NodeJS.ProcessEnv;
  /** The folder that relative paths are resolved against. */
  folder: string;
  out(text: string): void;
  err(text: string): void;
};

const HELP = `讲稿匠的命令行

用法：npm run --silent speech -- 命令 [文件] [选项]

  templates [--json]                         列出模板：编号、名字、结构、字数；自己的模板也在里面
  new     --template 模板 -o 讲稿.json       用模板写一篇新讲稿；--pattern 结构，--card 信息卡.json 可写可不写
  import  文件 -o 讲稿.json                  读入 .txt、.md、.docx，写成一篇讲稿；输出读入时改动和拿不准的地方
  outline 文件 [--json]                      输出各级标题：编号、级别、文字、字数
  text    文件 -o 文字.txt                   写成带编号的纯文字，一段一行
  export  文件 --layout 版式 -o 讲稿.docx    写成 Word 文件；版式是 gb（国标）、office（机关常用）、speech（讲话稿习惯）或自己的版式
  search  词 [词 …] [--json]                 在素材库里找，几个词都要有，也可以写拼音；--kind citation（引文）、term（规范提法）、
                                             slogan（金句）或 passage（段落），--limit 最多几条，不写是 20

“文件”可以是讲稿（.json、.speech），也可以是能读入的任何文件。
结果以 JSON 写到标准输出，说明写到标准错误。退出码 0 是做好了，2 是没有照办，什么也没有写。
`;

type Speech = { draft: Draft; messages: ImportMessage[] };

const OPTIONS = {
  output: { type: "string", short: "o", flag: "-o" },
  layout: { type: "string", flag: "--layout" },
  template: { type: "string", flag: "--template" },
  pattern: { type: "string", flag: "--pattern" },
  card: { type: "string", flag: "--card" },
  kind: { type: "string", flag: "--kind" },
  limit: { type: "string", flag: "--limit" },
  json: { type: "boolean", flag: "--json" },
} as const;
type Option = keyof typeof OPTIONS;
/** What was written behind the command: its words, and its options, `""` for those left out. */
type Given = { words: string[] } & Record<Exclude<Option, "json">, string>;

type Command = {
  /** The options that must be there, and those that may. */
  needs: readonly Option[];
  allows: readonly Option[];
  /** Why `words` are not what the command works on; undefined when they are. */
  refuses(words: readonly string[], name: string): string | undefined;
  run(given: Given, world: CliWorld): Promise<unknown>;
};

const COMMANDS: Record<string, Command> = {
  templates: {
    needs: [],
    allows: ["json"],
    refuses: withoutWords,
    async run(_, world) {
      return (await knownTemplates(world)).map(({ id, name, patterns, targetCharacters: { min, max } }) => ({
        id,
        name,
        patterns: patterns.map((pattern, at) => ({ id: pattern.id, name: patternName(pattern.id), default: at === 0 })),
        targetCharacters: { min, max },
      }));
    },
  },
  new: {
    needs: ["template", "output"],
    allows: ["pattern", "card"],
    refuses: withoutWords,
    async run({ template: id, pattern: patternId, card: cardFile, output }, world) {
      const template = templateById(await knownTemplates(world), id);
      const pattern = patternOf(template, patternId || undefined);
      if (!pattern) throw noPattern(template, patternId);
      const given = cardFile === "" ? {} : await readCardFile(resolve(world.folder, cardFile));
      const card = cardUnder(template, given);
      const origin = { id: randomUUID(), now: new Date().toISOString() };
      const draft = newDraft(origin, instantiate(pattern, card), templateHead(template, pattern, card));
      await write(output, draftFile(draft), world);
      const openSlots = draft.body.reduce((sum, block) => sum + slotsIn(block).length, 0);
      return { id: draft.id, title: draft.title, openSlots };
    },
  },
  import: onFile(["output"], async ({ draft, messages }, { output }, world) => {
    await write(output, draftFile(draft), world);
    return messages.map(({ level, code, message, paragraph }) => ({ level, code, message, paragraph }));
  }),
  outline: {
    ...onFile([], async ({ draft }) =>
      outlineOf(draft.body).map(({ number, level, text, characters }) => ({ number, level, text, characters })),
    ),
    allows: ["json"],
  },
  text: onFile(["output"], async ({ draft }, { output }, world) => write(output, plainText(draft.body), world)),
  export: onFile(["output", "layout"], async ({ draft }, { output, layout }, world) => {
    const { layouts } = await readLayouts(dataFolderOf(world));
    const bytes = await toDocx(draft, layoutById(layouts, layout));
    return { ...(await write(output, bytes, world)), open: openPlaces(draft.body) };
  }),
  search: {
    needs: [],
    allows: ["kind", "limit", "json"],
    refuses: (words, name) => (words.join("").trim() === "" ? `命令 ${name} 要写明找什么` : undefined),
    run: ({ words, kind, limit }, world) => search(words.join(" "), kindOf(kind), limitOf(limit), world),
  },
};

/** A command over one file that holds a speech; what reading it changed or was unsure of is told once the command is done. */
function onFile(
  needs: readonly Option[],
  work: (speech: Speech, given: Given, world: CliWorld) => Promise<unknown>,
): Command {
  return {
    needs,
    allows: [],
    refuses([file, ...more], name) {
      if (file === undefined) return `命令 ${name} 要写明读哪个文件`;
      return more.length > 0 ? `命令 ${name} 一次只读一个文件` : undefined;
    },
    async run(given, world) {
      const speech = await readSpeech(resolve(world.folder, given.words[0] ?? ""));
      const result = await work(speech, given, world);
      for (const { message } of speech.messages) world.err(`${message}\n`);
      return result;
    },
  };
}

function withoutWords([word]: readonly string[], name: string): string | undefined {
  return word === undefined ? undefined : `命令 ${name} 后面不写“${word}”`;
}

/** Runs one command and gives its exit code: 0 done, 2 refused with one sentence and nothing written. */
export async function run(words: string[], world: CliWorld): Promise<number> {
  try {
    const request = readWords(words);
    if (!request) {
      world.err(HELP);
      return 0;
    }
    const result = await request.command.run(request.given, world);
    world.out(`${JSON.stringify(result, null, 2)}\n`);
    return 0;
  } catch (error) {
    world.err(failureLines(error));
    return 2;
  }
}

/** The command with what was given to it, undefined when help is wanted. */
function readWords(words: string[]): { command: Command; given: Given } | undefined {
  const { values, positionals } = parseWords(words);
  if (values.help) return undefined;
  const [name, ...behind] = positionals;
  const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (name === undefined || !command) {
    throw unusable(name === undefined ? "没有写命令" : `没有“${name}”这个命令`);
  }
  const refused = command.refuses(behind, name);
  if (refused) throw unusable(refused);
  for (const option of Object.keys(OPTIONS) as Option[]) {
    const { flag } = OPTIONS[option];
    const needed = command.needs.includes(option);
    const allowed = needed || command.allows.includes(option);
    if (!allowed && values[option] !== undefined) throw unusable(`命令 ${name} 没有 ${flag} 这个选项`);
    if (needed && !values[option]) throw unusable(`命令 ${name} 要写明 ${flag}`);
    if (values[option] === "") throw unusable(`${flag} 后面是空的`);
  }
  const { output = "", layout = "", template = "", pattern = "", card = "", kind = "", limit = "" } = values;
  if (output && [...behind, card].some((read) => read !== "" && resolve(read) === resolve(output))) {
    throw unusable("-o 写的是要读的那个文件，写了它就没有了");
  }
  return { command, given: { words: behind, output, layout, template, pattern, card, kind, limit } };
}

function parseWords(words: string[]) {
  try {
    return parseArgs({
      args: words,
      allowPositionals: true,
      options: { ...OPTIONS, help: { type: "boolean", short: "h" } },
    });
  } catch (error) {
    // Node's own words are English; the option it names is all that the sentence needs.
    const option = /'(-[^' ]*)/u.exec((error as Error).message)?.[1];
    throw unusable(option ? `选项 ${option} 用得不对` : "有一个选项用得不对");
  }
}

/** Shipped and own templates; what is broken among the own ones is left to the window, which sets it aside. */
async function knownTemplates(world: CliWorld): Promise<Template[]> {
  const shipped = await readShipped(shippedFolders().templates);
  const { templates } = await onDisk("没有读出模板", () => readOwn(dataFolderOf(world)));
  return [...shipped, ...templates];
}

function templateById(templates: readonly Template[], id: string): Template {
  const template = templates.find((each) => each.id === id);
  if (template) return template;
  const names = templates.map((each) => `${each.id}（${each.name}）`).join("、");
  throw new SpeechError("template.missing", `没有“${id}”这个模板。现有的模板是 ${names}，换一个再试。`);
}

function noPattern({ name, patterns }: Template, id: string): SpeechError {
  const names = patterns.map((pattern) => `${pattern.id}（${patternName(pattern.id)}）`).join("、");
  return new SpeechError("template.missing", `模板“${name}”没有“${id}”这种结构。它有的结构是 ${names}，换一个再试。`);
}

async function readCardFile(path: string): Promise<MeetingCard> {
  const { name, bytes, problem } = await chosenFile(path);
  if (problem) throw new SpeechError("file.missing", problem.replace(/^没有打开/u, "没有读出信息卡"));
  const text = decodeUtf8(bytes);
  if (text === undefined) {
    throw new SpeechError("input.invalid", `信息卡“${name}”读不了：它不是 UTF-8 编码的文字。另存为 UTF-8 再试。`);
  }
  return readCard(name, text);
}

const MOST_HITS = 500;

/** Searches shipped and own entries; reads only, so that it works while the program runs. */
async function search(query: string, kind: EntryKind | undefined, limit: number, world: CliWorld) {
  const { index, uses, problems } = await readLibrary(shippedFolders().assets, dataFolderOf(world));
  for (const problem of problems) world.err(`${problem}\n`);
  const now = new Date().toISOString();
  // The dictionary is large, and most words are written in characters.
  const spell = /[a-z]/iu.test(query.normalize("NFKC")) ? (await import("#core/pinyin-dictionary")).spell : undefined;
  const { found } = index.search(
    { query, kind, limit, themes: [], statuses: [], places: [], documentKinds: [], favourites: false, order: "use" },
    { day: localDay(now), use: (id) => uses.of(id, now), spell },
  );
  return found.map(({ entry, score }) => ({
    id: entry.id,
    kind: entry.kind,
    title: entry.kind === "slogan" ? "" : entry.title,
    text: entry.kind === "slogan" ? entry.text : textOfEntry(entry),
    documentNumber: entry.kind === "citation" ? (entry.documentNumber ?? null) : null,
    status: entry.kind === "citation" ? entry.status : null,
    score,
  }));
}

function kindOf(written: string): EntryKind | undefined {
  const kind = ENTRY_KINDS.find(({ id }) => id === written)?.id;
  if (written === "" || kind) return kind;
  const kinds = ENTRY_KINDS.map(({ id, name }) => `${id}（${name}）`).join("、");
  throw unusable(`没有“${written}”这种素材，只有 ${kinds}`);
}

function limitOf(written: string): number {
  if (written === "") return 20;
  const limit = /^[0-9]{1,3}$/u.test(written) ? Number(written) : 0;
  if (limit >= 1 && limit <= MOST_HITS) return limit;
  throw unusable(`--limit 后面写 1 到 ${MOST_HITS} 的数，不能写“${written}”`);
}

function unusable(what: string): SpeechError {
  return new SpeechError("input.invalid", `${what}。用 --help 看用法。`);
}

async function readSpeech(path: string): Promise<Speech> {
  const file = await chosenFile(path);
  if (file.problem) throw new SpeechError("file.missing", file.problem);
  return readSpeechFile(file, () => ({ id: randomUUID(), now: new Date().toISOString() }));
}

/** Writes the result whole or not at all; a data folder that is in use is left to the running program. */
async function write(output: string, data: string | Uint8Array, world: CliWorld) {
  const path = resolve(world.folder, output);
  await onDisk("没有写文件", () => claimed(path, world, () => replaceFile(path, data)));
  return { path, bytes: Buffer.byteLength(data) };
}

async function claimed(path: string, world: CliWorld, work: () => Promise<void>): Promise<void> {
  const folder = await realpath(dataFolderOf(world)).catch(() => undefined);
  const inside = folder && isInside(folder, await realpath(path).catch(() => realpath(dirname(path))));
  if (!folder || !inside) return work();
  const claim = await claimDataFolder(folder, () => {});
  if (!claim.claimed) {
    throw new SpeechError(
      "disk.read-only",
      "没有写文件：讲稿匠正开着，它的数据文件夹不能由别的程序写。换个文件夹再试。",
    );
  }
  await work().finally(() => claim.release());
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  // On Windows the way to another drive is an absolute path.
  return !isAbsolute(way) && !/^\.\.(?:[\\/]|$)/u.test(way);
}

function dataFolderOf(world: CliWorld): string {
  return resolve(dataFolder({ env: world.env, platform: process.platform, home: homedir() }));
}

if (process.argv[1] && realpathSync(process.argv[1]) === import.meta.filename) {
  process.exitCode = await run(process.argv.slice(2), {
    env: process.env,
    // npm runs scripts in the folder of package.json and says here where the user stands.
    folder: process.env.INIT_CWD ?? process.cwd(),
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
  });
}
