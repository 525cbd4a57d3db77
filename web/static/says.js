// What the scripts say, in the language of the page: the texts are in its template "says".

export function wordsOf(name, value = "") {
  const text = document.querySelector("#says")?.content.querySelector(`[data-say=${name}]`)?.textContent ?? "";
  return text.replace("%n", value);
}
