(function (root) {
  root.classList.add("js");
  try {
    var theme = localStorage.getItem("gallery.theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch (e) {
    // No storage, as in a private window: the system's choice stands.
  }
})(document.documentElement);
