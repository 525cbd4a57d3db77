// Small helps with forms; each form works without them.
import { wordsOf } from "./says.js";

// The bar of bulk actions appears once rows are chosen and counts them.
export function chosenRows() {
  for (const form of document.querySelectorAll("[data-chosen]")) {
    const all = form.querySelector("[data-all]");
    const boxes = [...form.querySelectorAll("[name=chosen]")];
    choosesRuns(boxes);
    const count = form.querySelector("[data-count]");
    const show = () => {
      const chosen = boxes.filter((box) => box.checked).length;
      form.classList.toggle("some", chosen > 0);
      if (count) count.textContent = wordsOf("chosen", chosen);
      if (all) all.checked = chosen === boxes.length;
    };
    all?.addEventListener("change", () => { for (const box of boxes) box.checked = all.checked; show(); });
    form.addEventListener("change", show);
    // Enter in a field of the bar presses the button beside it, not the form's first one.
    form.addEventListener("keydown", (event) => {
      const own = event.key === "Enter" && event.target.matches(".menu input") && event.target.closest(".menu").querySelector("button");
      if (own) { event.preventDefault(); own.click(); }
      const open = event.key === "Escape" && event.target.closest(".menu[open]");
      if (open) { open.open = false; open.querySelector("summary").focus(); }
    });
    show();
  }
}

// With Shift held, a click takes the whole run from the last box on.
function choosesRuns(boxes) {
  let last = null;
  for (const box of boxes) {
    box.addEventListener("click", (event) => {
      if (event.shiftKey && last) {
        const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
        for (const one of boxes.slice(from, to + 1)) one.checked = box.checked;
      }
      last = box;
    });
  }
}

// A day that is picked is written into the field beside it, where one can also be typed.
export function dayPickers() {
  for (const picker of document.querySelectorAll("[data-picks]")) {
    picker.addEventListener("change", () => {
      const field = document.getElementById(picker.dataset.picks);
      if (!picker.value) return;
      field.value = picker.value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    });
  }
}

// Words typed as a quote are the passage that is meant.
export function typedQuote() {
  const quote = document.querySelector(".passage.own textarea");
  quote?.addEventListener("input", () => { document.getElementById("own-words").checked = true; });
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
    // The button keeps its width, so that nothing jumps; its value goes with the form whatever it says.
    button.style.minWidth = `${button.offsetWidth}px`;
    button.textContent = `${form.dataset.saving ?? wordsOf("saving")} …`;
  });
  // The way back may bring the page as it was left.
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
}

export function printing() {
  for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => print());
}
