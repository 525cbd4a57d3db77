// Words selected in the article are put into the field that makes them a claim; without script they are typed there.
import { wordsOf } from "./says.js";

export function takeSelection() {
  const form = document.querySelector("[data-takes-selection]");
  if (!form) return;
  const lines = document.querySelector(".lines");
  const chosen = () => {
    const found = document.getSelection();
    const inside = found && found.rangeCount && lines.contains(found.anchorNode) && lines.contains(found.focusNode);
    return inside ? found.toString().trim() : "";
  };
  lines.addEventListener("mousedown", (event) => {
    const link = event.target.closest("a.text");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    // Browsers select nothing inside a link: while the button is down it is none. A plain click follows it as ever.
    const address = link.getAttribute("href");
    link.removeAttribute("href");
    document.addEventListener("mouseup", () => link.setAttribute("href", address), { once: true, capture: true });
  });
  lines.addEventListener("click", (event) => {
    if (chosen()) event.preventDefault();
  });
  document.addEventListener("mouseup", () => {
    const words = chosen();
    if (!words) return;
    form.closest("details").open = true;
    form.elements.quote.value = words;
    form.dataset.selected = "";
    offer(form, words);
  });
  document.addEventListener("selectionchange", () => {
    if (chosen()) return;
    delete form.dataset.selected;
    document.querySelector(".at-selection")?.remove();
  });
}

// At the selected words: make them the claim, or look for them in everything stored.
function offer(form, words) {
  document.querySelector(".at-selection")?.remove();
  const box = document.getSelection().getRangeAt(0).getBoundingClientRect();
  const bar = document.createElement("div");
  bar.className = "at-selection";
  const claim = document.createElement("button");
  claim.type = "button";
  claim.append(`${wordsOf("make-claim")} `, key("c"));
  claim.addEventListener("click", () => form.querySelector("button").click());
  const search = document.createElement("a");
  search.className = "button";
  search.href = `/search?q=${encodeURIComponent(words.slice(0, 500))}`;
  search.dataset.key = "f";
  search.append(`${wordsOf("search-words")} `, key("f"));
  // A press on the bar must not end the selection that it is about.
  bar.addEventListener("mousedown", (event) => event.preventDefault());
  bar.append(claim, search);
  document.body.append(bar);
  const wide = document.documentElement.clientWidth;
  bar.style.left = `${Math.max(8, Math.min(box.left, wide - bar.offsetWidth - 8)) + scrollX}px`;
  bar.style.top = `${(box.top > bar.offsetHeight + 8 ? box.top - bar.offsetHeight - 6 : box.bottom + 6) + scrollY}px`;
  addEventListener("scroll", () => bar.remove(), { capture: true, once: true });
}

function key(name) {
  const shown = document.createElement("kbd");
  shown.textContent = name;
  return shown;
}
