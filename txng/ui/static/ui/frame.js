// Asks before unsaved work is left, shows the errors and the tab one stands in, and nothing more.
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
  for (const here of document.querySelectorAll(".tabs a[aria-current]")) {
    const strip = here.parentElement;
    strip.scrollLeft = here.offsetLeft - strip.offsetLeft - (strip.clientWidth - here.offsetWidth) / 2;
  }
})();
