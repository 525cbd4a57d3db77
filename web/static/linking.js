// The pane that links a source in place: words typed or an address, a source, a passage, a stance. The server makes each step.
import { offerWords } from "./source-words.js";
import { choose, chosen, move } from "./choices.js";
import { replaceParts } from "./replace-parts.js";
import { wordsOf } from "./says.js";

const LEAST_LETTERS = 2;
const PAUSE = 150;
let timer, search, waiting, highlightFirst = false;

export function linking() {
  document.addEventListener("input", (event) => { if (isField(event.target)) later(paneOf(event.target)); });
  // Before the keys of the page, which would act on the line.
  document.addEventListener("keydown", pressed, true);
  document.addEventListener("click", clicked);
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-link]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    link(event.target, event.submitter);
  }, true);
}

const paneOf = (element) => element.closest?.("[data-linking]");
const isField = (element) => Boolean(paneOf(element)) && element.matches("[name=q]");
const field = (pane) => pane.querySelector("[name=q]");
// A list of what was typed before is none: nobody may take a source that other words brought.
const listOf = (pane) => pane.querySelector("[role=listbox]:not([inert])");

function say(pane, name, value = "") {
  pane.querySelector(".say").textContent = name ? wordsOf(name, value) : "";
}

function later(pane) {
  clearTimeout(timer);
  highlightFirst = false;
  const typed = field(pane).value.trim();
  listOf(pane)?.toggleAttribute("inert", true);
  field(pane).removeAttribute("aria-activedescendant");
  if (typed.length < LEAST_LETTERS) close(pane);
  else timer = setTimeout(() => find(pane), PAUSE);
}

// A new step, or null when another one was asked for meanwhile. What the server refuses is a step too: it says why.
async function step(pane, address, options = {}) {
  search?.abort();
  const mine = search = new AbortController();
  try {
    const answer = await fetch(address, { ...options, signal: mine.signal, headers: { Accept: "text/html" } });
    const words = await answer.text();
    if (mine !== search) return null;
    const page = new DOMParser().parseFromString(words, "text/html");
    // A whole page is no step: the session ended, or the server failed.
    if (page.querySelector("main")) { say(pane, "failed"); return null; }
    pane.querySelector(".step").replaceChildren(...page.body.childNodes);
    show(pane);
    return answer;
  } catch (error) {
    if (error.name !== "AbortError") say(pane, "failed");
    return null;
  }
}

async function find(pane) {
  open(pane);
  say(pane, "searching");
  const typed = field(pane).value.trim();
  const query = new URLSearchParams({ q: typed, back: pane.querySelector("[name=back]").value });
  if (!(await step(pane, `${pane.dataset.sources}?${query}`))) return;
  const list = listOf(pane);
  if (!list) return;
  say(pane, "offered", list.children.length);
  if (highlightFirst) highlight(pane);
}

// The pane grows below its field: the list and the stances have to stay in sight above the verdict.
function show(pane) {
  const room = (pane.closest(".panel-scroll") ?? document.documentElement).clientHeight;
  const [head, below] = [pane.querySelector(".add-source"), pane.querySelector(".link-pane")];
  const fits = below.getBoundingClientRect().bottom - head.getBoundingClientRect().top <= room;
  (fits ? below : head).scrollIntoView({ block: fits ? "nearest" : "start" });
}

// As in every combobox nothing is highlighted before a key says so: Enter without a highlight shows what the next Enter takes.
function highlight(pane) {
  highlightFirst = false;
  const list = listOf(pane);
  choose(list, list.firstElementChild, field(pane));
  say(pane, "choose-source");
}

// Acts on the chosen source: shows its passages, fetches the address, or leads to the form.
async function take(pane) {
  const option = chosen(listOf(pane));
  if (!option) return;
  if (option.dataset.leads) {
    forget(pane);
    location.assign(option.dataset.leads);
  } else if ("fetches" in option.dataset) await fetchPage(pane);
  else if (await step(pane, option.dataset.opens)) showPassages(pane);
}

async function fetchPage(pane) {
  const form = pane.querySelector("form[data-fetch]");
  let seconds = 0;
  say(pane, "fetching", seconds);
  waiting = setInterval(() => say(pane, "fetching", ++seconds), 1000);
  const answer = await step(pane, form.action, { method: "POST", body: new FormData(form) });
  clearInterval(waiting);
  waiting = null;
  if (!answer) return;
  say(pane, "");
  if (answer.ok) showPassages(pane);
  else field(pane).focus();
}

function showPassages(pane) {
  say(pane, "");
  unmark(field(pane));
  const list = listOf(pane);
  if (!list) return;
  choose(list, list.firstElementChild);
  list.focus();
  const text = pane.querySelector("[data-words]");
  if (text) offerWords(text, (words, start) => pickWords(pane, words, start));
}

function pickWords(pane, words, start) {
  const list = listOf(pane);
  list.querySelector("[data-own]")?.remove();
  const own = document.createElement("li");
  own.setAttribute("role", "option");
  own.id = "link-passage-own";
  own.className = "serif";
  Object.assign(own.dataset, { own: "", quote: words, start });
  own.textContent = `“${words}”`;
  list.prepend(own);
  choose(list, own);
  list.focus();
  say(pane, "selected", words.length > 80 ? `${words.slice(0, 80)}…` : words);
}

async function link(form, button) {
  const pane = paneOf(form);
  const passage = chosen(listOf(pane));
  form.elements.quote.value = passage.dataset.quote;
  form.elements.start.value = passage.dataset.start;
  say(pane, "linking");
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form, button) });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (answer.ok && page.querySelector("main")) {
      forget(pane);
      replaceParts(page);
      return;
    }
    say(pane, "failed");
    const reason = page.querySelector("body > .wrong, .refused");
    if (reason) pane.querySelector(".say").textContent = reason.textContent;
  } catch {
    say(pane, "failed");
  }
}

// What was typed to find a source has done its work: nothing of it is kept as not sent.
function forget(pane) {
  field(pane).value = "";
  field(pane).dispatchEvent(new Event("input", { bubbles: true }));
}

function open(pane) {
  pane.querySelector(".link-pane").hidden = false;
  const input = field(pane);
  for (const [name, value] of [["role", "combobox"], ["aria-expanded", "true"], ["aria-controls", "link-choices"], ["aria-autocomplete", "list"]]) input.setAttribute(name, value);
}

function close(pane) {
  clearTimeout(timer);
  search?.abort();
  search = null;
  pane.querySelector(".link-pane").hidden = true;
  pane.querySelector(".step").replaceChildren();
  say(pane, "");
  unmark(field(pane));
}

// Without a list of sources below it, the field is a plain one.
function unmark(input) {
  for (const name of ["role", "aria-expanded", "aria-controls", "aria-autocomplete", "aria-activedescendant"]) input.removeAttribute(name);
}

function clicked(event) {
  const pane = paneOf(event.target);
  if (!pane) return;
  if (event.target.closest("[data-close]")) { close(pane); field(pane).focus(); }
  else if (event.target.closest("[data-back]")) { field(pane).focus(); find(pane); }
  const option = event.target.closest("[role=option]");
  if (!option) return;
  const picksSource = !option.closest("form[data-link]");
  choose(option.parentElement, option, picksSource ? field(pane) : null);
  if (picksSource) take(pane);
}

function pressed(event) {
  const pane = paneOf(event.target);
  if (!pane || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const handled = event.key === "Escape" ? escaped(pane) : isField(event.target) ? inField(pane, event.key) : inStep(pane, event);
  if (handled) event.preventDefault();
  // A letter that means nothing here must not act on the line either.
  if (handled || (!isField(event.target) && event.key.length === 1)) event.stopPropagation();
}

function escaped(pane) {
  if (waiting) { search?.abort(); say(pane, "fetch-stopped"); field(pane).focus(); return true; }
  if (pane.querySelector(".link-pane").hidden) { field(pane).blur(); return true; }
  close(pane);
  field(pane).focus();
  return true;
}

function inField(pane, key) {
  const list = listOf(pane);
  if (key === "ArrowDown" && !list) { find(pane); return true; }
  if (list && move(list, key, field(pane))) return true;
  if (key !== "Enter") return false;
  if (list && !list.closest("form[data-link]")) { if (chosen(list)) take(pane); else highlight(pane); }
  // Pressed before the sources are there.
  else if (field(pane).value.trim().length >= LEAST_LETTERS) { clearTimeout(timer); highlightFirst = true; find(pane); }
  return true;
}

// In the list of passages the arrows choose, a stance's key links, and Enter alone links nothing.
function inStep(pane, event) {
  const list = event.target.closest("[role=listbox]");
  if (!list) return false;
  if (move(list, event.key)) return true;
  if (event.key === "Enter" || event.key === " ") { say(pane, "choose-stance"); return true; }
  const button = pane.querySelector(`[data-stance-key="${CSS.escape(event.key)}"]`);
  button?.click();
  return Boolean(button);
}
