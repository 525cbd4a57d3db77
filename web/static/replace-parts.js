// Puts the parts of a page that a link changes in the place of those on the screen; what is typed elsewhere on it stays.

export function replaceParts(page) {
  const unticked = [...document.querySelectorAll("[name=evidence]:not(:checked)")].map((box) => box.value);
  for (const part of document.querySelectorAll("[data-refresh]")) {
    const fresh = page.querySelector(`[data-refresh="${CSS.escape(part.dataset.refresh)}"]`);
    if (fresh) part.replaceChildren(...fresh.childNodes);
  }
  for (const box of document.querySelectorAll("[name=evidence]")) if (unticked.includes(box.value)) box.checked = false;
  for (const old of document.querySelectorAll("body > .flash")) old.remove();
  const main = document.getElementById("main");
  for (const flash of page.querySelectorAll("body > .flash")) main.before(flash);
  // Said once more in a region that was there before: a new one is not read out.
  const status = document.querySelector("[data-linking] .say");
  if (status) status.textContent = document.querySelector("body > .flash [role=status], body > .flash[role=status]")?.textContent ?? "";
  const title = document.getElementById("evidence-title");
  title?.setAttribute("tabindex", "-1");
  title?.focus({ preventScroll: true });
  title?.scrollIntoView({ block: "nearest" });
}
