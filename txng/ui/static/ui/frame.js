// Keeps people's work and their place on the page, sets the eye on the list of errors, nothing more.
(() => {
  "use strict";
  let unsaved = false;
  document.addEventListener("input", (event) => {
    if (event.target.closest("form[data-unsaved]")) unsaved = true;
  });

  // A form that is sent without a network would be lost with its page: it stays, and says so.
  const offline = document.createElement("p");
  offline.className = "notice notice-warning offline";
  offline.setAttribute("role", "alert");
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const words = document.body.dataset.offline;
    if (navigator.onLine === false && words && form.method === "post" && !event.defaultPrevented) {
      event.preventDefault();
      offline.remove();
      (form.querySelector(".form-acts") ?? form).before(offline);
      offline.textContent = words;
      return;
    }
    unsaved = false;
  });
  window.addEventListener("online", () => offline.remove());
  window.addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });

  // A part that is exchanged under somebody's fingers gives the focus back to the same thing in it.
  let held = null;
  document.addEventListener("htmx:beforeSwap", (event) => {
    const at = document.activeElement;
    const part = event.detail.target;
    held = part?.id && part.contains(at) && at !== part
      ? { part: part.id, tag: at.tagName, text: at.textContent.trim() } : null;
  });
  document.addEventListener("htmx:afterSettle", () => {
    const part = held && document.getElementById(held.part);
    if (!part || part.contains(document.activeElement)) return;
    const same = [...part.querySelectorAll(held.tag)].find((one) => one.textContent.trim() === held.text);
    if (!same) part.tabIndex = -1;
    (same ?? part).focus();
    held = null;
  });

  const errors = document.querySelector(".errors");
  if (errors) errors.focus();
})();
