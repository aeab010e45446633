import { CodatsSide } from "./CodatsSide";
import type { Me } from "./me";
import type { Demo } from "./useDemo";

interface DemoPanelProps {
  demo: Demo;
  onChange: (changes: Partial<Demo>) => void;
  /** How fake Codat is set up; absent with the real one. */
  codat: Me["demo"];
  /** The types of the events so far. What is in them is not shown: some hold links. */
  events: readonly string[];
  onRestart: (oneTime: boolean) => void;
}

/** The example's own controls, outside of the onboarding. A real host has nothing of the kind. */
export function DemoPanel({ demo, onChange, codat, events, onRestart }: DemoPanelProps) {
  return (
    <aside className="demo" aria-label="Demo controls">
      <details>
        <summary>Demo controls</summary>
        <p>
          {codat
            ? "Acme Lending and its customer are made up, and Codat is a fake on your machine. These controls are the example’s."
            : "Acme Lending and its customer are made up; Codat is the real one. These controls are the example’s."}
        </p>
        <div className="demo-controls">
          {codat && (
            <label>
              <span>Links</span>
              <select
                value={String(codat.oneTime)}
                onChange={(event) => onRestart(event.target.value === "true")}
              >
                <option value="false">Plain</option>
                <option value="true">One-time</option>
              </select>
            </label>
          )}
          <label>
            <span>Theme</span>
            <select
              value={demo.theme}
              onChange={(event) => onChange({ theme: event.target.value as Demo["theme"] })}
            >
              <option value="system">System</option>
              <option value="light">Light</option>
              <option value="dark">Dark</option>
            </select>
          </label>
          <label>
            <span>Direction</span>
            <select
              value={demo.dir}
              onChange={(event) => onChange({ dir: event.target.value as Demo["dir"] })}
            >
              <option value="ltr">Left to right</option>
              <option value="rtl">Right to left</option>
            </select>
          </label>
          <label className="check">
            <input
              type="checkbox"
              checked={demo.required}
              onChange={(event) => onChange({ required: event.target.checked })}
            />
            <span>Connecting is required</span>
          </label>
          <button
            type="button"
            className="button secondary"
            onClick={() => onRestart(codat?.oneTime === true)}
          >
            Start over
          </button>
        </div>
        {codat && <CodatsSide />}
        <h2>Events</h2>
        {events.length === 0 ? (
          <p>None yet.</p>
        ) : (
          <ol className="events">
            {events.map((type, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list only grows
              <li key={index}>{type}</li>
            ))}
          </ol>
        )}
      </details>
    </aside>
  );
}
