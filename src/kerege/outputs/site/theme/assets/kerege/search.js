/* The search, loaded when it is first opened, into the dialog that kerege.js has made. The index of the page's language comes as
   scripts, so that it also loads from disk: first words and rules (begin), then the pages' text in parts (add). Nothing is sent
   anywhere. Text becomes nodes by textContent alone; no style or script is put inline. */
(function () {
  "use strict";
  var PAGES = 40, FIRST = 3;
  var home = document.currentScript.src.split("?")[0].replace(/[^/]*$/, "");
  var root = home.replace(/assets\/kerege\/$/, "");
  var language = document.documentElement.lang;

  /* ---- words ---- */
  var rules = {}, endings = [], wholes = [], starts = [], roots = {}, groups = {}, ignored = {};
  /* An apostrophe within a word is no letter: o‘zbek is found by ozbek, and by each sign that people type. */
  var APOSTROPHES = "'’ʼʻ‘`´ʹ′";
  var WORD = new RegExp("[\\p{L}\\p{M}\\p{N}\\u00ad]+(?:[-\\u2010\\u2011" + APOSTROPHES + "]+[\\p{L}\\p{M}\\p{N}\\u00ad]+)*", "gu");
  var DROPPED = new RegExp("[\\u00ad\\u0640" + APOSTROPHES + "]", "g");
  /* Scripts without blanks between words: each two signs that follow each other are a word. */
  var DENSE = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

  /* Small letters, composed, digits 0 to 9; without soft hyphens, apostrophes and marks of stress. */
  function plain(word) {
    return word.replace(DROPPED, "").normalize("NFD").replace(/\u0301/g, "").normalize("NFC").toLocaleLowerCase(language)
      .replace(/\p{Nd}/gu, digit);
  }
  function digit(sign) {
    var code = sign.codePointAt(0), zero = code;
    while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
    return String((code - zero) % 10);
  }
  function fold(word) {
    var letters = rules.fold;
    return letters ? word.replace(/./gu, function (letter) { return letters[letter] === undefined ? letter : letters[letter]; }) : word;
  }
  function learn(given) {
    rules = given || {};
    endings = (rules.steps || []).map(function (step) {
      var found = {};
      step.forEach(function (entry) {
        harmonised(String(entry)).forEach(function (form) {
          var pair = fold(form.replace(DROPPED, "")).split(">");
          found[pair[0]] = pair[1] || "";
        });
      });
      return found;
    });
    wholes = (rules.whole || []).map(plain).map(fold);
    starts = (rules.starts || []).map(plain).map(fold).sort(function (a, b) { return b.length - a.length; });
    (rules.roots || []).forEach(function (word) { roots[fold(plain(word))] = true; });
    (rules.ignore || []).forEach(function (word) { ignored[fold(plain(word))] = true; });
    (rules.same || []).forEach(function (words, number) {
      words.forEach(function (word) { groups[stem(fold(plain(word)))] = number + 1; });
    });
  }
  function harmonised(entry) {
    var forms = [entry];
    Object.keys(rules.harmony || {}).forEach(function (sign) {
      forms = [].concat.apply([], forms.map(function (form) {
        if (form.indexOf(sign) < 0) return [form];
        return rules.harmony[sign].split("").map(function (vowel) { return form.split(sign).join(vowel); });
      }));
    });
    /* Two places of harmony need not agree: the vowels of an ending change after o and u. */
    return forms;
  }
  /* What is left of a folded word without its endings: equal for the forms of one word, no more is asked of it. */
  function stem(word) {
    if (/\d/.test(word)) return word;
    Object.keys(rules.rewrite || {}).some(function (begin) {
      var found = fold(plain(begin));
      if (word.indexOf(found) !== 0) return false;
      word = fold(plain(rules.rewrite[begin])) + word.slice(found.length);
      return true;
    });
    starts.some(function (start) {
      if (word.indexOf(start) !== 0 || word.length - start.length < (rules.least || 3)) return false;
      word = word.slice(start.length);
      return true;
    });
    var whole = wholes.filter(function (root) { return word.indexOf(root) === 0; })[0];
    if (whole) return whole;
    for (var pass = rules.passes || 1; pass > 0; pass--) {
      endings.forEach(function (step, number) {
        var times = number === 0 ? rules.repeat || 1 : 1;
        while (times--) {
          var shorter = without(word, step);
          if (shorter === word) break;
          word = shorter;
        }
      });
    }
    return word;
  }
  function without(word, step) {
    for (var length = Math.min(10, word.length - 2); length > 0; length--) {
      var end = word.slice(-length), begin = word.slice(0, -length);
      if (step[end] === undefined) continue;
      var left = begin + step[end];
      if (left.length >= (rules.least || 3) || roots[left]) return left;
    }
    return word;
  }
  /* The words of a text with their places; a compound counts as its parts and as one word. */
  function words(text) {
    var found = [], match;
    WORD.lastIndex = 0;
    while ((match = WORD.exec(text))) {
      var whole = match[0], start = match.index, parts = whole.split(/[-\u2010\u2011]/);
      if (DENSE.test(whole)) dense(whole, start, found);
      else if (parts.length > 1) {
        parts.forEach(function (part) {
          found.push({ word: plain(part), start: start, end: start + part.length });
          start += part.length + 1;
        });
        found.push({ word: plain(parts.join("")), start: match.index, end: match.index + whole.length, compound: true });
      } else found.push({ word: plain(whole), start: start, end: start + whole.length });
    }
    return found;
  }

  function dense(run, start, found) {
    var signs = Array.from(run), at = start;
    signs.forEach(function (sign, number) {
      var pair = sign + (signs[number + 1] || "");
      if (signs[number + 1] || signs.length === 1) found.push({ word: plain(pair), start: at, end: at + pair.length });
      at += sign.length;
    });
  }

  /* ---- index ---- */
  var pages = [], passages = [], vocabulary = new Map();
  function take(part) {
    part.forEach(function (given) {
      var page = { place: given[0], title: given[1], number: pages.length };
      var above = [];
      pages.push(page);
      given[2].forEach(function (row) {
        var level = "123".indexOf(row[0]);
        if (level >= 0) above = above.slice(0, level);
        var passage = { page: page, kind: row[0], anchor: row[1], text: row[2], beside: row[3] || "", above: above.slice() };
        var number = passages.push(passage) - 1;
        if (level >= 0) above[level] = number;
        /* Who speaks says less about a testimony than its words. */
        passage.length = read(passage.text, number, 1) + read(passage.beside, number, row[0] === "q" ? .4 : .9);
      });
    });
  }
  function read(text, number, weight) {
    var found = words(text);
    found.forEach(function (place) {
      var entry = vocabulary.get(place.word);
      if (!entry) {
        var folded = fold(place.word);
        entry = { word: place.word, folded: folded, stem: stem(folded), at: new Map() };
        vocabulary.set(place.word, entry);
      }
      entry.at.set(number, Math.max(weight, entry.at.get(number) || 0));
    });
    return found.length;
  }

  /* ---- words of another script ---- */
  /* What a word sounds like, roughly, in Latin letters: kelin and келин, oblast and область are one. People spell in many ways
     (zh, j, dj; ts, c; ya, ia), which all become one; a letter that may stand for several sounds gives several. */
  var FOREIGN = /[^\p{sc=Latin}\P{L}]/u;
  var SPELT = [
    [/shch|sch/g, "sh"], [/tch|tsh/g, "ch"], [/dzh|dj|zh/g, "j"], [/kh/g, "h"], [/gh/g, "g"], [/ph/g, "f"], [/ck/g, "k"], [/w/g, "v"],
    [/q/g, "k"], [/ng/g, "n"], [/[yi]+/g, "i"], [/ie/g, "e"], [/io/g, "o"], [/([a-z])\1+/g, "$1"]
  ];
  var SEVERAL = [[/x/, ["h", "ks"]], [/c(?!h)/, ["ts", "k"]], [/j(?=[aouei])/, ["J", "i"]], [/yo|io/, ["O", "e"]]];
  function sounds(word) {
    var found = [word.replace(/./gu, function (letter) { var latin = (rules.latin || {})[letter]; return latin === undefined ? letter : latin; })
      .normalize("NFD").toLowerCase().replace(/[^a-z0-9]/g, "")];
    if (!FOREIGN.test(word)) SEVERAL.forEach(function (pair) {
      for (var turn = 0; turn < 2; turn++) found = [].concat.apply([], found.map(function (one) {
        return pair[0].test(one) ? pair[1].map(function (sound) { return one.replace(pair[0], sound); }) : [one];
      }));
    });
    return found.map(function (one) {
      one = one.toLowerCase();
      SPELT.forEach(function (pair) { one = one.replace(pair[0], pair[1]); });
      return one;
    });
  }
  function crossed(asked, entry) {
    var foreign = FOREIGN.test(entry.word);
    if (asked.digits || foreign === asked.foreign || !/\p{L}/u.test(entry.word)) return 0;
    if (!entry.sounds) { entry.sounds = sounds(entry.folded); entry.root = sounds(entry.stem); }
    var best = 0;
    asked.sounds.forEach(function (one) {
      if (one.length < 2) return;
      entry.sounds.forEach(function (other) {
        if (one === other) best = Math.max(best, .75);
        else if (one.length > 3 && other.indexOf(one) === 0) best = Math.max(best, .55);
      });
      /* What was asked for is a form of the word. */
      entry.root.forEach(function (root) {
        if (root.length > 3 && one.indexOf(root) === 0 && one.length - root.length < 5) best = Math.max(best, .5);
      });
    });
    return best;
  }
  function crossedBySlip(asked, entry) {
    if (!entry.sounds || FOREIGN.test(entry.word) === asked.foreign) return false;
    return asked.sounds.some(function (one) {
      return one.length > 4 && entry.sounds.some(function (other) { return distance(one, other, 1) <= 1; });
    });
  }

  /* How near a word of the text is to a word of the question: 1 the same, 0 another word. */
  function nearness(asked, entry) {
    if (entry.word === asked.word) return 1;
    if (entry.folded === asked.folded) return .95;
    if (asked.digits) return 0;
    /* Who typed a letter that a plain keyboard lacks meant it; who did not may have meant either. */
    var start = Math.min(asked.stem.length, asked.word.length, entry.word.length);
    var lettersAgree = asked.word.slice(0, start) === entry.word.slice(0, start);
    if (asked.exact && !lettersAgree) return asked.group && groups[entry.stem] === asked.group ? .7 : 0;
    if (entry.stem === asked.stem) return lettersAgree ? .8 : .7;
    if (asked.group && groups[entry.stem] === asked.group) return .7;
    if (asked.folded.length > 2 || asked.last) {
      if (entry.folded.indexOf(asked.folded) === 0) return asked.folded.length > 3 ? .6 : .4;
    }
    if (asked.stem.length > 3 && entry.folded.indexOf(asked.stem) === 0) return .5;
    return 0;
  }
  /* What stands between quotation marks is asked for as it stands. */
  function quoted(text) {
    var found = [], MARKS = /["“„«‟]([^"“”„«»‟]*)["”“»]/g, match;
    while ((match = MARKS.exec(text))) found.push([match.index, match.index + match[0].length]);
    return found;
  }
  /* The words of a passage, one after the other. */
  function row(passage) {
    if (!passage.row) {
      passage.row = words(passage.text + " \n " + passage.beside).filter(function (place) { return !place.compound; })
        .map(function (place) { return vocabulary.get(place.word); });
    }
    return passage.row;
  }
  /* Whether words follow each other in a passage, in these or in other forms. */
  function follow(tokens, passage) {
    var said = row(passage);
    return said.some(function (entry, at) {
      return tokens.every(function (token, step) { return said[at + step] && near(token, said[at + step]) >= .7; });
    });
  }
  function near(token, entry) { return nearness(token, entry) || crossed(token, entry); }
  function token(word) {
    var folded = fold(word), root = stem(folded);
    return {
      word: word, folded: folded, stem: root, digits: /^\d/.test(folded), group: groups[root], exact: rules.strict && folded !== word,
      foreign: FOREIGN.test(word), sounds: sounds(folded)
    };
  }
  function question(text) {
    var within = quoted(text);
    var asked = words(text).filter(function (place) { return !place.compound && place.word; }).map(function (place) {
      var asked_ = token(place.word);
      asked_.phrase = within.findIndex(function (span) { return place.start >= span[0] && place.end <= span[1]; });
      return asked_;
    });
    var telling = asked.filter(function (token) { return token.phrase >= 0 || !ignored[token.folded]; });
    if (telling.length) asked = telling;
    if (asked.length) asked[asked.length - 1].last = !/\s$/.test(text);
    return asked;
  }
  /* For each asked word the words of the text that answer it; where none does, those that answer the words a slip of the hand away. */
  function answers(asked) {
    var found = direct(asked), seen = new Set(found.map(function (answer) { return answer.entry; })), often = 0;
    /* What the text has as it was typed, or is spelled in another script, was not mistyped. */
    var sure = found.some(function (answer) {
      often += answer.entry.at.size;
      return answer.near >= .9 || (FOREIGN.test(answer.entry.word) !== asked.foreign && answer.near >= .75);
    });
    if (sure || asked.digits || asked.folded.length < 4) return found;
    /* A form that the text has not may still be one of a word that it has, unless it has the neighbour much more often. */
    meant(asked, found.length ? 1.1 : 9).forEach(function (entry) {
      var family = direct(token(entry.word));
      if (family.reduce(function (sum, answer) { return sum + answer.entry.at.size; }, 0) < 2 * often) return;
      family.forEach(function (answer) {
        if (seen.has(answer.entry)) return;
        seen.add(answer.entry);
        found.push({ entry: answer.entry, near: (often ? .7 : .4) * answer.near, slip: entry.word });
      });
    });
    return found;
  }
  function direct(asked) {
    var found = [];
    vocabulary.forEach(function (entry) {
      var how = near(asked, entry);
      if (how) found.push({ entry: entry, near: how });
    });
    /* A word of another script has no stem of its own: it answers with all forms of the word that it is. */
    var roots_ = {};
    found.forEach(function (answer) { if (FOREIGN.test(answer.entry.word) !== asked.foreign && answer.near >= .75) roots_[answer.entry.stem] = true; });
    if (Object.keys(roots_).length) {
      var known = new Set(found.map(function (answer) { return answer.entry; }));
      vocabulary.forEach(function (entry) { if (roots_[entry.stem] && !known.has(entry)) found.push({ entry: entry, near: .7 }); });
    }
    return found;
  }
  /* The words that are nearest to a mistyped one, each of another stem. Hands seldom slip at the first letter; of equally near words those
     are meant that the text has most. */
  function meant(asked, below) {
    var near_ = [];
    vocabulary.forEach(function (entry) {
      var most = slips(asked.folded), other = slips(asked.stem), how = distance(asked.folded, entry.folded, most);
      if (how > most) how = 9;
      if (other && how > 1) {
        var stems = distance(asked.stem, entry.stem, other);
        if (stems <= other) how = Math.min(how, stems + .5);
      }
      if (how > 1.5 && crossedBySlip(asked, entry)) how = 1.5;
      if (how < below) near_.push({ entry: entry, how: how + (entry.folded[0] === asked.folded[0] || how === 1.5 ? 0 : .3) });
    });
    near_.sort(function (a, b) { return a.how - b.how || b.entry.at.size - a.entry.at.size; });
    var stems = {};
    return near_.filter(function (one) {
      if (one.how > near_[0].how + .3 || stems[one.entry.stem] || Object.keys(stems).length > 2) return false;
      return (stems[one.entry.stem] = true);
    }).map(function (one) { return one.entry; });
  }
  function slips(word) { return word.length < 4 ? 0 : word.length < 8 ? 1 : 2; }
  /* Letters to change, add, leave out or swap, as far as `most`. */
  function distance(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    var before = [], row = [], older = [];
    for (var j = 0; j <= other.length; j++) row[j] = j;
    for (var i = 1; i <= one.length; i++) {
      older = before; before = row; row = [i];
      for (j = 1; j <= other.length; j++) {
        var same = one[i - 1] === other[j - 1] ? 0 : 1;
        row[j] = Math.min(before[j] + 1, row[j - 1] + 1, before[j - 1] + same);
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], older[j - 2] + 1);
      }
    }
    return row[other.length];
  }

  /* Pages that have every asked word; if there is none, pages that have some. Best first, with their passages. */
  function find(text) {
    var asked = question(text), some = false, spelt = [], sure = true;
    if (!asked.length) return { pages: [], words: [], places: 0 };
    var byWord = asked.map(function (token) {
      var found = answers(token), at = new Map();
      sure = sure && found.some(function (answer) { return answer.near >= .75; });
      found.forEach(function (answer) {
        if (answer.slip && spelt.indexOf(answer.slip) < 0) spelt.push(answer.slip);
        answer.entry.at.forEach(function (weight, number) {
          at.set(number, Math.max(at.get(number) || 0, answer.near * weight));
        });
      });
      var rare = Math.log(1 + passages.length / (1 + at.size));
      return { at: at, rare: rare, words: found.map(function (answer) { return answer.entry.word; }) };
    });
    var hits = new Map();
    byWord.forEach(function (one) {
      one.at.forEach(function (near, number) {
        if (!hits.has(number)) hits.set(number, score(number, byWord));
      });
    });
    var phrases = [];
    asked.forEach(function (token) { if (token.phrase >= 0) (phrases[token.phrase] = phrases[token.phrase] || []).push(token); });
    hits.forEach(function (hit, number) {
      var passage = passages[number];
      if (!phrases.every(function (tokens) { return follow(tokens, passage); })) hits.delete(number);
      /* Words that stand together in the text as they do in the question are what was meant. */
      else if (asked.length > 1 && asked.length < 6 && hit.has.size === asked.length && follow(asked, passage)) hit.score *= 1.4;
    });
    var byPage = new Map();
    hits.forEach(function (hit, number) {
      var page = passages[number].page, entry = byPage.get(page);
      if (!entry) byPage.set(page, entry = { page: page, hits: [], has: new Set() });
      hit.has.forEach(function (word) { entry.has.add(word); });
      entry.hits.push(hit);
    });
    var every = Array.from(byPage.values());
    var full = every.filter(function (entry) { return entry.has.size === asked.length; });
    some = !full.length && every.length > 0;
    var kept = some ? every : full;
    kept.forEach(function (entry) {
      entry.hits.sort(function (a, b) { return b.score - a.score || a.number - b.number; });
      /* Where a passage has all words, those that have one of them are beside the point. */
      var most = entry.hits[0].has.size;
      if (most > 1) entry.hits = entry.hits.filter(function (hit) { return hit.has.size >= most; });
      /* A page that says much about it comes before one that names it once. */
      entry.best = entry.hits.slice(0, 8).reduce(function (sum, hit, place) { return sum + hit.score * (place ? .12 : 1); }, 0);
    });
    kept.sort(function (a, b) { return b.best - a.best || a.page.number - b.page.number; });
    kept = kept.slice(0, PAGES);
    return {
      pages: kept, some: some, sure: sure, spelt: some || full.length ? spelt.slice(0, 4) : [],
      words: new Set([].concat.apply([], byWord.map(function (one) { return one.words; }))),
      places: kept.reduce(function (sum, entry) { return sum + entry.hits.length; }, 0)
    };
  }
  /* What is found; where nothing is, or only by a slip of the hand, what would be with the keyboard set to other letters. */
  function answer(text) {
    var found = find(text), typed = found.pages.length && !found.spelt.length ? "" : retyped(text), meant = typed && find(typed);
    if (meant && meant.pages.length && !(found.pages.length && (meant.spelt.length || !meant.sure))) { meant.spelt = [typed.trim()]; return meant; }
    return found;
  }
  var FAVOUR = { "1": 1.6, "2": 1.4, "3": 1.3, q: 1.05, s: 1.15, f: 1.1, t: 1.3, r: .6, p: 1 };
  /* Rare words count more, words of the headings above help, long passages a little less; all words together most. */
  function score(number, byWord) {
    var passage = passages[number], has = [], sum = 0;
    byWord.forEach(function (one, which) {
      var own = one.at.get(number) || 0;
      passage.above.forEach(function (heading) { own = Math.max(own, .35 * (one.at.get(heading) || 0)); });
      if (own) { has.push(which); sum += own * one.rare; }
    });
    var share = has.length / byWord.length;
    return { number: number, has: new Set(has), score: sum * share * share * FAVOUR[passage.kind] / (1 + passage.length / 400) };
  }

  /* The sentence of a passage that has most of the found words, shortened around them. */
  function excerpt(passage, found) {
    var marks = words(passage.text).filter(function (place) { return found.has(place.word); });
    var best = { start: 0, end: passage.text.length, count: -1 };
    sentences(passage.text).forEach(function (sentence) {
      var seen = new Set(marks.filter(function (mark) { return mark.start >= sentence.start && mark.end <= sentence.end; })
        .map(function (mark) { return stem(fold(mark.word)); }));
      if (seen.size > best.count) best = { start: sentence.start, end: sentence.end, count: seen.size };
    });
    var first = marks.filter(function (mark) { return mark.start >= best.start && mark.end <= best.end; })[0];
    var start = best.start, end = best.end, MOST = 230;
    if (end - start > MOST) {
      if (first && first.start - start > 120) {
        start = passage.text.lastIndexOf(" ", first.start - 60) + 1;
        if (start < best.start) start = best.start;
      }
      if (end - start > MOST) {
        end = passage.text.lastIndexOf(" ", start + MOST);
        if (end <= start) end = start + MOST;
      }
    }
    return {
      start: start, end: end, cutBefore: start > best.start, cutAfter: end < best.end, sentence: passage.text.slice(best.start, best.end),
      marks: marks.filter(function (mark) { return mark.start >= start && mark.end <= end; })
    };
  }
  function sentences(text) {
    var found = [], start = 0, END = /[.!?…。！？؟۔।]+[\p{Pf}\p{Pi}\p{Pe}]*\s*/gu, match;
    while ((match = END.exec(text))) {
      var end = match.index + match[0].length;
      if (/[\p{Lu}\p{Lo}\p{Nd}\p{Pi}\p{Ps}—„]/u.test(text[end] || "") && (/\s$/.test(match[0]) || DENSE.test(text[end])) && end - start > 25) {
        found.push({ start: start, end: match.index + match[0].trimEnd().length });
        start = end;
      }
    }
    if (start < text.length) found.push({ start: start, end: text.length });
    return found;
  }

  /* Where a result leads: the passage's anchor, and the sentence itself where the browser can show it. */
  function address(passage, sentence) {
    var place = root + passage.page.place + (location.protocol === "file:" ? "index.html" : "");
    var hash = passage.anchor ? "#" + encodeURIComponent(passage.anchor) : "";
    if (sentence && "fragmentDirective" in document && passage.kind === "p") {
      var begin = sentence.split(/\s+/).slice(0, 6).join(" ");
      hash = (hash || "#") + ":~:text=" + encodeURIComponent(begin).replace(/-/g, "%2D");
    }
    return place + hash;
  }

  /* ---- dialog ---- */
  var labels = {}, more = [], others = [], parts = {}, began = false, active = -1, options = [], telling = 0;
  var here_ = window.keregeFind, dialog = here_.dialog, field = here_.field, status = here_.status, list = here_.list, help = here_.help;
  function element(name, attributes, parent) {
    var made = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) {
      if (key === "text") made.textContent = attributes[key]; else made.setAttribute(key, attributes[key]);
    });
    if (parent) parent.appendChild(made);
    return made;
  }

  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, function (whole, key) { return values[key]; });
  }
  /* Said once typing rests, or a screen reader would read every letter's count; and always what of the text is not there. */
  function tell(text) {
    clearTimeout(telling);
    var left = missing(), lost = left.filter(function (part) { return parts[part] === "lost"; }).length;
    var beside = lost ? here_.words.partLost : left.length ? here_.words.loading : "";
    telling = setTimeout(function () { status.textContent = [text, beside].filter(Boolean).join(" "); }, 350);
  }
  function missing() { return Object.keys(parts).filter(function (part) { return parts[part] !== "here"; }); }
  function marked(text, start, end, marks, parent) {
    marks.forEach(function (mark) {
      if (mark.start < start || mark.end > end) return;
      parent.appendChild(document.createTextNode(text.slice(start, mark.start)));
      element("mark", { text: text.slice(mark.start, mark.end) }, parent);
      start = mark.end;
    });
    parent.appendChild(document.createTextNode(text.slice(start, end)));
  }
  var KINDS = { q: "testimony", s: "statistic", f: "figure", t: "term", r: "work" };
  function option(hit, found, parent) {
    var passage = passages[hit.number], part = excerpt(passage, found);
    var link = element("a", { role: "option", "class": "k-find__result", id: "k-find-" + options.length, tabindex: "-1", "aria-selected": "false" }, parent);
    link.href = address(passage, part.sentence);
    var section = passage.above.filter(function (number) { return passages[number].kind !== "1"; })
      .map(function (number) { return passages[number].text; }).join(" › ");
    var facts = [KINDS[passage.kind] ? labels[KINDS[passage.kind]] : "", section].filter(Boolean).join(" · ");
    if (facts) element("span", { "class": "k-find__section", text: facts + " " }, link);
    var words_ = element("span", { "class": "k-find__text" + ("123".indexOf(passage.kind) >= 0 ? " k-find__text--heading" : "") }, link);
    if (passage.kind === "s" && passage.beside) element("b", { "class": "k-find__value", text: passage.beside + " " }, words_);
    if (part.cutBefore) words_.appendChild(document.createTextNode("… "));
    marked(passage.text, part.start, part.end, part.marks, words_);
    if (part.cutAfter) words_.appendChild(document.createTextNode(" …"));
    if (passage.beside && passage.kind !== "s") {
      var beside = element("span", { "class": "k-find__beside" }, link);
      var marks = words(passage.beside).filter(function (place) { return found.has(place.word); });
      beside.appendChild(document.createTextNode(passage.kind === "t" ? " — " : " "));
      marked(passage.beside, 0, passage.beside.length, marks, beside);
    }
    /* On pages opened from disk the address may not have changed: the place is on this page, below the dialog. */
    link.addEventListener("click", function (event) {
      if (!(event.ctrlKey || event.metaKey || event.shiftKey) && link.href.split("#")[0] === location.href.split("#")[0]) dialog.close();
    });
    options.push(link);
    return link;
  }
  function show() {
    var text = field.value;
    list.textContent = help.textContent = "";
    options = [];
    choose(-1);
    list.hidden = help.hidden = true;
    field.setAttribute("aria-expanded", "false");
    dialog.classList.remove("k-find--found");
    if (!began) return;
    if (!words(text).length) { tell(""); return; }
    var found = answer(text), tried = text.trim();
    if (!found.pages.length) {
      /* What is not here yet, or was lost, may hold it. */
      if (missing().length) tell(""); else none(tried);
      return;
    }
    found.pages.forEach(function (entry, number) {
      var group = element("div", { role: "group", "class": "k-find__page", "aria-labelledby": "k-find-page-" + number }, list);
      element("p", { id: "k-find-page-" + number, "class": "k-find__title", role: "presentation", text: entry.page.title }, group);
      entry.hits.slice(0, FIRST).forEach(function (hit) { option(hit, found.words, group); });
      if (entry.hits.length > FIRST) rest(entry, found.words, group);
    });
    list.hidden = false;
    dialog.classList.add("k-find--found");
    list.scrollTop = 0;
    field.setAttribute("aria-expanded", "true");
    var said = [fill(labels.count, { places: found.places, pages: found.pages.length })];
    if (found.spelt.length) said.unshift(fill(labels.spelling, { words: found.spelt.join(", ") }));
    if (found.some) said.unshift(labels.some);
    tell(said.join(" "));
  }
  /* The further results of a page, behind an option of their own. */
  function rest(entry, found, group) {
    var left = entry.hits.slice(FIRST);
    var more_ = element("div", { role: "option", "class": "k-find__more", id: "k-find-" + options.length, "aria-selected": "false" }, group);
    more_.textContent = fill(labels.more, { number: left.length });
    options.push(more_);
    more_.addEventListener("click", function () {
      var before = options.slice(0, options.indexOf(more_)), after = options.slice(options.indexOf(more_) + 1);
      options = before.slice();
      group.removeChild(more_);
      left.forEach(function (hit) { option(hit, found, group); });
      options = options.concat(after);
      options.forEach(function (one, number) { one.id = "k-find-" + number; });
      choose(before.length);
      field.focus();
    });
  }
  function none(tried) {
    help.hidden = false;
    element("p", { text: labels.none_help }, help);
    var pages_ = element("ul", {}, help);
    more.forEach(function (page) {
      element("a", { href: root + page[0] + (location.protocol === "file:" ? "index.html" : ""), text: page[1] }, element("li", {}, pages_));
    });
    if (others.length) {
      element("p", { text: labels.elsewhere }, help);
      var editions = element("ul", {}, help);
      others.forEach(function (other) {
        var link = element("a", { hreflang: other[0], lang: other[0], text: other[1] }, element("li", {}, editions));
        link.href = root + other[2] + (location.protocol === "file:" ? "index.html" : "") + "?q=" + encodeURIComponent(tried);
      });
    }
    tell(fill(labels.none, { words: tried }));
  }
  /* Words typed while the keyboard was set to the letters of another language. */
  function retyped(text) {
    var keys = rules.keyboard;
    if (!keys) return "";
    var latin = !/[^\p{sc=Latin}\P{L}]/u.test(text), from = latin ? 0 : 1;
    var typed = text.toLowerCase().replace(/./g, function (letter) {
      for (var at = from; at < keys.length; at += 2) if (keys[at] === letter) return keys[latin ? at + 1 : at - 1];
      return letter;
    });
    /* Words that fall apart when they are typed on the other keyboard were not typed on it. */
    return typed === text.toLowerCase() || words(typed).length > words(text).length ? "" : typed;
  }
  function choose(number) {
    if (options[active]) options[active].setAttribute("aria-selected", "false");
    active = number;
    if (!options[active]) { active = -1; field.removeAttribute("aria-activedescendant"); return; }
    options[active].setAttribute("aria-selected", "true");
    options[active].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", options[active].id);
  }
  field.addEventListener("input", show);
  field.addEventListener("search", show);
  field.addEventListener("keydown", function (event) {
    var last = options.length - 1;
    if (event.key === "ArrowDown") choose(active >= last ? 0 : active + 1);
    else if (event.key === "ArrowUp") choose(active <= 0 ? last : active - 1);
    else if (event.key === "PageDown" && last >= 0) choose(Math.min(last, active + 5));
    else if (event.key === "PageUp" && last >= 0) choose(Math.max(0, active - 5));
    /* A search field would be emptied first, and the dialog closed by a second press. */
    else if (event.key === "Escape") dialog.close();
    else if (event.key === "Enter") { if (options.length) options[Math.max(active, 0)].click(); }
    else return;
    event.preventDefault();
  });
  dialog.addEventListener("close", function () { choose(-1); });

  function load(part) {
    parts[part] = "asked";
    here_.fetch(home + "search/" + part, here_.words.partLost, function () { parts[part] = "lost"; show(); });
  }
  window.keregeSearch = {
    begin: function (given) {
      learn(given.rules);
      labels = given.labels; more = given.more; others = given.others;
      dialog.setAttribute("aria-label", labels.title);
      here_.label.textContent = labels.words;
      here_.hint.textContent = labels.hint;
      list.setAttribute("aria-label", labels.results);
      began = true;
      given.parts.forEach(load);
    },
    add: function (part, name) {
      take(part);
      parts[name] = "here";
      if (!missing().length) dialog.classList.add("k-find--ready");
      show();
    },
    /* The pages that answer, as addresses below the website's root: for tests and measurements. */
    pages: function (text) { return answer(text).pages.map(function (entry) { return entry.page.place; }); },
    stem: function (word) { return stem(fold(plain(word))); },
    /* Every word of the text, with in how many passages it stands: for measurements. */
    words: function () { return Array.from(vocabulary.values()).map(function (entry) { return [entry.word, entry.at.size]; }); }
  };
  here_.fetch(home + "search/" + language + ".js", here_.words.failed);
})();
