// One key does what a link or button with the same data-key does. Shortcuts are off while somebody types.
import { wordsOf } from "./says.js";

const OFF = "claim-tracker-keys-off";

export function keys() {
  const root = document.documentElement;
  const off = () => localStorage.getItem(OFF) === "yes";
  root.classList.toggle("no-keys", off());
  for (const button of document.querySelectorAll("[data-switch-keys]")) {
    const say = () => { button.textContent = wordsOf(off() ? "keys-on" : "keys-off"); };
    say();
    button.addEventListener("click", () => {
      localStorage.setItem(OFF, off() ? "no" : "yes");
      root.classList.toggle("no-keys", off());
      say();
    });
  }
  document.addEventListener("keydown", (event) => {
    if (sends(event) || rates(event)) return;
    if (off() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
    const map = document.getElementById("keys");
    if (map?.open || (map && event.key === "?")) {
      // The map lies over the page: what stands there stays as it is.
      if (event.key === "?") { event.preventDefault(); if (map.open) map.close(); else map.showModal(); }
      return;
    }
    if (walk(event)) return;
    const target = wanted(event.key);
    if (!target) return;
    event.preventDefault();
    act(target);
  });
}

// Ctrl or Cmd and Enter press the main button of the form in which somebody types. This one works while typing.
function sends(event) {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return false;
  const form = event.target.form;
  const button = form && (form.querySelector("button.main") ?? form.querySelector("button"));
  if (!button) return false;
  event.preventDefault();
  button.click();
  return true;
}

// In the list of ratings a digit chooses, and the explanation is next.
function rates(event) {
  const list = event.target;
  if (!list.matches?.("select[data-digits]") || event.ctrlKey || event.metaKey || event.altKey || !/^[1-9]$/.test(event.key)) return false;
  const chosen = [...list.options].filter((option) => option.value)[Number(event.key) - 1];
  if (!chosen) return false;
  event.preventDefault();
  list.value = chosen.value;
  list.dispatchEvent(new Event("change", { bubbles: true }));
  list.form.elements[list.dataset.digits].focus();
  return true;
}

function typing(element) {
  return element.matches("textarea, select, [contenteditable], input:not([type=checkbox], [type=radio])");
}

// Where lines are ticked, j and k walk from box to box.
function walk(event) {
  const step = { j: 1, k: -1 }[event.key];
  const boxes = [...document.querySelectorAll("body.choosing [name=chosen]")];
  if (!step || !boxes.length) return false;
  const at = boxes.indexOf(document.activeElement);
  boxes[at < 0 ? 0 : Math.min(boxes.length - 1, Math.max(0, at + step))].focus();
  return true;
}

function wanted(key) {
  if (key === "u") return nextUnmarked();
  // While words of the article are selected, c makes them the claim, not the line that is open.
  const selected = key === "c" && document.querySelector("[data-takes-selection][data-selected] button");
  if (selected) return selected;
  const name = CSS.escape(key);
  const card = document.activeElement?.closest("[data-match]");
  return card?.querySelector(`[data-focused-key="${name}"]`) ??
    (card ?? document).querySelector(`[data-match-key="${name}"]`) ??
    document.querySelector(`[data-key="${name}"]`);
}

// The next line that nobody marked, from the chosen one on, then from the top.
function nextUnmarked() {
  const lines = [...document.querySelectorAll("[data-unmarked]")];
  const chosen = Number(document.querySelector(".sentence.chosen [data-line]")?.dataset.line ?? 0);
  return lines.find((line) => Number(line.dataset.line) > chosen) ?? lines.find((line) => Number(line.dataset.line) !== chosen);
}

function act(target) {
  const shown = target.closest("details:not([open])");
  if (shown) shown.open = true;
  if (target.dataset.asks) ask(target);
  // What stands in a field is replaced by what is typed next.
  else if (typing(target)) { target.focus(); if (target.dataset.key === "s") target.select(); }
  else target.click();
}

// A passage whose stance is unclear: its key chooses it, and the line above the list says which key links it.
function ask(passage) {
  passage.focus();
  passage.scrollIntoView({ block: "nearest" });
  passage.closest(".found").querySelector(".say").textContent = wordsOf("choose-stance-of", passage.dataset.asks);
}
