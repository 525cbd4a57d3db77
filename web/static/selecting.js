// Words selected in the article are put into the field that makes them a claim; without script they are typed there.
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
  });
  document.addEventListener("selectionchange", () => {
    if (!chosen()) delete form.dataset.selected;
  });
}
