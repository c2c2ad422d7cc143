import { type ErrorCode, SpeechError } from "#core/api/errors";

type Cause = { code: ErrorCode; cause: string; remedy: string };

const FULL: Cause = { code: "disk.full", cause: "磁盘已满", remedy: "腾出一些空间，再重试" };
const READ_ONLY: Cause = {
  code: "disk.read-only",
  cause: "那个文件夹只能读，不能写",
  remedy: "解除只读或者换有权限的账号，再重试",
};
const NO_FOLDER: Cause = {
  code: "disk.no-folder",
  cause: "要写的文件夹不见了",
  remedy: "把文件夹或者磁盘放回原处，再重试",
};
const NO_FILE: Cause = {
  code: "disk.failed",
  cause: "那里已经有一个同名的文件夹或者设备",
  remedy: "换个名字，再重试",
};
const LONG_NAME: Cause = { code: "disk.failed", cause: "文件名太长", remedy: "换个短一些的名字，再重试" };
const OTHER: Cause = { code: "disk.failed", cause: "磁盘没有照办", remedy: "看看磁盘是否完好，再重试" };

const CAUSES: Record<string, Cause> = {
  ENOSPC: FULL,
  EDQUOT: FULL,
  EROFS: READ_ONLY,
  EACCES: READ_ONLY,
  EPERM: READ_ONLY,
  ENOENT: NO_FOLDER,
  ENOTDIR: NO_FOLDER,
  EISDIR: NO_FILE,
  ENAMETOOLONG: LONG_NAME,
};

/** The sentence for a failed disk access, such as `没有存上：磁盘已满。文字还在窗口里，…`; what is no system error passes as it is. */
export function diskFailure(error: unknown, failed: string, comfort = ""): unknown {
  const systemCode = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  if (systemCode === undefined || error instanceof SpeechError || !/^E[A-Z0-9]+$/u.test(systemCode)) return error;
  const { code, cause, remedy } = CAUSES[systemCode] ?? OTHER;
  return new SpeechError(code, `${failed}：${cause}。${comfort}${remedy}。`);
}

/** Runs `work` and turns its disk errors into sentences. */
export async function onDisk<T>(failed: string, work: () => Promise<T>, comfort = ""): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw diskFailure(error, failed, comfort);
  }
}
