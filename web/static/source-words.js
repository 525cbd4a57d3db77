// In the text of a source a button at the selected words links them. The text can be walked with the keys and never changed.

export function offerWords(text, take) {
  for (const change of ["beforeinput", "paste", "cut", "drop"]) text.addEventListener(change, (event) => event.preventDefault());
  document.addEventListener("selectionchange", () => {
    document.querySelector(".link-words")?.remove();
    const range = selectedIn(text);
    if (range) offer(text, range, () => take(range.toString().trim(), startOf(text, range)));
  });
}

function selectedIn(text) {
  const selection = document.getSelection();
  if (!text.isConnected || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  return text.contains(range.startContainer) && text.contains(range.endContainer) && range.toString().trim() ? range : null;
}

// Counted in code points, as the server counts; without the spaces before the first word.
function startOf(text, range) {
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const words = range.toString();
  return [...before.toString()].length + [...words].length - [...words.trimStart()].length;
}

function offer(text, range, act) {
  const box = range.getBoundingClientRect();
  const bar = document.createElement("div");
  bar.className = "at-selection link-words";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "main";
  button.textContent = text.dataset.label;
  button.addEventListener("click", act);
  bar.addEventListener("mousedown", (event) => event.preventDefault());
  bar.append(button);
  text.after(bar);
  const frame = bar.offsetParent.getBoundingClientRect();
  const wide = Math.max(0, frame.width - bar.offsetWidth);
  bar.style.left = `${Math.max(0, Math.min(box.left - frame.left, wide))}px`;
  bar.style.top = `${box.bottom - frame.top + 6}px`;
}
