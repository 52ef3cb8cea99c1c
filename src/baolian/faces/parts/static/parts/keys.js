// The keyboard: help, the keys of a page, and tables that are worked through row by row.
const $$ = (css, from = document) => [...from.querySelectorAll(css)];
const typing = (element) => element.isContentEditable
  || element.matches("input:not([type=checkbox], [type=radio]), textarea, select");
const opens = (id) => {
  const dialog = document.getElementById(id);
  if (dialog && !dialog.open) { dialog.showModal(); dialog.querySelector("[data-focus]")?.focus(); }
  return Boolean(dialog);
};

// what this page's own keys do stands in the help too; a key that the page takes for itself does
// nothing else here, and is not listed for it
const help = document.querySelector("#keys .keys-table");
const general = help ? $$("kbd", help) : [], finder = document.querySelector("[data-opens=find]");
for (const element of help ? $$("[data-key]") : []) {
  const taken = general.find((key) => key.textContent === element.dataset.key);
  if (taken && !element.offsetParent) continue;
  taken?.remove();
  if (element.dataset.key === "/" && finder) {
    finder.setAttribute("aria-keyshortcuts", "Control+K");
    for (const sign of $$("kbd", finder)) sign.style.visibility = "hidden";
  }
  const term = document.createElement("dt"), key = document.createElement("kbd"), words = document.createElement("dd");
  key.textContent = element.dataset.key;
  words.textContent = element.getAttribute("aria-label") || element.labels?.[0]?.textContent.trim() || element.textContent.trim();
  term.append(key);
  help.append(term, words);
  element.setAttribute("aria-keyshortcuts", element.dataset.key);
}

const rowsOf = (table) => $$("tbody > tr", table).filter((row) => row.querySelector("a[href]"));
const tableNow = () => document.activeElement.closest?.("table[data-keys]") || document.querySelector("table[data-keys]");

function move(by) {
  const table = tableNow();
  if (!table) return false;
  const rows = rowsOf(table), at = rows.findIndex((row) => row.classList.contains("on"));
  const next = rows[Math.min(rows.length - 1, Math.max(0, at < 0 ? 0 : at + by))];
  if (!next) return false;
  for (const row of $$("tr.on", table)) row.classList.remove("on");
  next.classList.add("on");
  next.querySelector("a[href]").focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
  return true;
}

function tick() {
  const box = tableNow()?.querySelector("tr.on input[type=checkbox]");
  if (box) box.click();
  return Boolean(box);
}

document.addEventListener("focusin", (event) => {
  const row = event.target.closest("table[data-keys] tbody > tr");
  if (!row) return;
  for (const other of $$("tr.on", row.closest("table"))) other.classList.remove("on");
  row.classList.add("on");
});

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.altKey) return;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    if (opens("find")) event.preventDefault();
    return;
  }
  if (event.ctrlKey || event.metaKey || typing(event.target) || document.querySelector("dialog[open]")) return;
  if (acted(event.key)) event.preventDefault();
});

function acted(key) {
  if (key === "/" && !own("/")) return opens("find");
  if (key === "?" || key === "？") return opens("keys");
  if (key === "j") return move(1);
  if (key === "k") return move(-1);
  if (key === "x") return tick();
  const element = own(key);
  if (element && typing(element)) element.focus(), element.select?.();
  else element?.click();
  return Boolean(element);
}

// a list's own field takes / for itself; Ctrl K finds everywhere
function own(key) {
  return $$("[data-key]").find((element) => element.dataset.key === key && element.offsetParent);
}
