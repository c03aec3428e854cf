"use strict";
// A form with data-passkey fills its field "credential" with what the browser's passkey signs, and sends itself.
// What the server asks stands in the element that data-options names, or is fetched when she presses the button.

function toBytes(text) {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function toText(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

async function asked(form) {
  if (!form.dataset.fetch) return JSON.parse(document.getElementById(form.dataset.options).textContent).publicKey;
  const answer = await fetch(form.dataset.fetch, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error("refused");
  return (await answer.json()).request_options.publicKey;
}

async function signed(form) {
  const key = await asked(form);
  key.challenge = toBytes(key.challenge);
  [...(key.allowCredentials || []), ...(key.excludeCredentials || [])].forEach((one) => { one.id = toBytes(one.id); });
  if (form.dataset.passkey === "create") key.user.id = toBytes(key.user.id);
  const made = await navigator.credentials[form.dataset.passkey]({ publicKey: key });
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (made.response[name]) response[name] = toText(made.response[name]);
  }
  return {
    type: made.type,
    id: made.id,
    rawId: toText(made.rawId),
    authenticatorAttachment: made.authenticatorAttachment,
    clientExtensionResults: made.getClientExtensionResults(),
    response,
  };
}

document.querySelectorAll("form[data-passkey]").forEach((form) => {
  if (!window.PublicKeyCredential) return;
  form.hidden = false;
  const button = form.querySelector("button");
  const failed = form.querySelector("[data-failed]");
  button.addEventListener("click", async () => {
    button.disabled = true;
    failed.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(await signed(form));
      form.requestSubmit();
    } catch {
      // She changed her mind, took too long, or has no passkey here.
      failed.hidden = false;
    }
    button.disabled = false;
  });
});
