// Put what the server wrote anew into the page, piece by piece: what somebody is in with the keyboard, has opened or
// half written stays as it is.

const isInUse = (one) => one.contains(document.activeElement) || one.querySelector("details[open], textarea") !== null;

// The buttons and counts below a post, in place: they may be renewed while they have the keyboard.
export function renewActs(shown, fresh) {
  const now = [...fresh.querySelectorAll("footer > .act")];
  for (const [i, act] of [...shown.querySelectorAll("footer > .act")].entries()) {
    if (!now[i] || now[i].tagName !== act.tagName) continue;
    act.querySelector(".number").textContent = now[i].querySelector(".number").textContent;
    for (const name of ["value", "aria-pressed"]) {
      if (now[i].hasAttribute(name)) act.setAttribute(name, now[i].getAttribute(name));
    }
  }
}

export function renew(shown, fresh) {
  if (shown.isEqualNode(fresh)) return;
  if (!isInUse(shown)) shown.replaceWith(document.adoptNode(fresh.cloneNode(true)));
  else if (shown.matches(".post")) renewActs(shown, fresh);
}

// Bring a list to what the server has, by the ids of its lines; gives the lines that are new. A line that the server
// does not have any more goes only if it stands between others: before and behind, its page may just not reach so far.
export function mergeList(shown, fresh) {
  const added = [];
  const ids = [...fresh.children].map((line) => line.id);
  const known = [...shown.children].filter((line) => ids.includes(line.id));
  const between = known.length ? [...shown.children].slice([...shown.children].indexOf(known[0]), [...shown.children].indexOf(known.at(-1))) : [];
  for (const line of between) if (!ids.includes(line.id) && !isInUse(line)) line.remove();
  let last = null;
  for (const line of [...fresh.children]) {
    const there = document.getElementById(line.id);
    if (there) {
      renew(there, line);
    } else {
      const made = document.adoptNode(line.cloneNode(true));
      if (last) last.after(made);
      else shown.prepend(made);
      added.push(made);
    }
    last = document.getElementById(line.id);
  }
  return added;
}

// A list inside a box that says something else while the list is empty; gives the lines that are new.
export function mergeBox(name, page) {
  const [shown, fresh] = [document.querySelector(`[${name}]`), page.querySelector(`[${name}]`)];
  if (!shown || !fresh) return [];
  const [list, freshList] = [shown.querySelector("ol, ul"), fresh.querySelector("ol, ul")];
  if (list && freshList) return mergeList(list, freshList);
  if (freshList || !list) shown.replaceChildren(...[...fresh.childNodes].map((node) => document.adoptNode(node.cloneNode(true))));
  return freshList ? [...shown.querySelectorAll("li")] : [];
}

// Small parts that are simply written anew.
export function mergeParts(page) {
  for (const fresh of page.querySelectorAll("[data-renewed]")) {
    const shown = document.querySelector(`[data-renewed="${fresh.dataset.renewed}"]`);
    if (shown && !shown.isEqualNode(fresh) && !shown.contains(document.activeElement)) shown.replaceWith(document.adoptNode(fresh.cloneNode(true)));
  }
  const [upto, now] = [document.querySelector("[data-upto]"), page.querySelector("[data-upto]")];
  if (upto && now) upto.value = now.value;
}

// The counts of the header, unless somebody is about to press one.
export function mergeMail(page) {
  const [shown, fresh] = [document.querySelector(".mail"), page.querySelector(".mail")];
  if (shown && fresh && !shown.isEqualNode(fresh) && !shown.contains(document.activeElement)) shown.replaceWith(document.adoptNode(fresh));
}
