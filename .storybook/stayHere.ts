/**
 * Keeps a click on a link from leaving the story: no tab, no mail program. It comes after the page's own handlers,
 * which thus see the click as a customer's.
 */
export function stayHere(): () => void {
  const stay = (event: MouseEvent) => {
    const link = event.target instanceof Element && event.target.closest("a[href]");
    if (link && !link.closest(".sbdocs")) event.preventDefault();
  };
  document.addEventListener("click", stay);
  document.addEventListener("auxclick", stay);
  return () => {
    document.removeEventListener("click", stay);
    document.removeEventListener("auxclick", stay);
  };
}
