// A form sends the page away and brings it back: what was scrolled stays where it was, and so does the focus.

export function keepScroll() {
  const place = `scroll ${location.pathname}`;
  const parts = [...document.querySelectorAll("[data-keep-scroll]")];
  const chosen = document.querySelector(".sentence.chosen");
  const kept = JSON.parse(sessionStorage.getItem(place) ?? "null");
  const same = kept && kept.search === location.search;
  for (const part of kept ? parts : []) {
    // Another line has another claim: its panel begins at the top.
    if (part.dataset.keepScroll === "article" || same) part.scrollTop = kept[part.dataset.keepScroll] ?? 0;
  }
  if (chosen && parts.length) chosen.scrollIntoView({ block: "nearest" });
  if (same && kept.sent) {
    scrollTo({ top: kept.top, behavior: "instant" });
    if (kept.focus) refocus(kept.focus, chosen);
  }
  let focus = null;
  let sent = false;
  let byKey = false;
  addEventListener("keydown", () => { byKey = true; }, true);
  addEventListener("pointerdown", () => { byKey = false; }, true);
  document.addEventListener("submit", (event) => {
    sent = event.target.method === "post";
    const at = document.activeElement;
    focus = byKey && event.target.contains(at) ? { action: event.target.getAttribute("action"), name: at.name ?? "", value: at.value ?? "" } : null;
  });
  addEventListener("pagehide", () => {
    const now = { search: location.search, top: scrollY, sent, focus };
    for (const part of parts) now[part.dataset.keepScroll] = part.scrollTop;
    sessionStorage.setItem(place, JSON.stringify(now));
  });
}

// The same control, or another one of its form, or the chosen line: the keyboard goes on where it was.
function refocus(focus, chosen) {
  if (document.querySelector("[autofocus]")) return;
  const form = [...document.forms].find((one) => one.getAttribute("action") === focus.action);
  const controls = form ? [...form.elements].filter((one) => one.type !== "hidden" && one.offsetParent) : [];
  const target = controls.find((one) => (one.name ?? "") === focus.name && one.value === focus.value) ?? controls.at(-1) ?? chosen?.querySelector("a.text");
  target?.focus({ preventScroll: true });
}
