// Asks before unsaved work is left, sets the eye on the list of errors, and nothing more.
(() => {
  "use strict";
  let unsaved = false;
  document.addEventListener("input", (event) => {
    if (event.target.closest("form[data-unsaved]")) unsaved = true;
  });
  document.addEventListener("submit", () => { unsaved = false; });
  window.addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });
  const errors = document.querySelector(".errors");
  if (errors) errors.focus();
})();
