// Forms whose words outlive the page: what is typed and not saved yet is kept in this tab's sessionStorage, under
// "ts:<user>:<draft>" like everything that kept.js looks after, and comes back when the form is opened again.
(() => {
  "use strict";
  const forms = [...document.querySelectorAll("form[data-draft]")];
  const hidden = new Set(["csrfmiddlewaretoken", "owner", "another", "next"]);
  // A draft knows the version that it was typed over, so that sending it tells what somebody else saved since.
  const isKept = (field) => field.name && !hidden.has(field.name) && (field.type !== "hidden" || field.name === "version");
  const textsOf = (entries) => JSON.stringify(entries.filter(([name]) => name !== "version"));
  const keyOf = (form) => `ts:${form.dataset.user}:${form.dataset.draft}`;
  const formOf = (part) => part?.closest("form[data-draft]") ?? forms[0]; // what stands outside belongs to the first
  const focused = document.querySelector("[data-focus]");
  focused?.focus();
  const refused = focused && formOf(focused); // it holds what was typed already
  // Where the first wrong field would be below the window, what is said of it goes to the top.
  const wrong = refused?.querySelector(".is-invalid");
  if (wrong && wrong.getBoundingClientRect().bottom > innerHeight) focused.scrollIntoView();

  const keep = (form) => {
    const key = keyOf(form);
    const read = () => [...new FormData(form)].filter(([name, value]) => !hidden.has(name) && typeof value === "string");
    const atFirst = read();

    const put = (entries) => {
      for (const field of form.elements) {
        if (!isKept(field)) continue;
        const values = entries.filter(([name]) => name === field.name).map(([, value]) => value);
        if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
        else if (field.tagName !== "BUTTON") field.value = values[0] ?? "";
      }
    };
    const say = () => {
      const note = document.createElement("p");
      note.className = "ts-notice";
      note.setAttribute("role", "status");
      note.append("What you typed here earlier and did not save is back. ");
      const drop = document.createElement("button");
      drop.type = "button";
      drop.className = "ts-linkbtn";
      drop.textContent = "Drop it";
      drop.addEventListener("click", () => {
        put(atFirst);
        sessionStorage.removeItem(key);
        note.remove();
      });
      note.append(drop);
      form.prepend(note);
    };

    const kept = JSON.parse(sessionStorage.getItem(key));
    if (kept && form !== refused && textsOf(kept) !== textsOf(atFirst)) {
      put(kept);
      say();
    }
    form.addEventListener("input", () => {
      const now = read();
      try {
        if (form !== refused && textsOf(now) === textsOf(atFirst)) sessionStorage.removeItem(key);
        else sessionStorage.setItem(key, JSON.stringify(now));
      } catch {
        // A full or forbidden storage must not stop anybody from typing.
      }
    });
  };

  forms.forEach(keep);
  for (const link of document.querySelectorAll("[data-draft-drop]")) {
    const form = formOf(link);
    if (form) link.addEventListener("click", () => sessionStorage.removeItem(keyOf(form)));
  }
})();
