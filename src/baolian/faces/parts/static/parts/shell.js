// The shell: dialogs, menus, messages, theme, command box. Every page reads and sends without it.
const $ = (css, from = document) => from.querySelector(css);
const $$ = (css, from = document) => [...from.querySelectorAll(css)];

// ---- dialogs: the browser keeps the focus inside and gives it back ----
export function open(id) {
  const dialog = document.getElementById(id);
  if (!dialog || dialog.open || !dialog.showModal) return false;
  closeMenus();
  dialog.showModal();
  $("[data-focus]", dialog)?.focus();
  return true;
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  // a link opened into a new tab stays a link
  if (opener && !event.ctrlKey && !event.metaKey && open(opener.dataset.opens)) event.preventDefault();
  const closer = event.target.closest("[data-closes]");
  if (closer) closer.closest("dialog")?.close();
  // a click on the veil: the dialog itself is hit, not what lies in it
  if (event.target instanceof HTMLDialogElement) {
    const box = event.target.getBoundingClientRect();
    const inside = event.clientX >= box.left && event.clientX <= box.right
      && event.clientY >= box.top && event.clientY <= box.bottom;
    if (!inside && event.detail) event.target.close();
  }
  for (const menu of $$("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});

// ---- menus: one at a time, Escape gives the focus back ----
function closeMenus(but) {
  for (const menu of $$("details.menu[open]")) if (menu !== but) menu.open = false;
}
document.addEventListener("toggle", (event) => {
  if (event.target.matches?.("details.menu[open]")) closeMenus(event.target);
}, true);
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && $("details.menu[open]");
  if (menu) { menu.open = false; $("summary", menu).focus(); }
});
document.addEventListener("focusout", (event) => {
  const menu = event.target.closest?.("details.menu[open]");
  if (menu && event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
});

// ---- strips that are wider than the screen: what has the focus is seen whole ----
document.addEventListener("focusin", (event) => {
  if (event.target.closest(".tabs, .views")) event.target.scrollIntoView({ block: "nearest", inline: "nearest" });
});

// ---- messages: said again, because what stands in a page when it loads is not read out ----
const toasts = $(".toasts");
function putAway(toast) {
  const had = toast.contains(document.activeElement);
  toast.remove();
  if (had) $("main")?.focus();
}
if (toasts) {
  const waiting = $$(".toast", toasts);
  for (const toast of waiting) toast.remove();
  setTimeout(() => toasts.append(...waiting), 50);
  toasts.addEventListener("click", (event) => {
    const toast = event.target.closest("[data-away]")?.closest(".toast");
    if (toast) putAway(toast);
  });
}

// ---- theme: at once, and kept by the same form that works without scripts ----
document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-theme-form]");
  const chosen = event.submitter?.value;
  if (!form || !chosen) return;
  event.preventDefault();
  const sent = new FormData(form);
  sent.set("theme", chosen);
  fetch(form.action, { method: "POST", body: sent, headers: { "HX-Request": "true" } }).then((answer) => {
    if (!answer.ok) return form.submit();
    if (chosen === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = chosen;
    for (const button of $$("form[data-theme-form] button")) {
      if (button.value === chosen) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
    document.dispatchEvent(new CustomEvent("themechange", { detail: chosen }));
  });
});

// ---- command box ----
const box = document.getElementById("find");
if (box) {
  const field = $("input", box), found = $(".found", box), note = $(".found-note", box);
  const hint = found.innerHTML;
  // `shown`: what the list answers; `wanted`: Enter was pressed before it answered what is typed
  let timer, asking, last = "", shown = "", wanted = false;

  const links = () => $$("a[href]", found);
  // a list to choose from only while there is something to choose
  function shows(markup) {
    found.innerHTML = markup;
    const any = links().length > 0;
    found.setAttribute("role", any ? "listbox" : "group");
    field.setAttribute("aria-expanded", any);
    if (!any) return;
    for (const a of links()) { a.tabIndex = -1; a.setAttribute("role", "option"); }
    for (const list of $$("ul, ol, li, h3", found)) list.setAttribute("role", "none");
  }
  function point(n) {
    const all = links();
    for (const a of all) { a.classList.remove("on"); a.removeAttribute("aria-selected"); }
    const on = all[(n + all.length) % all.length];
    if (!on) return field.removeAttribute("aria-activedescendant");
    on.id ||= `hit-${all.indexOf(on)}`;
    on.classList.add("on");
    on.setAttribute("aria-selected", "true");
    on.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", on.id);
  }
  // the hit pointed at; where there is none, the page that says so
  function follow() {
    wanted = false;
    const on = links().find((a) => a.classList.contains("on"));
    if (on) on.click();
    else field.form.requestSubmit();
  }
  function enter() {
    wanted = field.value.trim() !== shown;
    if (!wanted) return follow();
    clearTimeout(timer);
    ask();
  }
  async function ask() {
    const q = field.value.trim();
    if (q === last) return;
    last = q;
    asking?.abort();
    if (!q) { shows(hint); shown = q; point(0); note.textContent = ""; return; }
    asking = new AbortController();
    found.setAttribute("aria-busy", "true");
    try {
      const address = `${box.dataset.address}?q=${encodeURIComponent(q)}`;
      const answer = await fetch(address, { headers: { "HX-Request": "true" }, signal: asking.signal });
      if (answer.redirected) { location.assign(address); return; }
      if (!answer.ok) throw new Error(answer.status);
      // our own server's part, escaped there
      shows(await answer.text());
      shown = q;
      point(0);
      note.textContent = note.dataset.words.replace("0", links().length);
      if (wanted) follow();
    } catch (error) {
      if (error.name !== "AbortError") { last = shown = ""; wanted = false; shows(""); found.textContent = note.dataset.failed; }
    } finally {
      found.removeAttribute("aria-busy");
    }
  }
  field.addEventListener("input", (event) => {
    clearTimeout(timer);
    wanted = false;
    // half a pinyin word is not yet what is meant
    if (!event.isComposing) timer = setTimeout(ask, 150);
  });
  field.addEventListener("compositionend", ask);
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const at = links().findIndex((a) => a.classList.contains("on"));
    if (event.key === "ArrowDown") point(at + 1);
    else if (event.key === "ArrowUp") point(at - 1);
    else if (event.key === "Enter") enter();
    // a search field would only empty itself
    else if (event.key === "Escape") box.close();
    else return;
    event.preventDefault();
  });
  box.addEventListener("close", () => {
    if (box.open) return; // told late: it was opened again, and somebody types
    wanted = false;
    asking?.abort();
    last = shown;
  });
}
