// Adds a button that copies the text of a field, where the browser lets a page do so.
(() => {
  "use strict";
  if (!navigator.clipboard) return;
  for (const field of document.querySelectorAll("[data-copy]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-outline-secondary";
    button.textContent = field.dataset.copy || "Copy the link";
    const told = document.createElement("span");
    told.setAttribute("role", "status");
    told.className = "ts-meta";
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(field.value);
        told.textContent = "Copied.";
      } catch {
        field.select();
        told.textContent = "Not copied: the browser does not allow it. The link is selected.";
      }
    });
    const row = document.createElement("p");
    row.className = "ts-form__acts";
    row.append(button, told);
    field.after(row);
  }
})();
