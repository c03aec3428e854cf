"use strict";
// Keeps what is being written on the server, and stands by the text when the connection or the session is lost.
// Nothing of it is put into the browser's storage: a phone may be in the wrong hands.
(() => {
  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const words = form.dataset;
  const QUIET = 3000, APART = 10000, LONGEST = 30000;
  let changed = false, timer = 0, last = 0, running = null, waiting = false, wait = 2000, passed = false;

  const told = document.createElement("span");
  told.className = "fyr-quiet";
  told.setAttribute("role", "status");
  form.querySelector(".fyr-actions").append(told);
  const banner = document.createElement("div");
  banner.className = "ds-alert";
  banner.dataset.color = "warning";
  banner.setAttribute("role", "alert");
  banner.hidden = true;
  form.before(banner);

  // One of: kept, offline, ended, other, large.
  async function post(keepalive) {
    const answer = await fetch(words.draft, { method: "POST", body: new FormData(form), redirect: "manual", keepalive });
    if (answer.type === "opaqueredirect") return "ended";
    if (answer.status === 413) return "large";
    return answer.status === 204 ? "kept" : answer.status === 403 ? "other" : "offline";
  }

  // Signing in anew gives the browser another token; the page of drafts carries it.
  async function renew() {
    const answer = await fetch(words.drafts, { redirect: "manual" });
    if (answer.type === "opaqueredirect") return "ended";
    if (!answer.ok) return "offline";
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const token = page.querySelector("[name=csrfmiddlewaretoken]");
    document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((one) => { one.value = token.value; });
    return "renewed";
  }

  async function keep(keepalive = false) {
    if (running && !keepalive) await running;
    clearTimeout(timer);
    timer = 0;
    changed = false;
    last = Date.now();
    const attempt = async () => {
      try {
        let how = await post(keepalive);
        if (how === "other" && !keepalive) {
          how = await renew();
          if (how === "renewed") how = await post(false);
        }
        return how;
      } catch {
        return "offline";
      }
    };
    running = attempt();
    const how = await running;
    running = null;
    if (how === "kept") {
      const now = new Date();
      told.textContent = `${words.kept} ${String(now.getHours()).padStart(2, "0")}:${String(now.getMinutes()).padStart(2, "0")}`;
    } else {
      changed = true;
      told.textContent = how === "large" ? words.large : "";
    }
    return how;
  }

  const goOn = () => (waiting ? send() : keep().then(show));

  // Whoever writes on has not finished: what waits to be sent waits for her word again.
  function later() {
    changed = true;
    waiting = false;
    clearTimeout(timer);
    timer = setTimeout(goOn, Math.max(QUIET, last + APART - Date.now()));
  }

  function show(how) {
    if (how === "kept" || how === "large") {
      banner.hidden = true;
      wait = 2000;
      return;
    }
    const text = how === "offline" && !waiting ? words.unkept : words[how];
    if (banner.dataset.text !== text || banner.hidden) {
      banner.replaceChildren();
      const line = document.createElement("p");
      line.textContent = text;
      banner.append(line);
      if (how !== "offline") {
        const link = document.createElement("a");
        link.className = "ds-button";
        link.href = words.signIn;
        link.target = "_blank";
        link.rel = "noopener";
        link.textContent = words.sign;
        banner.append(link);
      }
      const again = document.createElement("button");
      again.className = "ds-button";
      again.type = "button";
      again.dataset.variant = "secondary";
      again.textContent = words.again;
      again.addEventListener("click", goOn);
      banner.append(" ", again);
      banner.dataset.how = how;
      banner.dataset.text = text;
      banner.hidden = false;
    }
    if (how !== "offline") return;
    clearTimeout(timer);
    timer = setTimeout(goOn, wait);
    wait = Math.min(wait * 2, LONGEST);
  }

  // The draft goes first: its answer says that the way is open, who is signed in, and that nothing can be lost any more.
  async function send() {
    waiting = true;
    const how = await keep();
    if (how !== "kept" && how !== "large") return show(how);
    waiting = false;
    banner.hidden = true;
    passed = true;
    form.requestSubmit(form.sender?.isConnected ? form.sender : undefined);
    passed = false;
  }

  form.addEventListener("submit", (event) => {
    if (passed) return;
    event.preventDefault();
    if (form.dataset.sent || (waiting && running)) return;
    form.sender = event.submitter;
    send();
  });
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  window.addEventListener("online", () => { if (!banner.hidden && banner.dataset.how === "offline") goOn(); });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && changed && !form.dataset.sent) keep(true);
  });
  window.addEventListener("pagehide", () => { if (changed && !form.dataset.sent) keep(true); });
})();
