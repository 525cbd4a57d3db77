// A form sends the page away and brings it back: what was scrolled stays where it was, and so does the focus.

export function keepScroll() {
  const place = `scroll ${location.pathname}`;
  const parts = [...document.querySelectorAll("[data-keep-scroll]")];
  const chosen = document.querySelector(".sentence.chosen");
  const kept = JSON.parse(sessionStorage.getItem(place) ?? "null");
  if (kept) {
    for (const part of parts) {
      // Another line has another claim: its panel begins at the top.
      if (part.dataset.keepScroll === "article" || kept.search === location.search) part.scrollTop = kept[part.dataset.keepScroll] ?? 0;
    }
  }
  if (chosen && parts.length) chosen.scrollIntoView({ block: "nearest" });
  addEventListener("pagehide", () => {
    const now = { search: location.search };
    for (const part of parts) now[part.dataset.keepScroll] = part.scrollTop;
    if (parts.length) sessionStorage.setItem(place, JSON.stringify(now));
  });
}
