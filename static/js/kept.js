// What was typed and not yet saved is kept in this tab's sessionStorage, under "ts:<user>:<assessment>:<item>".
// Nobody else ever sees it: signing out drops it, and so does somebody else signing in.
(() => {
  "use strict";
  const user = document.currentScript.dataset.user;
  const drop = (mine) => {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith("ts:") && !(mine && key.startsWith(`ts:${mine}:`))) sessionStorage.removeItem(key);
    }
  };
  if (user) drop(user);
  for (const saved of document.querySelectorAll("[data-saved]")) sessionStorage.removeItem(`ts:${user}:${saved.dataset.saved}`);
  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-signout]")) drop("");
  });
})();
