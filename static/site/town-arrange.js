// Operators move places by dragging them on the map. The server decides: what it refuses stays where it was.
// Without a pointer the form on a place's page does the same.

const SVG = "http://www.w3.org/2000/svg";
const SNAP_M = 5;

const snapped = (metres) => Math.max(0, Math.round(metres / SNAP_M) * SNAP_M);

export class Arranging {
  #frame;
  #svg;
  #form;
  #at;
  #boxOf;
  #send;
  #held = null;
  #isDone = false;

  // at: a point of the screen in metres; boxOf: a place's [x, y, width, height]; send: a form, filled in
  constructor(frame, { at, boxOf, send }) {
    this.#frame = frame;
    this.#svg = frame.querySelector("svg");
    this.#form = frame.querySelector("[data-arrange]");
    this.#at = at;
    this.#boxOf = boxOf;
    this.#send = send;
    this.isOn = false;
    if (!this.#form) return;
    // before the map itself hears of it: what is dragged here is a place, not the map
    frame.addEventListener("pointerdown", (event) => this.#down(event), true);
    addEventListener("pointermove", (event) => this.#moved(event));
    addEventListener("pointerup", () => this.#up());
    addEventListener("pointercancel", () => this.cancel());
    frame.addEventListener("click", (event) => this.#clicked(event), true);
  }

  toggle() {
    this.cancel();
    this.isOn = Boolean(this.#form) && !this.isOn;
    this.#frame.toggleAttribute("data-arranging", this.isOn);
  }

  cancel() {
    this.#held?.ghost.remove();
    this.#held = null;
  }

  #down(event) {
    const place = this.isOn && !event.button ? event.target.closest(".place") : null;
    const box = place && this.#boxOf(Number(place.dataset.place));
    if (!box) return;
    event.stopPropagation();
    event.preventDefault();
    const [x, y, width, height] = box;
    const ghost = this.#svg.appendChild(document.createElementNS(SVG, "rect"));
    for (const [name, value] of Object.entries({ class: "ghost", x, y, width, height })) ghost.setAttribute(name, value);
    this.#held = { number: Number(place.dataset.place), from: this.#at(event.clientX, event.clientY), x, y, to: [x, y], ghost };
  }

  #moved(event) {
    const held = this.#held;
    if (!held) return;
    const [x, y] = this.#at(event.clientX, event.clientY);
    held.to = [snapped(held.x + x - held.from[0]), snapped(held.y + y - held.from[1])];
    held.ghost.setAttribute("x", held.to[0]);
    held.ghost.setAttribute("y", held.to[1]);
  }

  async #up() {
    const held = this.#held;
    if (!held) return;
    const [x, y] = held.to;
    this.#held = null;
    this.#isDone = true;
    if (x !== held.x || y !== held.y) {
      Object.entries({ place: held.number, x, y }).forEach(([name, value]) => { this.#form.elements[name].value = value; });
      await this.#send(this.#form);
    }
    held.ghost.remove();
  }

  // The click that ends a drag selects nothing.
  #clicked(event) {
    if (!this.#isDone) return;
    this.#isDone = false;
    event.preventDefault();
    event.stopPropagation();
  }
}
