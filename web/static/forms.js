// Small helps with forms; each form works without them.

// The bar of bulk actions appears once rows are chosen and counts them.
export function chosenRows() {
  for (const form of document.querySelectorAll("[data-chosen]")) {
    const all = form.querySelector("[data-all]");
    const boxes = [...form.querySelectorAll("[name=chosen]")];
    const count = form.querySelector("[data-count]");
    const show = () => {
      const chosen = boxes.filter((box) => box.checked).length;
      form.classList.toggle("some", chosen > 0);
      if (count) count.textContent = `${chosen} chosen`;
      if (all) all.checked = chosen === boxes.length;
    };
    all?.addEventListener("change", () => { for (const box of boxes) box.checked = all.checked; show(); });
    form.addEventListener("change", show);
    show();
  }
}

// A second click would send the form twice.
export function saving() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    const button = event.submitter;
    if (!button) return;
    button.setAttribute("aria-disabled", "true");
    if (form.dataset.saving) button.textContent = `${form.dataset.saving} …`;
  });
  addEventListener("pageshow", () => { for (const form of document.forms) delete form.dataset.sent; });
}

export function printing() {
  for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => print());
}
