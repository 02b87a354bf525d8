// Asks the device for a passkey (WebAuthn) and sends its answer with the form that asked.
(() => {
  "use strict";
  const bytes = (text) => {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, (mark) => mark.charCodeAt(0));
  };
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const keys = (list) => (list || []).map((key) => ({ ...key, id: bytes(key.id) }));

  const create = (asked) => navigator.credentials.create({
    publicKey: {
      ...asked,
      challenge: bytes(asked.challenge),
      user: { ...asked.user, id: bytes(asked.user.id) },
      excludeCredentials: keys(asked.excludeCredentials),
    },
  });
  const get = (asked) => navigator.credentials.get({
    publicKey: {
      ...asked,
      challenge: bytes(asked.challenge),
      allowCredentials: keys(asked.allowCredentials),
    },
  });
  const answer = (key) => {
    const told = { clientDataJSON: text(key.response.clientDataJSON) };
    for (const name of ["attestationObject", "authenticatorData", "signature"]) {
      if (key.response[name]) told[name] = text(key.response[name]);
    }
    return JSON.stringify({ id: key.id, rawId: text(key.rawId), type: key.type, response: told });
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const { publicKey } = JSON.parse(form.dataset.options);
    form.addEventListener("submit", async (event) => {
      if (form.elements.answer.value) return;
      event.preventDefault();
      try {
        const ask = form.dataset.passkey === "create" ? create : get;
        form.elements.answer.value = answer(await ask(publicKey));
        form.requestSubmit();
      } catch {
        form.querySelector("[role=alert]").hidden = false;
      }
    });
  }
})();
