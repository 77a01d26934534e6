// A worksheet, or an item of one, that can no longer be written: shows what is still kept on this computer and was never
// saved.
(() => {
  "use strict";
  const sheet = document.querySelector("[data-sheet]");
  const place = sheet?.querySelector("[data-kept]");
  if (!place) return;
  const prefix = `ts:${sheet.dataset.user}:${sheet.dataset.sheet}:`;
  const isWritten = (key) => sheet.querySelector(`[data-item="${key.slice(prefix.length)}"]`);
  const keys = Object.keys(sessionStorage).filter((key) => key.startsWith(prefix) && !isWritten(key));
  if (!keys.length) return;

  const add = (tag, words, parent) => {
    const node = document.createElement(tag);
    node.textContent = words;
    parent.append(node);
    return node;
  };
  const nameOf = (item) => {
    const name = item?.querySelector("h5") ?? item?.closest("article, section")?.querySelector("h4, h3");
    return name?.textContent.trim() ?? "";
  };
  add("h2", "Kept on this computer, and not saved", place);
  add("p", "You wrote this before it became read-only here. Copy what you need.", place);
  for (const key of keys) {
    const kept = JSON.parse(sessionStorage.getItem(key));
    add("h3", nameOf(document.getElementById(`i-${key.slice(prefix.length)}`)), place);
    const texts = kept.texts ? Object.values(JSON.parse(kept.texts)) : [kept.note];
    add("p", texts.filter(Boolean).join("\n\n") || "No note.", place);
  }
  const drop = add("button", "Drop it", place);
  drop.type = "button";
  drop.className = "btn btn-outline-secondary";
  drop.addEventListener("click", () => {
    keys.forEach((key) => sessionStorage.removeItem(key));
    place.hidden = true;
  });
  place.hidden = false;
})();
