// Copies the words before a button.
import { wordsOf } from "./says.js";

export function copying() {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
}

async function copy(button) {
  const words = button.previousElementSibling;
  // Selected, the words can be copied by hand if the browser does not let a page do it (it never does over plain HTTP).
  getSelection().selectAllChildren(words);
  const copied = navigator.clipboard
    ? await navigator.clipboard.writeText(words.textContent).then(() => true, () => false)
    : document.execCommand("copy");
  if (copied) button.textContent = wordsOf("copied");
}
