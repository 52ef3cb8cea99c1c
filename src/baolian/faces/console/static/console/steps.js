// Steps in place: the form of a step is fetched when somebody opens it. Without scripts its link leads to the page with
// that form open.
const folded = new Map();

function enter(place) {
  place.scrollIntoView({ block: "nearest" });
  place.querySelector("input:not([type=hidden]), textarea, select, button")?.focus();
}

async function unfold(link, place) {
  const typed = folded.get(place.id);
  if (!typed) link.setAttribute("aria-busy", "true");
  try {
    const form = typed || await fetched(link.href.split("#")[0]);
    folded.set(place.id, place);
    place.replaceWith(form);
    for (const menu of document.querySelectorAll("details.menu[open]")) menu.open = false;
    show(place.id, true);
    enter(form);
  } catch {
    location.assign(link.href);
  } finally {
    link.removeAttribute("aria-busy");
  }
}

async function fetched(address) {
  const answer = await fetch(address, { headers: { "HX-Request": "true" } });
  if (!answer.ok || answer.redirected) throw new Error(answer.status);
  const box = document.createElement("template");
  // our own server's part, escaped there
  box.innerHTML = await answer.text();
  return box.content.firstElementChild;
}

// the same step at the foot of a phone is not needed while its form is open
function show(id, isOpen) {
  for (const other of document.querySelectorAll(`.sticky-acts [data-step="${id.replace("step-", "")}"]`)) {
    other.parentElement.hidden = isOpen;
  }
}

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const link = event.target.closest("a[data-step]");
  const place = link && document.getElementById(`step-${link.dataset.step}`);
  if (place) {
    event.preventDefault();
    if (place.classList.contains("is-open")) enter(place);
    else unfold(link, place);
  }
  const folds = event.target.closest("[data-folds]");
  const open = folds?.closest(".step");
  const before = open && folded.get(open.id);
  if (before) {
    // kept as it was typed, for when it is opened again
    event.preventDefault();
    folded.set(open.id, open);
    open.replaceWith(before);
    show(open.id, false);
    enter(before);
    before.querySelector("a[data-step]")?.focus();
  }
});
