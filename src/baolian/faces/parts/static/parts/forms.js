// Forms: nothing typed is lost, nothing is sent twice, the first error gets the focus and goes with its cause.
const $$ = (css, from = document) => [...from.querySelectorAll(css)];

// ---- nothing is sent twice ----
document.addEventListener("submit", (event) => {
  const form = event.target;
  // what only sends a file leaves the page as it was, and may be sent again
  if (event.defaultPrevented || form.method !== "post" || "again" in form.dataset) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "yes";
  changed.delete(form);
  // disabled only after the browser has taken the pressed button's value along
  setTimeout(() => { for (const button of $$("button:not([type=button])", form)) button.setAttribute("aria-busy", "true"); });
});
const release = (form) => {
  delete form.dataset.sent;
  for (const button of $$("[aria-busy]", form)) button.removeAttribute("aria-busy");
};
// back from the next page: the form may be sent again
window.addEventListener("pageshow", (event) => { if (event.persisted) $$("form[data-sent]").forEach(release); });
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest?.("form");
  if (form) release(form);
});

// ---- nothing typed is lost ----
const changed = new Set();
document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-guard]");
  if (form) changed.add(form);
});
window.addEventListener("beforeunload", (event) => {
  if ([...changed].some((form) => form.isConnected)) event.preventDefault(), event.returnValue = "";
});
// a refused form comes back as it was typed, and leaving it loses as much as before
for (const form of $$("form[data-guard]")) if (form.querySelector(".wrong")) changed.add(form);

// ---- filters answer at once to a hand ----
// The arrows change a closed list with every step, and nobody wants to be sent off at the first one:
// what was chosen by the keyboard waits for Enter or for the button.
let byHand = false;
document.addEventListener("pointerdown", () => { byHand = true; }, true);
document.addEventListener("keydown", (event) => {
  byHand = false;
  const form = event.key === "Enter" && event.target.matches?.("select") && event.target.closest("form[data-autosubmit]");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit();
}, true);
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-autosubmit]");
  // a date changes with every digit; in a drawer one chooses several before one is done
  const waits = event.target.closest("dialog[open]") || event.target.matches("[type=search], [type=text], [type=date]");
  if (!form) return;
  if (byHand && !waits) { form.requestSubmit(); return; }
  // what was changed and does not hold yet is seen, and the button that makes it hold
  form.dataset.waits = "";
  event.target.closest(".field")?.classList.add("changed");
});

// ---- a password may be read by whoever types it; it is sent hidden, so that no browser keeps it as a word ----
for (const box of $$("[data-reveals]")) {
  const field = document.getElementById(box.dataset.reveals);
  box.addEventListener("change", () => { field.type = box.checked ? "text" : "password"; });
  field.form.addEventListener("submit", () => { field.type = "password"; });
}

// ---- the first error gets the focus ----
const summary = document.querySelector("form:not([data-sample]) [data-errors]");
if (summary) summary.focus();

// ---- what was missing is there: the error of a field that came back empty goes when it is filled in ----
const ticked = (control) => ["checkbox", "radio"].includes(control.type);
const cameWith = (control) => control.options ? $$("option", control).some((one) => one.defaultSelected && one.value)
  : ticked(control) ? control.defaultChecked : control.defaultValue !== "";
const has = (control) => ticked(control) ? control.checked : control.value.trim() !== "";
document.addEventListener("input", (event) => {
  const field = event.target.closest(".field.wrong");
  // a password always comes back empty, whatever was wrong with it
  if (!field || event.target.type === "password") return;
  const controls = $$("input, select, textarea", field);
  if (controls.some(cameWith) || !controls.some(has)) return;
  field.classList.remove("wrong");
  for (const words of $$(".errors", field)) words.remove();
  for (const control of controls) control.removeAttribute("aria-invalid");
  for (const told of $$("[aria-describedby]", field)) {
    const left = told.getAttribute("aria-describedby").split(" ").filter((id) => document.getElementById(id));
    if (left.length) told.setAttribute("aria-describedby", left.join(" "));
    else told.removeAttribute("aria-describedby");
  }
  for (const link of $$("[data-errors] a")) {
    if (!field.contains(document.getElementById(link.hash.slice(1)))) continue;
    const box = link.closest("[data-errors]");
    link.closest("li").remove();
    if (!box.querySelector("li")) box.remove();
  }
});

// ---- a part that did not come: what was typed stays, and one is told ----
function tell(words) {
  const toasts = document.querySelector(".toasts"), toast = document.createElement("div"), p = document.createElement("p");
  if (!toasts) return;
  toast.className = "toast error";
  p.textContent = words;
  toast.append(p);
  toasts.replaceChildren(toast);
  setTimeout(() => toast.remove(), 8000);
}
for (const mishap of ["htmx:responseError", "htmx:sendError", "htmx:timeout"])
  document.addEventListener(mishap, () => tell(document.querySelector(".toasts")?.dataset.failed || ""));
// led elsewhere, as to the door when the session has ended: a whole page is no part of this one
document.addEventListener("htmx:beforeSwap", (event) => {
  const came = event.detail.xhr.responseURL;
  if (!came || new URL(came).pathname === new URL(event.detail.pathInfo.finalRequestPath, location.href).pathname) return;
  event.detail.shouldSwap = false;
  location.assign(came);
});
