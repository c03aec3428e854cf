"use strict";
// Enhancement only: every page works without it.

// Esc three times within two seconds leaves at once, as the button does.
let presses = [];
function leave() {
  const form = document.querySelector("form[data-exit]");
  if (!form) return;
  const data = new FormData(form);
  const away = form.dataset.exit;
  fetch(form.action, { method: "POST", body: data, redirect: "manual", keepalive: true });
  document.documentElement.hidden = true;
  window.location.replace(away);
}
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const now = Date.now();
  presses = presses.filter((at) => now - at < 2000).concat(now);
  if (presses.length >= 3) leave();
});
document.addEventListener("submit", (event) => {
  if (event.target.matches("form[data-exit]")) {
    event.preventDefault();
    leave();
  }
});

// What is wrong comes first.
document.querySelector(".ds-error-summary")?.focus();

// A second click while the first is on its way does nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));

// A half-filled form asks before it is left.
let touched = false;
document.addEventListener("input", (event) => { if (event.target.closest("form[data-guard]")) touched = true; });
document.addEventListener("submit", () => { touched = false; });
window.addEventListener("beforeunload", (event) => { if (touched) event.preventDefault(); });
