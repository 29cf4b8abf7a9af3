// Narrows the promises on the page "Find". Without it, that page lists the lists. It asks nobody for anything but the
// files beside it, which are scripts so that they can be read from a disk too.
"use strict";

(() => {
  const form = document.querySelector("form.find");
  const found = document.querySelector("section.found");
  const list = found.querySelector("ul");
  const count = found.querySelector(".count");
  const more = found.querySelector(".more");
  const MOST = 50;
  const held = [];
  let reading = null;
  let waiting = 0;

  const bare = (words) => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  window.addewid = {
    take(chunk) {
      for (const [path, lang, words, bodies, themes, title, delivery, kind, flags] of chunk.promises) {
        const document = chunk.documents[title];
        held.push({ path, lang, words, bodies, themes, document, delivery, kind, flags, text: bare(`${words} ${document} ${path}`) });
      }
    },
  };

  const read = async () => {
    for (let number = 1; number <= Number(form.dataset.chunks); number += 1) {
      await new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = `${form.dataset.root}find/${number}.js`;
        script.onload = done;
        script.onerror = failed;
        document.head.append(script);
      });
    }
  };

  const fits = (one, asked) =>
    asked.words.every((word) => one.text.includes(word)) &&
    (!asked.delivery || asked.delivery === one.delivery ||
      (asked.delivery === "unmet" && one.flags.includes("u")) || (asked.delivery === "overdue" && one.flags.includes("o"))) &&
    (!asked.kind || asked.kind === one.kind) &&
    (!asked.body || one.bodies.includes(asked.body)) &&
    (!asked.theme || one.themes.includes(asked.theme));

  const option = (name, value) => Array.from(form.elements[name].options).find((each) => each.value === value);

  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  };

  const status = (shape, tone, words) => {
    const made = element("span", `status s-${tone}`);
    const mark = element("span", "shape", shape);
    mark.setAttribute("aria-hidden", "true");
    made.append(mark, ` ${words}`);
    return made;
  };

  const line = (one) => {
    const item = element("li");
    const words = element("p", "words");
    const link = element("a");
    const quote = element("bdi", "", one.words);
    quote.lang = one.lang;
    link.href = form.dataset.home + one.path;
    link.append("“", quote, "”");
    words.append(link);
    const facts = element("p", "facts");
    const named = option("delivery", one.delivery);
    facts.append(status(named.dataset.shape, named.dataset.tone, named.textContent), " ");
    if (one.flags.includes("o")) facts.append(status("▲", "overdue", form.dataset.overdue), " ");
    const title = element("bdi", "", one.document);
    title.lang = one.lang;
    facts.append(title);
    if (!one.flags.includes("c")) facts.append(" · ", element("span", "unsure", form.dataset.program));
    item.append(words, facts);
    return item;
  };

  const show = () => {
    const asked = Object.fromEntries(["delivery", "kind", "body", "theme"].map((name) => [name, form.elements[name].value]));
    asked.words = bare(form.elements.words.value).split(/\s+/).filter(Boolean);
    found.hidden = false;
    const fitting = held.filter((one) => fits(one, asked));
    list.replaceChildren(...fitting.slice(0, MOST).map(line));
    count.textContent = fitting.length.toLocaleString("en");
    more.hidden = fitting.length <= MOST;
    more.textContent = form.dataset.more;
  };

  const narrow = () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(async () => {
      if (reading === null) {
        found.hidden = false;
        count.textContent = form.dataset.loading;
        reading = read();
      }
      try {
        await reading;
        show();
      } catch {
        count.textContent = form.dataset.failed;
      }
    }, 120);
  };

  form.hidden = false;
  form.addEventListener("input", narrow);
  form.addEventListener("submit", (event) => event.preventDefault());
})();
