// The agreement screen: keys, the time on this item, and what was typed and is not saved yet. Everything works without.
(() => {
  "use strict";
  const hall = document.querySelector("[data-hall]");
  const form = document.querySelector("[data-agree]");

  // Time on this item: shown once it counts, and hidden for good where somebody wants it so ---------------------------

  const clock = document.querySelector("[data-clock]");
  if (clock) {
    const begun = Date.now();
    const time = clock.querySelector("[data-clock-time]");
    const toggle = clock.querySelector("[data-clock-toggle]");
    const parts = [time, time.nextSibling];
    const told = parts[1].textContent;
    const show = () => {
      const off = localStorage.getItem("ts-clock") === "off";
      const seconds = Math.floor((Date.now() - begun) / 1000);
      time.textContent = off ? "" : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
      parts[1].textContent = off ? "" : told;
      toggle.textContent = off ? "Show the time" : "Hide the time";
    };
    toggle.addEventListener("click", () => {
      localStorage.setItem("ts-clock", localStorage.getItem("ts-clock") === "off" ? "on" : "off");
      show();
    });
    show();
    clock.hidden = false;
    setInterval(show, 1000);
  }

  // The list of all items closes as menus do ------------------------------------------------------------------------

  const all = document.querySelector(".ts-hall__all");
  document.addEventListener("click", (event) => {
    if (all?.open && !all.contains(event.target)) all.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !all?.open) return;
    all.open = false;
    all.querySelector("summary").focus();
  });
  if (!form) return;

  // What is typed is kept in this tab until it is saved, so that going to another item loses nothing -----------------

  const radios = [...form.querySelectorAll("input[type=radio]")];
  const texts = [...form.querySelectorAll("textarea")];
  const version = form.querySelector(`[name="${form.dataset.item}-version"]`);
  const place = `ts:${hall.dataset.user}:agree:${form.dataset.round}:${form.dataset.item}`;
  const chosen = () => radios.find((radio) => radio.checked)?.value ?? "";
  const state = () => JSON.stringify([chosen(), ...texts.map((text) => text.value)]);
  const conflict = form.querySelector("[data-conflict]");
  const wrong = form.querySelector(".ts-wrong");
  const served = state();

  const keep = (sent = false) => {
    for (const text of texts) text.classList.toggle("is-unsaved", text.value !== text.defaultValue);
    try {
      if (state() === served) sessionStorage.removeItem(place);
      else sessionStorage.setItem(place, JSON.stringify({ version: version.value, state: state(), sent }));
    } catch {
      // A full or forbidden storage must not stop anybody: the page itself still holds the text.
    }
  };
  const restore = () => {
    const kept = JSON.parse(sessionStorage.getItem(place) ?? "null");
    const isStored = kept && (kept.state === served || (kept.sent && Number(version.value) > Number(kept.version)));
    if (isStored) sessionStorage.removeItem(place);
    if (!kept || isStored) return;
    const [value, ...written] = JSON.parse(kept.state);
    for (const radio of radios) radio.checked = radio.value === value;
    texts.forEach((text, index) => (text.value = written[index]));
    version.value = kept.version;
    form.querySelector("[data-dissent]").open ||= Boolean(written[1]);
    keep();
  };
  form.addEventListener("input", () => keep());
  form.addEventListener("submit", () => {
    keep(true); // Until a page with a newer version shows that it has arrived.
    sessionStorage.setItem("ts-agree-on", "yes");
  });
  if (!conflict && !wrong) restore();

  // Where to go on: to the choice after a conflict, to the error, or from item to item to the ratings -----------------

  const walked = sessionStorage.getItem("ts-agree-on");
  sessionStorage.removeItem("ts-agree-on");
  if (conflict) conflict.focus();
  else if (wrong) (form.querySelector("[aria-invalid]") ?? radios[0]).focus();
  else if (walked) (radios.find((radio) => radio.checked) ?? radios[0]).focus({ preventScroll: true });

  // Keys: points and N only while a rating has focus, the others outside texts ---------------------------------------

  const keys = document.querySelector("[data-keys]");
  const toggle = keys.querySelector("[data-keys-toggle]");
  const isOff = () => localStorage.getItem("ts-keys") === "off";
  const showKeys = () => {
    for (const line of keys.querySelectorAll("[data-key-line]")) line.hidden = isOff() && !line.textContent.includes("Enter");
    toggle.textContent = isOff() ? "Turn keys on" : "Turn keys off";
  };
  toggle.addEventListener("click", () => {
    localStorage.setItem("ts-keys", isOff() ? "on" : "off");
    showKeys();
  });
  showKeys();
  keys.hidden = false;

  const choose = (key) => {
    const radio = radios.find((one) => one.value === key);
    if (!radio) return false;
    radio.checked = true;
    radio.focus();
    keep();
    return true;
  };
  const walk = (name) => {
    const link = document.querySelector(`[data-${name}]`);
    if (!link) return false;
    sessionStorage.setItem("ts-agree-on", "yes");
    link.click();
    return true;
  };
  const dissent = () => {
    const details = form.querySelector("[data-dissent]");
    details.open = true;
    details.querySelector("textarea").focus();
    return true;
  };
  const actions = { j: () => walk("next"), k: () => walk("previous"), d: dissent };

  document.addEventListener("keydown", (event) => {
    if (isOff() || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const here = document.activeElement;
    const key = event.key.toLowerCase();
    const done = radios.includes(here) && choose(key);
    if (done || (!here.matches("textarea, select, input:not([type=radio])") && actions[key]?.())) event.preventDefault();
  });
})();
