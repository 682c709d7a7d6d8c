// What part of the map is seen: pan by dragging, zoom by wheel, pinch and keys, by changing the drawing's view box.

const ZOOM_MAX = 8;
const NEAR_PX = 1800; // width of the whole map on the screen from which there is room for every name
const DRAG_PX = 4;
const PHONE_PX = 768;
const PHONE_LETTERS = 1.4; // a phone shows the same map on a quarter of the width: names would be too small to read

export class View {
  #svg;
  #frame;
  #home;
  #box;
  #pointers = new Map();
  #dragged = 0;
  #labels;
  #groundNames;
  #groundSize = 0;
  #labelSize;

  constructor(svg, frame) {
    this.#svg = svg;
    this.#frame = frame;
    this.#labels = svg.querySelector("#labels");
    this.#labelSize = Number(this.#labels.getAttribute("font-size"));
    this.#groundNames = svg.querySelector("#ground-names");
    this.#groundSize = Number(this.#groundNames?.getAttribute("font-size"));
    const { x, y, width, height } = svg.viewBox.baseVal;
    this.#home = { x, y, width, height };
    this.#box = { ...this.#home };
    this.onPan = () => {};
    svg.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    svg.addEventListener("pointerdown", (event) => this.#down(event));
    svg.addEventListener("pointermove", (event) => this.#moved(event));
    for (const name of ["pointerup", "pointercancel"]) svg.addEventListener(name, (event) => this.#up(event));
    // a drag that ends on a house is not a click on it
    svg.addEventListener("click", (event) => { if (this.#dragged > DRAG_PX) { event.preventDefault(); event.stopImmediatePropagation(); } }, true);
    svg.addEventListener("dragstart", (event) => event.preventDefault());
  }

  get zoom() {
    return this.#home.width / this.#box.width;
  }

  get isNear() {
    return this.#svg.clientWidth * this.zoom >= NEAR_PX;
  }

  // Metres of the map in one pixel of the screen.
  get pixel() {
    const scale = this.#svg.getScreenCTM()?.a ?? 1;
    return scale ? 1 / scale : 1;
  }

  reset() {
    this.#set({ ...this.#home });
  }

  centre([x, y]) {
    this.#set({ ...this.#box, x: x - this.#box.width / 2, y: y - this.#box.height / 2 });
  }

  zoomBy(factor, point = [this.#box.x + this.#box.width / 2, this.#box.y + this.#box.height / 2]) {
    const zoom = Math.min(Math.max(this.zoom * factor, 1), ZOOM_MAX);
    const by = this.zoom / zoom;
    const [x, y] = point;
    this.#set({
      x: x - (x - this.#box.x) * by,
      y: y - (y - this.#box.y) * by,
      width: this.#home.width / zoom,
      height: this.#home.height / zoom,
    });
  }

  panBy(right, down) {
    this.onPan();
    this.#set({ ...this.#box, x: this.#box.x + right * this.#box.width, y: this.#box.y + down * this.#box.height });
  }

  #set(box) {
    // the middle of what is seen stays on the map
    const { x, y, width, height } = this.#home;
    box.x = Math.min(Math.max(box.x, x - box.width / 2), x + width - box.width / 2);
    box.y = Math.min(Math.max(box.y, y - box.height / 2), y + height - box.height / 2);
    this.#box = box;
    this.#svg.setAttribute("viewBox", `${box.x.toFixed(1)} ${box.y.toFixed(1)} ${box.width.toFixed(1)} ${box.height.toFixed(1)}`);
    const narrow = innerWidth < PHONE_PX ? PHONE_LETTERS : 1;
    this.#labels.setAttribute("font-size", (narrow * this.#labelSize / this.zoom ** 0.6).toFixed(2));
    this.#groundNames?.setAttribute("font-size", (narrow * this.#groundSize / this.zoom ** 0.6).toFixed(2));
    this.#frame.dataset.zoom = this.isNear ? "near" : "far";
  }

  // A point of the screen in metres of the map.
  at(clientX, clientY) {
    const point = new DOMPoint(clientX, clientY).matrixTransform(this.#svg.getScreenCTM().inverse());
    return [point.x, point.y];
  }

  #wheel(event) {
    event.preventDefault();
    this.zoomBy(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0015)), this.at(event.clientX, event.clientY));
  }

  #down(event) {
    if (event.button > 1) return;
    if (!this.#pointers.size) this.#dragged = 0;
    this.#pointers.set(event.pointerId, [event.clientX, event.clientY]);
  }

  #moved(event) {
    const before = this.#pointers.get(event.pointerId);
    if (!before) return;
    const now = [event.clientX, event.clientY];
    const others = [...this.#pointers].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
    this.#dragged += Math.hypot(now[0] - before[0], now[1] - before[1]);
    if (this.#dragged > DRAG_PX && !this.#svg.hasPointerCapture(event.pointerId)) this.#svg.setPointerCapture(event.pointerId);
    if (others.length) this.#pinch(before, now, others[0]);
    else if (this.#dragged > DRAG_PX) this.#drag(before, now);
    this.#pointers.set(event.pointerId, now);
  }

  #drag(before, now) {
    this.onPan();
    const [ax, ay] = this.at(...before);
    const [bx, by] = this.at(...now);
    this.#set({ ...this.#box, x: this.#box.x + ax - bx, y: this.#box.y + ay - by });
  }

  #pinch(before, now, other) {
    const apart = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]) || 1;
    this.zoomBy(apart(now, other) / apart(before, other), this.at((now[0] + other[0]) / 2, (now[1] + other[1]) / 2));
  }

  #up(event) {
    this.#pointers.delete(event.pointerId);
  }
}
