// "3 new posts": what came since is offered, and put in when the reader says so. What she reads or writes stays where it is.

import { renew } from "./network-merge.js";

const fill = (text, count) => text.replace("{count}", String(count));
const numberOf = (post) => Number(post.id.slice("post-".length));

// A button that offers something above or below what is read.
export class Pill {
  #button = null;

  offer(box, text, place, onClick) {
    if (!this.#button) {
      this.#button = document.createElement("button");
      this.#button.type = "button";
      this.#button.className = "news";
      box[place](this.#button);
    }
    this.#button.onclick = onClick;
    this.#button.textContent = text;
  }

  clear() {
    this.#button?.remove();
    this.#button = null;
  }
}

export class FeedNews {
  #box;
  #words;
  #say;
  #waiting = [];
  #pill = new Pill();

  constructor(box, words, say) {
    this.#box = box;
    this.#words = words;
    this.#say = say;
  }

  get #shown() {
    return [...this.#box.querySelectorAll(":scope > .post")];
  }

  // Take the feed as the server has it now: counts are renewed at once, posts wait for the reader.
  take(page) {
    const fresh = [...page.querySelectorAll("[data-posts] > .post")];
    const shown = new Map(this.#shown.map((post) => [post.id, post]));
    for (const post of fresh) if (shown.has(post.id)) renew(shown.get(post.id), post);
    if (!("newest" in this.#box.dataset)) return;
    const first = fresh.findIndex((post) => shown.has(post.id));
    const above = "byTime" in this.#box.dataset ? fresh.slice(0, first < 0 ? fresh.length : first) : fresh.filter((post) => numberOf(post) > Number(this.#box.dataset.newest));
    const isMore = above.length > this.#waiting.length;
    this.#waiting = above.filter((post) => !shown.has(post.id));
    if (!this.#waiting.length) {
      this.#inPlace(() => this.#pill.clear());
      return;
    }
    const text = this.#waiting.length === 1 ? this.#words.wordPost : fill(this.#words.wordPosts, this.#waiting.length);
    this.#inPlace(() => this.#pill.offer(this.#box, text, "before", () => this.#put()));
    if (isMore) this.#say(text);
  }

  #put() {
    this.#box.querySelector("[data-empty]")?.remove();
    const made = this.#waiting.splice(0).map((post) => document.adoptNode(post.cloneNode(true)));
    const isReading = this.#inPlace(() => {
      this.#box.prepend(...made);
      this.#pill.offer(this.#box, this.#words.wordUp, "before", () => {
        this.#pill.clear();
        this.#goTo(made[0]);
        made[0].scrollIntoView();
      });
    });
    this.#box.dataset.newest = String(Math.max(Number(this.#box.dataset.newest), ...made.map(numberOf)));
    if (isReading) return;
    this.#pill.clear();
    this.#goTo(made[0]);
  }

  // Change something above what is read, so that it stays where it is; says whether the beginning is out of sight.
  #inPlace(change) {
    const isReading = this.#box.getBoundingClientRect().top < 0;
    const anchor = isReading ? this.#shown.find((post) => post.getBoundingClientRect().bottom > 0) : null;
    const beforePx = anchor?.getBoundingClientRect().top;
    change();
    if (anchor) scrollBy({ top: anchor.getBoundingClientRect().top - beforePx, behavior: "instant" });
    return isReading;
  }

  #goTo(post) {
    post.tabIndex = -1;
    post.focus({ preventScroll: true });
  }
}

// Messages that came while the reader is further up.
export class MessageNews {
  #words;
  #say;
  #count = 0;
  #pill = new Pill();

  constructor(words, say) {
    this.#words = words;
    this.#say = say;
  }

  // added: new lines of the conversation; wasAtEnd: whether its end was in sight before they came
  take(added, wasAtEnd) {
    if (!added.length) return;
    const theirs = added.filter((line) => !("mine" in line.dataset)).length;
    if (theirs) this.#say(theirs === 1 ? this.#words.wordMessage : fill(this.#words.wordMessages, theirs));
    if (wasAtEnd) {
      added.at(-1).scrollIntoView({ block: "nearest" });
      return;
    }
    this.#count += added.length;
    const text = this.#count === 1 ? this.#words.wordMessage : fill(this.#words.wordMessages, this.#count);
    this.#pill.offer(document.querySelector("[data-messages]"), text, "after", () => {
      added.at(-1).scrollIntoView({ block: "center" });
      this.seen();
    });
  }

  // The end of the conversation is in sight.
  seen() {
    this.#count = 0;
    this.#pill.clear();
  }
}
