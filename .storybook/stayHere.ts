/**
 * Keeps a click on a link from leaving the story, on a docs page too: no tab, no mail program. It comes after the page's own handlers,
 * which thus see the click as a customer's.
 */
export function stayHere(): () => void {
  const stay = (event: MouseEvent) => {
    const link = event.target instanceof Element && event.target.closest("a[href]");
    const isOfDocs = link?.closest(".sbdocs") && !link.closest(".sb-story");
    if (link && !isOfDocs) event.preventDefault();
  };
  document.addEventListener("click", stay);
  document.addEventListener("auxclick", stay);
  return () => {
    document.removeEventListener("click", stay);
    document.removeEventListener("auxclick", stay);
  };
}
