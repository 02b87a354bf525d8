// Adds corners to the outline of a place while one walks around it; without it one pastes them.
(() => {
  const box = document.querySelector("textarea[data-walk]");
  const tools = document.getElementById("walk");
  if (!box || !tools || !("geolocation" in navigator)) return;
  tools.hidden = false;
  const said = tools.querySelector("[role=status]");
  const lines = () => box.value.split("\n").filter((line) => line.trim());
  tools.querySelector("[data-add]").addEventListener("click", () => {
    said.textContent = tools.dataset.waiting;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        box.value = [...lines(), `${coords.latitude.toFixed(6)} ${coords.longitude.toFixed(6)}`].join("\n");
        box.dispatchEvent(new Event("input", { bubbles: true }));
        said.textContent = `${tools.dataset.added} ${lines().length} (± ${Math.round(coords.accuracy)} m)`;
      },
      () => { said.textContent = tools.dataset.failed; },
      { enableHighAccuracy: true, timeout: 20000, maximumAge: 0 },
    );
  });
  tools.querySelector("[data-undo]").addEventListener("click", () => {
    box.value = lines().slice(0, -1).join("\n");
    said.textContent = `${tools.dataset.added} ${lines().length}`;
  });
})();
