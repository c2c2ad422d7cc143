import "./styles/tokens.css";
import "./styles/base.css";
import { createRoot } from "react-dom/client";
import { createClient } from "#core/api/client";
import { ApiProvider } from "./api.ts";
import { App } from "./app.tsx";
import { connectHost } from "./host.ts";
import { SettingsProvider } from "./settings.tsx";

const host = connectHost();
const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

createRoot(root).render(
  <ApiProvider value={createClient(host.call)}>
    <SettingsProvider>
      <App host={host} />
    </SettingsProvider>
  </ApiProvider>,
);
