// The table of entries: any cell is changed where it stands. Arrow keys move from cell to cell, Enter or F2 opens one,
// Escape leaves it as it is. Without this file each entry has a page of its own, to which its name leads.
(() => {
  "use strict";
  const table = document.querySelector("table[data-grid]");
  if (!table) return;
  const base = table.dataset.grid;
  const user = document.querySelector("script[data-user]").dataset.user;
  const status = document.getElementById("status");
  const say = (words) => {
    status.textContent = words;
    setTimeout(() => status.textContent === words && (status.textContent = ""), 6000);
  };
  const rows = () => [...table.querySelectorAll("tr")].filter((row) => row.cells.length > 1);
  const keys = [...table.tHead.rows[0].cells].map((cell) => cell.dataset.key);
  const keyOf = (cell) => keys[cell.cellIndex];
  const isEditable = (cell) => cell?.tagName === "TD" && Boolean(cell.parentElement.dataset.entry) && Boolean(keyOf(cell));
  const focusable = (cell) => cell.querySelector("a, input, button") ?? cell;

  // One stop for the Tab key; the arrow keys do the rest ----------------------------------------------------------

  table.setAttribute("role", "grid");
  const hint = document.getElementById("grid-hint");
  hint.hidden = false;
  table.setAttribute("aria-describedby", hint.id);
  for (const row of rows()) for (const cell of row.cells) focusable(cell).tabIndex = -1;
  let current = table.tBodies[0].rows[0]?.cells[1] ?? table.tHead.rows[0].cells[1];
  const rest = (cell) => {
    focusable(current).tabIndex = -1;
    current = cell;
    focusable(current).tabIndex = 0;
  };
  rest(current);
  const go = (cell) => {
    if (!cell) return;
    rest(cell);
    focusable(cell).focus();
  };
  const beside = (cell, down, right) => {
    const all = rows();
    const row = all[all.indexOf(cell.parentElement) + down];
    return row?.cells[cell.cellIndex + right];
  };
  const steps = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] };

  // Changing a cell -----------------------------------------------------------------------------------------------

  const before = new WeakMap(); // cell -> its content until it is changed
  const formOf = (cell) => cell.querySelector("[data-cell-form]");
  const draftOf = (form) => (form.dataset.draft ? `ts:${user}:${form.dataset.draft}` : "");
  const mine = () => Object.keys(sessionStorage).filter((key) => key.startsWith(`ts:${user}:inventory-`));
  const valueOf = (form) =>
    JSON.stringify([...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken" && name !== "version"));

  const putBack = (form, kept) => {
    const values = JSON.parse(kept);
    for (const field of form.elements) {
      if (!field.name?.startsWith("cell-")) continue;
      const mine = values.filter(([name]) => name === field.name).map(([, value]) => value);
      if (field.type === "checkbox") field.checked = mine.includes(field.value);
      else field.value = mine[0] ?? "";
    }
  };
  const opened = (cell) => {
    const form = formOf(cell);
    if (!form) return;
    const kept = draftOf(form) && sessionStorage.getItem(draftOf(form));
    if (kept && !form.querySelector("[role=alert]")) putBack(form, kept);
    const field = form.querySelector("select, textarea, input:not([type=hidden])");
    htmx.process(form); // before anybody can send it: htmx itself would take it up a moment after this
    field?.focus();
    field?.select?.();
  };
  const open = (cell) => {
    if (!isEditable(cell) || formOf(cell)) return;
    before.set(cell, cell.innerHTML);
    const url = `${base}${cell.parentElement.dataset.entry}/cells/${keyOf(cell)}/`;
    htmx.ajax("GET", url, { target: cell, swap: "innerHTML" }).catch(() => {}); // what went wrong is told below
  };
  const close = (cell) => {
    const form = formOf(cell);
    if (draftOf(form)) sessionStorage.removeItem(draftOf(form));
    // What somebody else saved meanwhile is not what this page was read with.
    if (form.querySelector("[data-two]")) location.reload();
    else cell.innerHTML = before.get(cell) ?? "";
    go(cell);
  };

  table.addEventListener("click", (event) => {
    const cell = event.target.closest("td, th");
    if (event.target.closest("[data-cell-cancel]")) {
      close(cell);
      return;
    }
    if (event.target.closest("a, input, label, button, select, textarea, form")) return;
    if (isEditable(cell)) {
      rest(cell);
      open(cell);
    }
  });
  table.addEventListener("focusin", (event) => {
    const cell = event.target.closest("td, th");
    if (cell && cell !== current && !formOf(cell)) rest(cell);
  });
  table.addEventListener("keydown", (event) => {
    const cell = event.target.closest("td, th");
    if (!cell) return;
    if (formOf(cell)) {
      if (event.key === "Escape") {
        event.preventDefault();
        close(cell);
      }
      return;
    }
    if (steps[event.key]) {
      event.preventDefault();
      go(beside(cell, ...steps[event.key]));
    } else if (event.key === "Home" || event.key === "End") {
      event.preventDefault();
      const cells = cell.parentElement.cells;
      go(event.key === "Home" ? cells[0] : cells[cells.length - 1]);
    } else if (isEditable(cell) && (event.key === "F2" || (event.key === "Enter" && event.target.tagName !== "A"))) {
      event.preventDefault();
      open(cell);
    }
  });
  table.addEventListener("input", (event) => {
    const form = event.target.closest("[data-cell-form]");
    if (form && draftOf(form)) {
      try {
        sessionStorage.setItem(draftOf(form), valueOf(form));
      } catch {
        // A full or forbidden storage must not stop anybody from typing.
      }
    }
  });

  // What the server answers ---------------------------------------------------------------------------------------

  // Signing in again, in another window, too, makes the token anew.
  document.body.addEventListener("htmx:configRequest", (event) => {
    delete event.detail.parameters.csrfmiddlewaretoken;
    event.detail.headers["X-CSRFToken"] = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";
  });
  document.body.addEventListener("htmx:afterSwap", (event) => {
    const cell = event.detail.target.closest?.("td");
    if (!cell || !table.contains(cell)) return;
    const form = formOf(cell);
    if (form) {
      opened(cell);
      return;
    }
    const label = cell.dataset.label;
    for (const key of mine()) {
      if (key.endsWith(`:${cell.parentElement.dataset.entry}:${keyOf(cell)}`)) sessionStorage.removeItem(key);
    }
    cell.classList.toggle("ts-gapcell", Boolean(cell.querySelector("[data-gap]")));
    cell.tabIndex = -1;
    if (document.activeElement === document.body) go(cell); // unless another cell is being changed already
    say(`Saved: ${label}, ${cell.textContent.trim() || "empty"}.`);
  });
  // What went wrong stays beside what was typed, until it is sent again.
  const capital = (words) => words[0].toUpperCase() + words.slice(1);
  const tell = (event, reason, next, link) => {
    const form = event.detail.elt.closest?.("[data-cell-form]");
    if (!form) {
      say(`${capital(reason)}.`);
      return;
    }
    form.querySelector("[data-told]")?.remove();
    const told = document.createElement("p");
    told.className = "ts-celledit__told";
    told.setAttribute("role", "alert");
    told.dataset.told = "";
    told.append(`Not saved: ${reason}. `, next, link ?? "");
    form.append(told);
  };
  const askToSignIn = (event) => {
    const form = event.detail.elt.closest?.("[data-cell-form]");
    if (!form || !draftOf(form)) {
      tell(event, "you are signed out", "Sign in in another window, then save again.");
      return;
    }
    const link = document.createElement("a");
    link.href = `${form.dataset.signIn}?next=${encodeURIComponent(location.pathname + location.search)}`;
    link.append("Sign in to save");
    tell(event, "you are signed out", "Kept on this computer. ", link);
  };
  document.body.addEventListener("htmx:responseError", (event) => {
    const code = event.detail.xhr.status;
    if (code === 401) askToSignIn(event);
    else if (code === 403) tell(event, "you may not change this", "");
    else if (code === 404) tell(event, "this entry is gone", "Somebody deleted it.");
    else tell(event, "the server could not answer", "What you typed is still here. Save again.");
  });
  for (const name of ["htmx:sendError", "htmx:timeout"]) {
    document.body.addEventListener(name, (event) => tell(event, "there is no connection", "What you typed is still here. Save again when it is back."));
  }

  // What was typed before signing in again, or before the page was loaded again, stands open in its cell --------------

  for (const row of table.tBodies[0].rows) {
    for (const cell of row.cells) {
      const place = `:${row.dataset.entry}:${keyOf(cell)}`;
      if (isEditable(cell) && mine().some((key) => key.endsWith(place))) open(cell);
    }
  }
})();
