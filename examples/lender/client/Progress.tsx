import { type Page, pages } from "./usePage";

export const titles: Record<Page, string> = {
  account: "Your details",
  connect: "Accounting",
  details: "Your loan",
  done: "Done",
};

/** Where the customer is in the application. Text, since it leads nowhere. */
export function Progress({ page }: { page: Page }) {
  const current = pages.indexOf(page);
  return (
    <section className="progress" aria-label="Progress">
      <p className="progress-count">
        <span>{`Step ${current + 1} of ${pages.length}`}</span>
        <span className="progress-title">{`: ${titles[page]}`}</span>
      </p>
      <ol>
        {pages.map((name, index) => (
          <li
            key={name}
            aria-current={name === page ? "step" : undefined}
            data-done={index < current || undefined}
          >
            <span>{titles[name]}</span>
            {index < current && <span className="visually-hidden"> (done)</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}
