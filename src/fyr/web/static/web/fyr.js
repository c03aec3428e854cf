"use strict";
// Enhancement only: every page works without it.

let touched = false;

// The way out replaces this page in the history. A half-filled form must not hold anyone back.
function leave() {
  const form = document.querySelector("form[data-exit]");
  if (!form) return;
  touched = false;
  document.documentElement.hidden = true;
  fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual", keepalive: true });
  window.location.replace(form.dataset.exit);
}

// Esc three times within two seconds leaves, as the button does.
let presses = [];
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  document.querySelectorAll("details.fyr-me[open]").forEach((menu) => { menu.open = false; });
  const now = Date.now();
  presses = presses.filter((at) => now - at < 2000).concat(now);
  if (presses.length >= 3) leave();
});
document.addEventListener("click", (event) => {
  const menu = document.querySelector("details.fyr-me[open]");
  if (menu && !menu.contains(event.target)) menu.open = false;
});

// What is wrong comes first.
document.querySelector(".ds-error-summary")?.focus();

// A second click while the first is on its way does nothing. A download leaves the page standing, so the guard ends.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("form[data-exit]")) {
    event.preventDefault();
    leave();
    return;
  }
  // drafts.js sends such a form itself, once it knows that the way is open.
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  // Another form, such as the choice of language, still asks before what was written here is lost.
  if (form.matches("[data-guard]")) touched = false;
  form.dataset.sent = "yes";
  setTimeout(() => { delete form.dataset.sent; }, 8000);
});
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => { delete form.dataset.sent; }));

// A half-filled form asks before it is left.
document.addEventListener("input", (event) => { if (event.target.closest("form[data-guard]")) touched = true; });
window.addEventListener("beforeunload", (event) => { if (touched) event.preventDefault(); });

// A print button appears where there is a script to serve it.
document.querySelectorAll("button[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
