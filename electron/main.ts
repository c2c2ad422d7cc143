import { randomUUID } from "node:crypto";
import { homedir } from "node:os";
import { join } from "node:path";
import { app, dialog, nativeTheme, protocol, session } from "electron";
import ElectronStore from "electron-store";
import { failureOf } from "#core/api/errors";
import { nativeDesktop, nativeDialogs } from "./dialogs.ts";
import { failureLines } from "./host/defect.ts";
import { serveWindow } from "./host/ipc.ts";
import { Outbox } from "./host/outbox.ts";
import { answerPage } from "./host/page.ts";
import { Transfers } from "./host/transfers.ts";
import { setUpMenu } from "./menu.ts";
import { startUtilityProcess } from "./reading-process.ts";
import { createServices } from "./services/create-services.ts";
import { readWith } from "./services/files/read-in-child.ts";
import { downloadFolder, type Machine, shippedFolders } from "./services/folders.ts";
import { claimDataFolder } from "./services/instance.ts";
import { settleDataFolder } from "./services/move-data-folder.ts";
import { closeOff, openWindow, showWindow } from "./window.ts";
import { APP_SCHEME, COMMAND_LINE_SWITCHES, filesAmong } from "./window-rules.ts";

// The desktop window. Electron holds `ready` back until this module has been evaluated, so the first steps come before it;
// for the same reason `whenReady` must not be awaited here.

const machine: Machine = { env: process.env, platform: process.platform, home: homedir() };
const shipped = shippedFolders();
const outbox = new Outbox();
const transfers = new Transfers();
/** Files to open, kept until the window is there to show them; then `arrive` opens them at once. */
const early = filesAmong(process.argv.slice(app.isPackaged ? 1 : 2), process.cwd());
let arrive = (paths: readonly string[]): void => void early.push(...paths);

takeFilesOfMac();
const { folder, open, notice } = await settleDataFolder(machine).catch(endWithSentence);
early.push(...open);
nameApp();
silenceChromium();
protocol.registerSchemesAsPrivileged([APP_SCHEME]);
await claimOrJoin().catch(endWithSentence);
app.whenReady().then(start).catch(endWithSentence);

async function start(): Promise<void> {
  const settings = new ElectronStore({ name: "config", cwd: folder, clearInvalidConfig: true, configFileMode: 0o600 });
  const gone = new AbortController();
  const services = createServices({
    dataFolder: folder,
    machine,
    exportFolder: { path: downloadFolder(machine), name: "下载" },
    assetsFolder: shipped.assets,
    templatesFolder: shipped.templates,
    dialogs: nativeDialogs(() => window, downloadFolder(machine), transfers, outbox, gone.signal),
    desktop: nativeDesktop,
    printToPdf: () => window.webContents.printToPDF({ preferCSSPageSize: true }),
    settings,
    now: () => new Date().toISOString(),
    newId: randomUUID,
    send: (event) => outbox.send(event),
    version: shipped.version,
    door: "desktop",
  });
  readWith(startUtilityProcess);
  nativeTheme.themeSource = (await services.settings.get({})).theme;
  closeOff(session.defaultSession);
  protocol.handle(APP_SCHEME.scheme, (request) => answerPage(request, shipped.renderer, transfers));
  setUpMenu((id) => outbox.send({ name: "command", data: { id } }));
  const window = openWindow(settings, join(import.meta.dirname, "preload.cjs"), outbox);
  serveWindow(window.webContents, services, outbox, report);
  window.on("closed", () => gone.abort());
  app.on("window-all-closed", () => app.quit());
  arrive = (paths) => {
    showWindow(window);
    services.files.openPaths(paths).catch(report);
  };
  if (notice) outbox.send({ name: "notice", data: { message: notice, level: "quiet" } });
  await services.files.openPaths(early);
}

/** On macOS a double-clicked file comes as an event, possibly before everything else. */
function takeFilesOfMac(): void {
  app.on("open-file", (event, path) => {
    event.preventDefault();
    arrive([path]);
  });
}

/** Chromium's own files get a corner of the data folder, so that they never mix with the user's. */
function nameApp(): void {
  app.setName("讲稿匠");
  app.setPath("userData", folder);
  app.setPath("sessionData", join(folder, "desktop-profile"));
}

function silenceChromium(): void {
  for (const [name, value] of COMMAND_LINE_SWITCHES) app.commandLine.appendSwitch(name, value);
}

/** Claims the data folder, or hands the files to the start that has it, whichever door that is, and ends. */
async function claimOrJoin(): Promise<void> {
  const claim = await claimDataFolder(folder, ({ open = [] }) => arrive(open));
  if (claim.claimed) return;
  await claim.send({ open: early });
  process.stdout.write("讲稿匠已经开着，这次要打开的交给了它。\n");
  process.exit(0);
}

function endWithSentence(error: unknown): never {
  report(error);
  dialog.showErrorBox("讲稿匠没有打开", failureOf(error).message);
  process.exit(1);
}

function report(error: unknown): void {
  process.stderr.write(failureLines(error));
}
