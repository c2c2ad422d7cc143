import { contextBridge, ipcRenderer } from "electron";

contextBridge.exposeInMainWorld("speechwright", {
  call: (name: string, input: unknown) => ipcRenderer.invoke("call", name, input),
  onEvent: (listener: (event: unknown) => void) => {
    ipcRenderer.on("event", (_, event) => listener(event));
    ipcRenderer.send("listen");
  },
});
