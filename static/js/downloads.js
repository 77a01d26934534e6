// Files that take seconds to make: the page says so, and a second click does not ask for them again.
(() => {
  "use strict";
  const status = document.querySelector("[data-download-status]");
  const links = [...document.querySelectorAll("a[data-download]")];
  const nameIn = (response) => {
    const header = response.headers.get("Content-Disposition") ?? "";
    const coded = /filename\*=utf-8''([^;]+)/i.exec(header);
    return coded ? decodeURIComponent(coded[1]) : (/filename="([^"]+)"/.exec(header)?.[1] ?? "");
  };
  const save = (blob, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };

  for (const link of links) {
    link.addEventListener("click", async (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (link.hasAttribute("aria-disabled")) return;
      link.setAttribute("aria-disabled", "true");
      status.textContent = `${link.textContent} is being made. The first time this takes some seconds.`;
      try {
        const response = await fetch(link.href, { credentials: "same-origin" });
        const name = nameIn(response);
        // Somebody who was signed out, or a machine without the libraries, gets a page to read instead of a file.
        if (!response.ok || response.redirected || !name) window.location.assign(link.href);
        else {
          save(await response.blob(), name);
          status.textContent = `Downloaded: ${name}`;
        }
      } catch {
        status.textContent = "The file did not arrive. Look at the connection, then try again.";
      } finally {
        link.removeAttribute("aria-disabled");
      }
    });
  }

  for (const form of document.querySelectorAll("form[data-busy]")) {
    const button = form.querySelector("button[type=submit]");
    const said = form.querySelector("[data-busy-status]");
    form.addEventListener("submit", (event) => {
      if (button.getAttribute("aria-disabled")) {
        event.preventDefault();
        return;
      }
      button.setAttribute("aria-disabled", "true");
      said.textContent = form.dataset.busy;
    });
    // Somebody who comes back to a kept page may send it again.
    window.addEventListener("pageshow", () => {
      button.removeAttribute("aria-disabled");
      said.textContent = "";
    });
  }
})();
