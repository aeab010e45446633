import { renderToString } from "react-dom/server";
import { step } from "./step.js";

/** What a browser without scripts gets. */
export const markup = renderToString(step());
