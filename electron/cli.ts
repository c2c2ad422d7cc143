import { randomUUID } from "node:crypto";
import { realpathSync } from "node:fs";
import { realpath } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, isAbsolute, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { SpeechError } from "#core/api/errors";
import { draftFile } from "#core/draft/open-draft";
import { outlineOf } from "#core/draft/outline";
import { openPlaces } from "#core/draft/placeholders";
import { plainText } from "#core/draft/plain-text";
import type { Draft, ImportMessage } from "#core/draft/schema";
import { toDocx } from "#core/word/write-docx";
import { failureLines } from "./host/defect.ts";
import { onDisk } from "./services/disk-failure.ts";
import { chosenFile, readSpeechFile } from "./services/files.ts";
import { dataFolder } from "./services/folders.ts";
import { claimDataFolder } from "./services/instance.ts";
import { layoutById, readLayouts } from "./services/layout-folder.ts";
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

用法：npm run --silent speech -- 命令 文件 [选项]

  import  文件 -o 讲稿.json                  读入 .txt、.md、.docx，写成一篇讲稿；输出读入时改动和拿不准的地方
  outline 文件 [--json]                      输出各级标题：编号、级别、文字、字数
  text    文件 -o 文字.txt                   写成带编号的纯文字，一段一行
  export  文件 --layout 版式 -o 讲稿.docx    写成 Word 文件；版式是 gb（国标）、office（机关常用）、speech（讲话稿习惯）或自己的版式

“文件”可以是讲稿（.json、.speech），也可以是能读入的任何文件。
结果以 JSON 写到标准输出，说明写到标准错误。退出码 0 是做好了，2 是没有照办，什么也没有写。
`;

type Speech = { draft: Draft; messages: ImportMessage[] };

type Command = {
  options: readonly ("output" | "layout" | "json")[];
  run(speech: Speech, given: { output: string; layout: string }, world: CliWorld): Promise<unknown>;
};

const COMMANDS: Record<string, Command> = {
  import: {
    options: ["output"],
    async run({ draft, messages }, { output }, world) {
      await write(output, draftFile(draft), world);
      return messages.map(({ level, code, message, paragraph }) => ({ level, code, message, paragraph }));
    },
  },
  outline: {
    options: ["json"],
    async run({ draft }) {
      return outlineOf(draft.body).map(({ number, level, text, characters }) => ({ number, level, text, characters }));
    },
  },
  text: {
    options: ["output"],
    async run({ draft }, { output }, world) {
      return write(output, plainText(draft.body), world);
    },
  },
  export: {
    options: ["output", "layout"],
    async run({ draft }, { output, layout }, world) {
      const { layouts } = await readLayouts(dataFolderOf(world));
      const bytes = await toDocx(draft, layoutById(layouts, layout));
      return { ...(await write(output, bytes, world)), open: openPlaces(draft.body) };
    },
  },
};

/** Runs one command and gives its exit code: 0 done, 2 refused with one sentence and nothing written. */
export async function run(words: string[], world: CliWorld): Promise<number> {
  try {
    const request = readWords(words);
    if (!request) {
      world.err(HELP);
      return 0;
    }
    const { command, file, given } = request;
    const speech = await readSpeech(resolve(world.folder, file));
    const result = await command.run(speech, given, world);
    for (const { message } of speech.messages) world.err(`${message}\n`);
    world.out(`${JSON.stringify(result, null, 2)}\n`);
    return 0;
  } catch (error) {
    world.err(failureLines(error));
    return 2;
  }
}

/** The command with its file and options, undefined when help is wanted. */
function readWords(words: string[]) {
  const { values, positionals } = parseWords(words);
  if (values.help) return undefined;
  const [name, file, ...more] = positionals;
  const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw unusable(name === undefined ? "没有写命令" : `没有“${name}”这个命令`);
  if (file === undefined) throw unusable(`命令 ${name} 要写明读哪个文件`);
  if (more.length > 0) throw unusable(`命令 ${name} 一次只读一个文件`);
  for (const option of ["output", "layout", "json"] as const) {
    const allowed = command.options.includes(option);
    if (!allowed && values[option] !== undefined) throw unusable(`命令 ${name} 没有 ${FLAGS[option]} 这个选项`);
    if (allowed && !values[option] && option !== "json") throw unusable(`命令 ${name} 要写明 ${FLAGS[option]}`);
  }
  return { command, file, given: { output: values.output ?? "", layout: values.layout ?? "" } };
}

const FLAGS = { output: "-o", layout: "--layout", json: "--json" } as const;

function parseWords(words: string[]) {
  try {
    return parseArgs({
      args: words,
      allowPositionals: true,
      options: {
        output: { type: "string", short: "o" },
        layout: { type: "string" },
        json: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    // Node's own words are English; the option it names is all that the sentence needs.
    const option = /'(-[^' ]*)/u.exec((error as Error).message)?.[1];
    throw unusable(option ? `选项 ${option} 用得不对` : "有一个选项用得不对");
  }
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
