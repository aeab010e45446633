import { AuthStep, type StepStorage } from "codat-onboarding";
import { useState } from "react";
import { type ScreenName, screens } from "./Screen";
import "./Lender.css";

interface LenderProps {
  screen: ScreenName;
  storage?: StepStorage | null | undefined;
}

const titles = ["Your details", "Accounting", "Your loan"];

/** A small lender's application with the step as its second page, on a screen of that size. */
export function Lender({ screen, storage }: LenderProps) {
  const [page, setPage] = useState(1);
  return (
    <div className="page-screen lender" data-screen={screen} style={screens[screen]}>
      <header>
        <strong>Acme Lending</strong>
        <span>Oak &amp; Elm Ltd</span>
      </header>
      <div>
        <ol aria-label="Progress">
          {titles.map((title, index) => (
            <li key={title} aria-current={index === page ? "step" : undefined}>
              {title}
            </li>
          ))}
        </ol>
        <main>
          {page === 1 ? (
            <AuthStep
              headingLevel={1}
              storage={storage}
              next={{ label: "Continue to your loan", onClick: () => setPage(2) }}
            />
          ) : (
            <h1>How much would you like to borrow?</h1>
          )}
        </main>
      </div>
    </div>
  );
}
