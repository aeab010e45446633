import type { ReactElement, ReactNode } from "react";
import type { Step } from "../../hooks/step/stepContext.js";

/** The host's way on: its own element, or what we draw as a link or a button. */
export type NextStep = ReactNode | { label: string; href: string } | { label: string; onClick(): void };

/** The filled button of the views in which there is nothing left to do here. */
export function nextStep(step: Step, next: NextStep): ReactElement | null {
  if (!next) return null;
  if (typeof next !== "object" || !("label" in next)) return <div className="co-Slot">{next}</div>;
  const { label, ...way } = next;
  const props = {
    className: "co-Next",
    "aria-describedby": step.frame?.headingId,
    children: <span>{label}</span>,
  };
  return "href" in way ? <a {...props} {...way} /> : <button type="button" {...props} {...way} />;
}
