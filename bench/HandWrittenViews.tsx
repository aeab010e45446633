// What may stand in the place of the panel of `HandWritten`.
import { type ReactNode, useId } from "react";
import { Field, masks, type Words } from "./HandWrittenParts.js";

/** What else is in the way, and what there is to say of it. */
export const answers = {
  notAdmin: {
    says: "I’m not an admin",
    hint: <span>Connecting can need an administrator’s access.</span>,
    answer: (
      <span>
        <span />
        <bdi>Xero</bdi>
        <span> may ask for an administrator’s access. Ask whoever has it to connect.</span>
      </span>
    ),
  },
  forgotPassword: {
    says: "I forgot my password",
    hint: <span>Reset it where you usually sign in.</span>,
    answer: (
      <span>
        <span>Reset it where you usually sign in to </span>
        <bdi>Xero</bdi>
        <span>. Then come back here and connect.</span>
      </span>
    ),
  },
  notListed: {
    says: "My platform isn’t listed",
    hint: (
      <span>
        <span>See what else </span>
        <bdi>Acme Lending</bdi>
        <span> accepts.</span>
      </span>
    ),
    answer: (
      <span>
        <span>Codat doesn’t offer every platform. Ask </span>
        <bdi>Acme Lending</bdi>
        <span> what else you can do.</span>
      </span>
    ),
  },
};

/** A ref, called when its element is there. */
export function focus(element: HTMLElement | null): void {
  element?.focus();
}

export function Answer({ view, children }: { view: keyof typeof answers; children?: ReactNode }): ReactNode {
  const { says, answer } = answers[view];
  return (
    <>
      <h2 key={view} tabIndex={-1} ref={focus}>
        <span>{says}</span>
      </h2>
      <p>{answer}</p>
      {children}
    </>
  );
}

export function Message({
  link,
  words,
  setWords,
  children,
}: {
  link: string;
  words: Words;
  setWords: (words: Words) => void;
  /** How it is sent. */
  children: readonly [mail: ReactNode, copy: ReactNode];
}): ReactNode {
  const id = useId();
  const [mail, copy] = children;
  const field = (name: keyof Words, label: string, rows?: number) => (
    <Field
      id={id + name}
      label={label}
      value={words[name]}
      onValue={(value) => setWords({ ...words, [name]: value })}
      lang="en-GB"
      dir="ltr"
      rows={rows}
    />
  );
  return (
    <>
      <h2 tabIndex={-1} ref={focus}>
        <span>Read or change the message</span>
      </h2>
      <div className="co-InviteMessage">
        <p>
          <span>It comes from you, so make it sound like you. The link stays as it is.</span>
        </p>
        {field("subject", "Subject")}
        {field("before", "Before the link", 7)}
        <p>
          <bdi {...masks}>{link}</bdi>
        </p>
        {field("after", "After the link", 18)}
        {mail}
        <p>
          <span>Opens your email app with these words. You read it before it goes.</span>
        </p>
        {copy}
      </div>
    </>
  );
}
