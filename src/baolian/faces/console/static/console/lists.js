// Lists: counts by state, ticking rows. Without it the page lacks the numbers and nothing else.
const $ = (css, from = document) => from.querySelector(css);
const $$ = (css, from = document) => [...from.querySelectorAll(css)];

// ---- how many there are in each state ----
const states = $("[data-counts]");
if (states) {
  fetch(states.dataset.counts, { headers: { Accept: "application/json" } })
    .then((answer) => (answer.ok && !answer.redirected ? answer.json() : {}))
    .then((counts) => {
      for (const mark of $$("[data-state]", states)) {
        const n = counts[mark.dataset.state];
        mark.hidden = n === undefined;
        mark.textContent = n ?? "";
      }
      const total = $("[data-total]"), n = counts[$("[aria-current] [data-state]", states)?.dataset.state];
      if (total && n !== undefined) total.textContent = total.dataset.total.replace("#", n);
    })
    .catch(() => {});
  const here = $("[aria-current]", states);
  // on a phone the row of tabs is longer than the screen
  if (here) states.scrollLeft = here.offsetLeft - states.offsetLeft - 16;
}

// ---- an address that can be sent to a colleague: without what was left empty ----
const filters = $(".list-filters");
filters?.addEventListener("submit", () => {
  const idle = $$("input, select", filters).filter((field) => (!field.value || field.value === field.dataset.usual) && !field.disabled);
  for (const field of idle) field.disabled = true;
  setTimeout(() => { for (const field of idle) field.disabled = false; });
});

// ---- hundreds of offices are fetched when somebody is about to choose one of them ----
async function fill(select) {
  if (select.dataset.long) return;
  select.dataset.long = "asked";
  const way = $(`[data-offers=${select.name}]`, filters);
  try {
    const answer = await fetch(way.href, { headers: { "HX-Request": "true" } });
    if (!answer.ok || answer.redirected) throw new Error(answer.status);
    const chosen = select.value;
    // our own server's part, escaped there
    select.innerHTML = await answer.text();
    select.value = chosen;
  } catch {
    // asked again when one comes back to it; until then there is the way that needs no script
    select.dataset.long = "";
    way.parentElement.classList.remove("without-script");
  }
}
const long = filters ? $$("select[data-long]", filters) : [];
const isOpen = (select) => select.getClientRects().length > 0;
for (const select of long) for (const near of ["pointerenter", "pointerdown", "focus"]) select.addEventListener(near, () => fill(select));
$(".drawer-open", filters ?? document)?.addEventListener("click", () => long.forEach(fill));
// a finger comes without having been near
if (matchMedia("(hover: none)").matches) long.filter(isOpen).forEach(fill);

// ---- ticking rows ----
const bar = $("[data-bulk]"), all = $("[data-ticks-all]");
if (bar) {
  const boxes = $$("#bulk tbody input[type=checkbox]:not(:disabled)");
  all.disabled = boxes.length === 0;
  const note = $("[data-ticked]", bar), words = note.dataset.ticked;
  let last = null;
  const count = () => {
    const n = boxes.filter((box) => box.checked).length;
    bar.hidden = n === 0;
    note.textContent = words.replace("0", n);
    all.checked = n > 0 && n === boxes.length;
    all.indeterminate = n > 0 && n < boxes.length;
  };
  all.addEventListener("change", () => { for (const box of boxes) box.checked = all.checked; count(); });
  for (const box of boxes) {
    box.addEventListener("click", (event) => {
      // with the shift key all from the one ticked before
      if (event.shiftKey && last) {
        const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
        for (const between of boxes.slice(from, to + 1)) between.checked = box.checked;
      }
      last = box;
      count();
    });
  }
  window.addEventListener("pageshow", count);
  count();
}
