/* The language switch keeps the place on the page: headings have the same ids in every language.
   Caught on the window, before Material's own handler, which would drop the fragment. */
window.addEventListener("click", function (event) {
  var link = event.target.closest && event.target.closest("a[hreflang]");
  if (!link || !location.hash || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  location.assign(link.href.split("#")[0] + location.hash);
}, true);
