// A page that shows work in progress: every second its main part is fetched again and replaced, until the work has ended.

const EVERY = 1_000;

async function refresh() {
  const main = document.getElementById("main");
  try {
    const answer = await fetch("?peek=yes");
    // It has ended: the whole page, or the one it leads to, says how.
    if (answer.status === 204) { location.reload(); return; }
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("main");
    for (const part of ["[role=status]", ".steps"]) replace(main.querySelector(part), fresh.querySelector(part));
  } catch {
    // The desk did not answer: the next try may succeed, and the page still says how far the work was.
  }
  setTimeout(refresh, EVERY);
}

// A status is read aloud when its text changes, so it stays when it does not.
function replace(old, fresh) {
  if (old && fresh && old.textContent !== fresh.textContent) old.replaceChildren(...fresh.childNodes);
}

setTimeout(refresh, EVERY);
