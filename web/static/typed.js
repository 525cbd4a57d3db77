// What was typed and not sent stays in this tab: another form, another line or a lost connection takes nothing away.
// One entry a form, named by its address. It is "typed" until sent, then "sent" until the answer says whether it went through.
import { wordsOf } from "./says.js";

const NAME = "typed ";
const FIELDS = "textarea, select, input:not([type=hidden], [type=search], [type=password], [type=file], [type=submit])";

export function keepTyped() {
  const answer = document.body.dataset.answer;
  for (const key of keys()) settle(key, answer);
  if (!me()) return;
  // Another person at the same desk does not find what somebody else typed.
  for (const key of keys()) if (read(key).who !== me()) write(key, null);
  for (const form of document.forms) if (answer !== "stale" && holds(form)) restore(form);
  document.addEventListener("input", (event) => { if (event.target.form && holds(event.target.form)) keep(event.target.form); });
  document.addEventListener("change", (event) => { if (event.target.form && holds(event.target.form)) keep(event.target.form); });
  document.addEventListener("submit", (event) => sent(event.target));
  for (const link of document.querySelectorAll("[data-keep-theirs]")) link.addEventListener("click", () => moveAll("asked", null));
}

function me() {
  return document.body.dataset.who;
}

// Only forms in which somebody writes, and never one with a password. A search is in its address.
function holds(form) {
  // Chosen rows of a list are no writing: on another page of it they would be others.
  const wanted = (form.method === "post" && !("chosen" in form.dataset)) || "keeps" in form.dataset;
  return wanted && !form.querySelector("[type=password]") && fields(form).some((one) => one.matches("textarea, input:not([type]), [type=text], [type=url]"));
}

function fields(form) {
  return [...form.elements].filter((one) => one.name && one.matches(FIELDS));
}

function keys() {
  return Object.keys(sessionStorage).filter((key) => key.startsWith(NAME));
}

function read(key) {
  return JSON.parse(sessionStorage.getItem(key) ?? "null");
}

function write(key, entry) {
  if (entry) sessionStorage.setItem(key, JSON.stringify(entry));
  else sessionStorage.removeItem(key);
}

function named(form) {
  return NAME + new URL(form.getAttribute("action") || location.pathname, location.href).pathname;
}

// After an error page what was sent is typed again; after any other answer it is stored, and forgotten here.
function settle(key, answer) {
  const entry = read(key);
  if (entry.state === "sent") write(key, answer === "refused" ? { ...entry, state: "typed" } : answer === "stale" ? { ...entry, state: "asked" } : null);
  else if (entry.state === "asked" && answer !== "stale") write(key, { ...entry, state: "typed" });
}

function moveAll(from, to) {
  for (const key of keys()) {
    const entry = read(key);
    if (entry.state === from) write(key, to && { ...entry, state: to });
  }
}

function sent(form) {
  if ("leaves" in form.dataset) for (const key of keys()) write(key, null);
  if (document.body.dataset.answer === "stale") moveAll("asked", "sent");
  const entry = read(named(form));
  if (entry) write(named(form), { ...entry, state: "sent" });
}

function served(field) {
  if (field.matches("select")) return [...field.options].find((one) => one.defaultSelected)?.value ?? field.options[0]?.value ?? "";
  return field.matches("[type=checkbox], [type=radio]") ? field.defaultChecked : field.defaultValue;
}

function value(field) {
  return field.matches("[type=checkbox], [type=radio]") ? field.checked : field.value;
}

// Radio buttons and boxes share their name: their value tells them apart.
function place(field) {
  return field.matches("[type=checkbox], [type=radio]") ? `${field.name} ${field.value}` : field.name;
}

function keep(form) {
  const changed = fields(form).filter((one) => value(one) !== served(one));
  const old = read(named(form));
  const entry = {
    state: "typed",
    who: me(),
    typed: Object.fromEntries(changed.map((one) => [place(one), value(one)])),
    served: old?.served ?? Object.fromEntries(fields(form).map((one) => [place(one), served(one)])),
    seen: old?.seen ?? Object.fromEntries([...form.elements].filter((one) => /seen$/.test(one.name)).map((one) => [one.name, one.value])),
  };
  write(named(form), changed.length ? entry : null);
  say(form, changed.length > 0 && form.querySelector(".unsaved") !== null);
}

function restore(form) {
  const entry = read(named(form));
  if (!entry) return;
  let back = false, moved = false;
  for (const field of fields(form)) {
    const kept = entry.typed[place(field)];
    // An address that could not be read must not come back as the address of another text.
    if (kept === undefined || kept === served(field) || "startsEmpty" in field.dataset) continue;
    if (field.matches("[type=checkbox], [type=radio]")) field.checked = kept;
    else field.value = kept;
    back = true;
    unfold(field);
    moved ||= entry.served[place(field)] !== served(field);
  }
  // Somebody else saved this field meanwhile: sent with the version it was typed on, the form shows both.
  if (moved) for (const [name, version] of Object.entries(entry.seen)) if (form.elements[name]) form.elements[name].value = version;
  // A refused form comes back filled in: its words are still stored nowhere else.
  if (!back && document.body.dataset.answer !== "refused") write(named(form), null);
  say(form, back);
}

// What came back is seen: it is sent as it stands.
function unfold(field) {
  for (let folded = field.closest("details"); folded; folded = folded.parentElement.closest("details")) folded.open = true;
}

function say(form, unsaved) {
  form.querySelector(".unsaved")?.remove();
  if (!unsaved) return;
  const told = document.createElement("p");
  told.className = "unsaved small";
  told.append(`${wordsOf("kept")} `);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "plain";
  button.textContent = wordsOf("discard");
  button.addEventListener("click", () => {
    write(named(form), null);
    form.reset();
    told.remove();
  });
  told.append(button);
  form.append(told);
}
