// One key does what a link or button with the same data-key does. Keys rest while somebody types.

const OFF = "claim-tracker-keys-off";

export function keys() {
  const root = document.documentElement;
  const off = () => localStorage.getItem(OFF) === "yes";
  root.classList.toggle("no-keys", off());
  for (const button of document.querySelectorAll("[data-switch-keys]")) {
    const say = () => { button.textContent = off() ? "Switch the keys on" : "Switch the keys off"; };
    say();
    button.addEventListener("click", () => {
      localStorage.setItem(OFF, off() ? "no" : "yes");
      root.classList.toggle("no-keys", off());
      say();
    });
  }
  document.addEventListener("keydown", (event) => {
    if (off() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
    const target = wanted(event.key);
    if (!target) return;
    event.preventDefault();
    act(target);
  });
}

function typing(element) {
  return element.matches("textarea, select, [contenteditable], input:not([type=checkbox], [type=radio])");
}

function wanted(key) {
  if (key === "u") return nextUnmarked();
  const match = document.activeElement?.closest("[data-match]") ?? document;
  return match.querySelector(`[data-match-key="${CSS.escape(key)}"]`) ?? document.querySelector(`[data-key="${CSS.escape(key)}"]`);
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
  if (typing(target)) target.focus();
  else target.click();
}
