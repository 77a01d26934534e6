// Rows that are ticked for one form: it says how many they are. That it stays in sight is in look.css.
(() => {
  "use strict";
  const form = document.getElementById("chosen");
  const told = form?.querySelector("[data-counts]");
  if (!told) return;
  const { counts: many, one, all } = told.dataset; // `all`: how many the box "everything" stands for
  const boxes = () => [...form.elements].filter((field) => field.type === "checkbox");

  const count = () => {
    const ticked = boxes().filter((box) => box.checked);
    const found = ticked.some((box) => box.name === "everything") ? Number(all) : ticked.length;
    const words = found ? `${found.toLocaleString("en-US")} ${found === 1 ? one : many} chosen` : "";
    if (told.textContent !== words) told.textContent = words;
  };
  document.addEventListener("change", (event) => event.target.form === form && count());
  window.addEventListener("pageshow", count); // the browser ticks again what was ticked when one comes back
})();
