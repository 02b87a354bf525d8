// Shows the form of a step as the page "Ghi nhanh" will show it; nothing is kept or sent.
import { stepForm } from "./form.js";
import { el, icon } from "./show.js";

const root = document.getElementById("preview");
const page = JSON.parse(document.getElementById("preview-page").textContent);
const right = el("div", { class: "notice notice-success", role: "status", hidden: true },
  icon("check-circle"), el("p", {}, root.dataset.right));

function save() {
  right.hidden = false;
  right.scrollIntoView({ block: "nearest" });
}

root.replaceChildren(stepForm({ ...page, skew: 0, wait: null, save }), right);
