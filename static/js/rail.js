// Marks the focus area that is being read in the rail, and closes the phone's list of areas after a choice.
(() => {
  "use strict";
  const links = new Map([...document.querySelectorAll(".ts-rail__list a")].map((link) => [link.hash.slice(1), link]));
  const areas = [...document.querySelectorAll("[data-area]")];
  const list = document.querySelector(".ts-rail__areas");
  if (!links.size || !areas.length) return;

  const mark = (id) => {
    for (const [key, link] of links) {
      if (key === id) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
  };
  const watch = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) if (entry.isIntersecting) mark(entry.target.id);
    },
    { rootMargin: "-20% 0px -70% 0px" },
  );
  for (const area of areas) watch.observe(area);
  list?.addEventListener("click", (event) => {
    if (event.target.closest("a") && list.matches(":popover-open")) list.hidePopover();
  });
})();
