// Light, dark or the system's: applied before the first paint, so load it in the head without `defer`.
// The choice lives in this browser only. Without script the system decides, and the switch stays hidden.
(() => {
  "use strict";

  const KEY = "theme";
  const CHOICES = ["system", "light", "dark"];
  const root = document.documentElement;

  const saved = () => {
    try {
      const choice = localStorage.getItem(KEY);
      return CHOICES.includes(choice) ? choice : "system";
    } catch {
      return "system"; // storage can be forbidden; the switch then lasts for this page
    }
  };

  const save = (choice) => {
    try {
      localStorage.setItem(KEY, choice);
    } catch {
      // nothing to keep it in: see above
    }
  };

  const apply = (choice) => {
    if (choice === "system") delete root.dataset.theme;
    else root.dataset.theme = choice;
    for (const button of document.querySelectorAll("[data-theme-choice]")) {
      button.setAttribute("aria-pressed", String(button.dataset.themeChoice === choice));
    }
  };

  root.classList.add("has-script");
  apply(saved());
  document.addEventListener("DOMContentLoaded", () => apply(saved()));
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-theme-choice]");
    if (!button) return;
    save(button.dataset.themeChoice);
    apply(button.dataset.themeChoice);
  });
  addEventListener("storage", (event) => {
    if (event.key === KEY) apply(saved());
  });
})();
