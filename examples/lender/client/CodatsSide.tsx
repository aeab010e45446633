import { useState } from "react";
import { type Happening, letHappen } from "./me";

const happenings: readonly [Happening, string][] = [
  ["data", "The first data arrives"],
  ["revoked", "The customer revokes access"],
  ["expired", "Access expires"],
  ["days", "Three days pass"],
];

/** The example's: what would happen at Codat and at the platform. The page learns of it by a webhook, as ever. */
export function CodatsSide() {
  const [nothing, setNothing] = useState(false);
  return (
    <>
      <h2>Codat’s side</h2>
      <div className="demo-controls">
        {happenings.map(([happening, text]) => (
          <button
            key={happening}
            type="button"
            className="button secondary"
            onClick={async () => setNothing(!(await letHappen(happening)))}
          >
            {text}
          </button>
        ))}
      </div>
      <p role="alert">{nothing && "Nothing is connected that this could happen to."}</p>
    </>
  );
}
