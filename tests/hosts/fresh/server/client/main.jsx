import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { Onboarding } from "./Onboarding.jsx";

const session = await (await fetch("/session")).json();
if (session) createRoot(document.getElementById("root")).render(createElement(Onboarding, { session }));
