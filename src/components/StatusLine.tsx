import type { ReactNode } from "react";
import type { StatusMessages, Text } from "../core/messages.js";
import { type Step, useStep } from "../hooks/step.js";
import { wordsFor } from "../hooks/words.js";
import { status as english } from "../locales/en.json";
import { Notice } from "./Notice.js";
import { Words } from "./Words.js";

/**
 * How the step stands: its one live region. It is there from the start, since a region that comes with its text
 * is not read out; each line is spoken when it changes.
 */
export function StatusLine(): ReactNode {
  const step = useStep();
  const words = wordsFor("status", english, step.settings);
  return (
    <div className="co-StatusLine" role="status" aria-atomic="false">
      <p>
        <Words of={statusText(step, words)} />
      </p>
      <p>
        <Words of={step.skipped ? words.skipped : ""} />
      </p>
      <p>
        <Notice />
      </p>
    </div>
  );
}

function statusText({ status, local: { returned } }: Step, words: StatusMessages): Text {
  if (status === "idle") return returned === "cancelled" || returned === "unchanged" ? words[returned] : "";
  if (status === "pending" && returned === "connected") return words.returned;
  if (status === "failed" && returned === "unsupported") return words.unsupported;
  return status === "loading" ? "" : words[status];
}
