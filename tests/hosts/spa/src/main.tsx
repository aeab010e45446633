import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "codat-onboarding/styles.css";
import { App } from "./App.js";
import { LiveStep } from "./LiveStep.js";
import { isLive } from "./settings.js";

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(<StrictMode>{isLive ? <LiveStep /> : <App />}</StrictMode>);
}
