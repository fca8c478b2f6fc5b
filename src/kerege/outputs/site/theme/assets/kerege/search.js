/* The search, loaded when it is first opened: words of the page's own language, found by their beginnings. */
(function () {
  "use strict";
  var button = document.querySelector(".k-search-button");
  var data = button.dataset;
  var language = document.documentElement.lang;
  var languages = [].map.call(document.querySelectorAll(".k-languages a"), function (link) { return link.lang; });
  var index = null;

  function element(name, attributes, parent) {
    var made = document.createElement(name);
    Object.keys(attributes).forEach(function (key) {
      if (key === "text") made.textContent = attributes[key]; else made.setAttribute(key, attributes[key]);
    });
    if (parent) parent.appendChild(made);
    return made;
  }
  var dialog = element("dialog", { "class": "k-search", "aria-labelledby": "search-label" }, document.body);
  var form = element("form", { method: "dialog", role: "search" }, dialog);
  element("label", { "for": "search-words", id: "search-label", text: data.words }, form);
  var field = element("input", { id: "search-words", type: "search", autocomplete: "off" }, form);
  element("button", { type: "submit", "class": "k-button", value: "close", text: data.close }, form);
  var status = element("p", { role: "status" }, dialog);
  var list = element("ol", {}, dialog);

  function fold(text) { return text.toLocaleLowerCase(language).replace(/ё/g, "е"); }
  function own(entry) {
    var first = entry.location.split("/")[0];
    return languages.indexOf(first) < 0 ? data.home === data.root : first === language && data.home !== data.root;
  }
  function find() {
    var words = fold(field.value).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    list.textContent = status.textContent = "";
    if (!index || !words.length) return;
    var found = index.filter(function (entry) {
      return words.every(function (word) { return entry.words.indexOf(" " + word) >= 0; });
    });
    status.textContent = found.length ? data.found.replace("{number}", found.length) : data.none;
    found.slice(0, 30).forEach(function (entry) {
      var item = element("li", {}, list);
      element("a", { href: data.root + entry.location, text: entry.title }, item);
      element("p", { text: entry.text.slice(0, 160) }, item);
    });
  }
  form.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && event.target === field) { event.preventDefault(); find(); }
  });
  field.addEventListener("input", find);
  fetch(data.root + "search/search_index.json").then(function (answer) { return answer.json(); }).then(function (read) {
    index = read.docs.filter(own).map(function (entry) {
      var text = element("p", {}, null);
      text.textContent = entry.text.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
      return {
        location: entry.location, title: entry.title.replace(/<[^>]+>/g, ""), text: text.textContent,
        words: " " + fold(entry.title + " " + text.textContent).split(/[^\p{L}\p{N}]+/u).join(" ")
      };
    });
    find();
  });
  window.keregeSearch = { open: function () { dialog.showModal(); field.focus(); } };
  window.keregeSearch.open();
})();
