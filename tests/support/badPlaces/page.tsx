import { createRoot } from "react-dom/client";
import { step } from "./step.js";

/** What a script outside reads. */
const events: string[] = [];
Object.assign(window, { events });

const dialog = document.querySelector("dialog");
dialog?.showModal();
const parent = dialog ?? document.body;
createRoot(parent.appendChild(document.createElement("div"))).render(step(({ type }) => events.push(type)));
// Somewhere to paste, which a modal dialog leaves no place for outside.
parent.append(document.createElement("textarea"));
