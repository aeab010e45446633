import type { StepEvent } from "codat-onboarding/core";
import { type Dispatch, type SetStateAction, useEffect, useRef, useState } from "react";
import { AccountPage } from "./AccountPage";
import { ConnectPage } from "./ConnectPage";
import { DemoPanel } from "./DemoPanel";
import { DetailsPage } from "./DetailsPage";
import { DonePage } from "./DonePage";
import { Header } from "./Header";
import { type Application, type Me, saveApplication, startOver } from "./me";
import { Progress, titles } from "./Progress";
import { useDemo } from "./useDemo";
import { type Page, usePage } from "./usePage";

interface OnboardingProps {
  me: Me;
  setMe: Dispatch<SetStateAction<Me | undefined>>;
  onSignOut: () => void;
}

/** A small lender's application: account, accounting (optional), loan, done. */
export function Onboarding({ me, setMe, onSignOut }: OnboardingProps) {
  const { application } = me;
  const [asked, go] = usePage();
  const page = application.sent ? "done" : asked === "done" ? "details" : asked;
  const main = usePageChange(page);
  const [saveFailed, setSaveFailed] = useState(false);
  const [demo, setDemo] = useDemo();
  const [events, setEvents] = useState<string[]>([]);

  function onEvent({ type }: StepEvent) {
    setEvents((events) => [...events, type]);
  }

  /** Ends this session's stream before another session begins: it would be refused under the new cookie. */
  async function restart(oneTime: boolean) {
    setMe(undefined);
    await startOver(oneTime);
    location.assign("/onboarding");
  }

  /** Keeps the changes, then goes on, if it is told where. */
  async function save(changes: Partial<Application>, next?: Page) {
    try {
      await saveApplication(changes);
      setMe((me) => me && { ...me, application: { ...me.application, ...changes } });
      setSaveFailed(false);
      if (next) go(next);
    } catch {
      setSaveFailed(true);
    }
  }

  return (
    <>
      <Header business={application.business} onSignOut={onSignOut} />
      <div className="layout">
        <Progress page={page} />
        <main className="card" ref={main} tabIndex={-1}>
          {page === "account" && (
            <AccountPage
              application={application}
              onSave={save}
              onDone={(changes) => save(changes, "connect")}
            />
          )}
          {page === "connect" && (
            <ConnectPage
              required={demo.required}
              onEvent={onEvent}
              onBack={() => go("account")}
              onDone={() => go("details")}
            />
          )}
          {page === "details" && (
            <DetailsPage
              application={application}
              onSave={save}
              onBack={() => go("connect")}
              onDone={(changes) => save({ ...changes, sent: true }, "done")}
            />
          )}
          {page === "done" && <DonePage me={me} onEvent={onEvent} />}
          <p className="problem" role="alert">
            {saveFailed && "We couldn’t save this. Please check your connection and try again."}
          </p>
        </main>
      </div>
      <DemoPanel demo={demo} onChange={setDemo} codat={me.demo} events={events} onRestart={restart} />
    </>
  );
}

/** Names the page, and takes keyboard and screen reader to its start when it has changed. */
function usePageChange(page: Page) {
  const main = useRef<HTMLElement>(null);
  const shown = useRef(page);
  useEffect(() => {
    document.title = `${titles[page]} · Acme Lending`;
    if (shown.current === page) return;
    shown.current = page;
    scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [page]);
  return main;
}
