// While an article is open, its lines follow what others do: asked every few seconds, and put in place without touching what this
// person reads or types. A page that nobody looks at does not ask.

const EVERY = 2_500;

const box = document.querySelector("[data-live]");
let since = box.dataset.since;
let pass = box.dataset.pass;
let timer = null;

async function ask() {
  timer = null;
  if (document.hidden) return;
  try {
    const answer = await fetch(`${box.dataset.live}?since=${since}&line=${mine()}`, { headers: { "X-Live-Pass": pass }, redirect: "manual" });
    // Signed out, or the article is gone: the next click says so.
    if (answer.type === "opaqueredirect" || [401, 403, 404].includes(answer.status)) return;
    if (answer.ok) show(await answer.json());
  } catch {
    // The desk did not answer: the next try may succeed.
  }
  timer ??= setTimeout(ask, EVERY);
}

function mine() {
  return document.querySelector(".sentence.chosen [data-line]")?.dataset.line ?? "1";
}

function show(news) {
  since = news.newest ?? since;
  pass = news.pass ?? pass;
  for (const line of news.lines ?? []) mark(line);
  const bar = document.querySelector(".progress");
  if (news.progress && bar && !bar.contains(document.activeElement)) {
    bar.replaceChildren(...parsed(news.progress).querySelector(".progress").childNodes);
  }
  if (news.said?.length) box.querySelector("[data-live-said]").textContent = news.said.join(" ");
  if (news.marked?.includes(Number(mine()))) box.querySelector("[data-live-changed]").hidden = false;
  place(news.people);
}

// The words of the line, which may have the focus or a selection, stay; its margin and its shape are new.
function mark({ line, shape, margin }) {
  const item = document.getElementById(`line-${line}`);
  if (!item) return;
  item.querySelector(".margin").replaceWith(parsed(margin).querySelector(".margin"));
  item.className = `sentence ${shape}${item.classList.contains("chosen") ? " chosen" : ""}`;
  item.querySelector("[data-line]").toggleAttribute("data-unmarked", shape === "unmarked");
}

function parsed(html) {
  return new DOMParser().parseFromString(html, "text/html");
}

// Who is where: initials at the line, and a list above the article.
function place(people) {
  const words = people.map(({ name, line }) => `${name} (${line})`).join(", ");
  const list = box.querySelector(".with-you");
  if (list.querySelector("span").textContent !== words) list.querySelector("span").textContent = words;
  list.hidden = !people.length;
  for (const old of document.querySelectorAll(".here")) old.remove();
  for (const { name, line } of people) {
    const sign = document.createElement("span");
    sign.className = "here";
    sign.textContent = initials(name);
    sign.title = box.dataset.here.replace("{name}", name);
    sign.setAttribute("aria-hidden", "true");
    document.querySelector(`#line-${line} .margin .says`)?.append(sign);
  }
}

function initials(name) {
  return name.split(/\s+/).filter(Boolean).slice(0, 2).map((word) => [...word][0].toUpperCase()).join("");
}

document.addEventListener("visibilitychange", () => { if (!document.hidden) timer ??= setTimeout(ask, 0); });
timer = setTimeout(ask, 0);
