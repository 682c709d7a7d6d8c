// Who is where: walkers moved along the ways by their legs, people in the open at their spots, counts on the houses.
// A leg is [from, to, depart, arrive] in place numbers and simulated seconds; any moment can be drawn from it.

const SVG = "http://www.w3.org/2000/svg";
const NAMES_MAX = 60;
const GOLDEN = (Math.sqrt(5) - 1) / 2;
const SECOND = Math.SQRT2 - 1;
const MARGIN = 0.12;

// The same spot that the server gives a resident at a place.
export function spotIn(place, number) {
  const [x, y, width, height] = place.box;
  const across = (number * GOLDEN + place.id * SECOND) % 1;
  const down = (number * SECOND + place.id * GOLDEN) % 1;
  const inner = 1 - 2 * MARGIN;
  return [x + width * (MARGIN + inner * across), y + height * (MARGIN + inner * down)];
}

function measured(points) {
  const ends = [0];
  for (let i = 1; i < points.length; i += 1) {
    ends.push(ends[i - 1] + Math.hypot(points[i][0] - points[i - 1][0], points[i][1] - points[i - 1][1]));
  }
  return { points, ends };
}

export function along({ points, ends }, share) {
  const wanted = ends.at(-1) * Math.min(Math.max(share, 0), 1);
  const i = Math.max(1, ends.findIndex((end) => end >= wanted));
  const length = ends[i] - ends[i - 1];
  const part = length ? (wanted - ends[i - 1]) / length : 0;
  const [[ax, ay], [bx, by]] = [points[i - 1], points[i]];
  return [ax + (bx - ax) * part, ay + (by - ay) * part];
}

export class People {
  #svg;
  #layer;
  #names;
  #places = new Map();
  #ways = new Map();
  #paths = {};
  #before = 0;
  #residents = new Map();
  #counts = new Map();

  constructor(svg) {
    this.#svg = svg;
    this.#layer = svg.querySelector("#walkers");
    this.#names = svg.appendChild(document.createElementNS(SVG, "g"));
    this.#names.id = "names";
    this.#names.setAttribute("aria-hidden", "true");
    this.selected = 0;
    this.outdoors = 0;
  }

  // places: those of the district; paths: between its places, counted from 1; first: the number of its first place
  setMap({ places, paths, first }) {
    this.#places = new Map(places.map((place) => [place.id, place]));
    this.#paths = paths;
    this.#before = first - 1;
    this.#ways.clear();
    this.#counts.clear();
  }

  boxOf(number) {
    return this.#places.get(number)?.box ?? null;
  }

  setResidents(residents) {
    this.#layer.replaceChildren();
    this.#names.replaceChildren();
    this.#residents = new Map(residents.map((resident) => [resident.id, { ...resident, way: null, node: null, text: null }]));
  }

  has(id) {
    return this.#residents.has(id);
  }

  nameOf(id) {
    return this.#residents.get(id)?.name ?? "";
  }

  placeName(number) {
    return this.#places.get(number)?.name ?? "";
  }

  move(id, leg) {
    const resident = this.#residents.get(id);
    if (resident) Object.assign(resident, { leg, way: null });
  }

  // Where somebody is at a moment, in metres; null indoors.
  where(id, sim_s) {
    const resident = this.#residents.get(id);
    return resident ? this.#spot(resident, sim_s) : null;
  }

  // Where to look for somebody, indoors too.
  focus(id, sim_s) {
    const resident = this.#residents.get(id);
    if (!resident) return null;
    return this.#spot(resident, sim_s) ?? this.#middle(resident.leg[1]);
  }

  draw(sim_s, { pixel, withNames, withCounts = true }) {
    const counts = new Map();
    let outdoors = 0;
    for (const resident of this.#residents.values()) {
      const spot = this.#spot(resident, sim_s);
      if (spot) {
        outdoors += 1;
        const named = (withNames && outdoors <= NAMES_MAX) || resident.id === this.selected;
        this.#show(resident, spot, named ? pixel : 0);
      } else {
        this.#hide(resident);
        counts.set(resident.leg[1], (counts.get(resident.leg[1]) ?? 0) + 1);
      }
    }
    if (withCounts) this.#showCounts(counts);
    this.outdoors = outdoors;
  }

  #spot(resident, sim_s) {
    const [from, to, depart, arrive] = resident.leg;
    if (from !== to && sim_s < arrive) {
      resident.way ??= this.#wayOf(resident.id, from, to);
      const way = resident.way;
      if (way) return along(way, (sim_s - depart) / Math.max(arrive - depart, 1));
    }
    const place = this.#places.get(to);
    return place?.open_air ? spotIn(place, resident.id) : null;
  }

  #middle(number) {
    const place = this.#places.get(number);
    return place ? [place.box[0] + place.box[2] / 2, place.box[1] + place.box[3] / 2] : null;
  }

  // The way between two places, lengthened to where she stood and will stand in the open.
  #wayOf(id, from, to) {
    const way = this.#way(from, to);
    if (!way) return null;
    const inOpen = (number) => (this.#places.get(number)?.open_air ? [spotIn(this.#places.get(number), id)] : []);
    return measured([...inOpen(from), ...way, ...inOpen(to)]);
  }

  #way(from, to) {
    const key = `${from}-${to}`;
    if (!this.#ways.has(key)) {
      const points = this.#wayInDistrict(from, to);
      this.#ways.set(key, points?.length > 1 ? points : null);
    }
    return this.#ways.get(key);
  }

  #wayInDistrict(from, to) {
    const [start, end] = [from - this.#before, to - this.#before];
    return start < end ? this.#paths[`${start}-${end}`] : this.#paths[`${end}-${start}`]?.slice().reverse();
  }

  #show(resident, [x, y], pixel) {
    if (!resident.node) resident.node = this.#layer.appendChild(this.#pawn(resident));
    resident.node.setAttribute("x", x.toFixed(1));
    resident.node.setAttribute("y", y.toFixed(1));
    resident.node.toggleAttribute("data-selected", resident.id === this.selected);
    if (pixel) {
      resident.text ??= this.#names.appendChild(this.#name(resident));
      resident.text.setAttribute("transform", `translate(${x.toFixed(1)} ${(y + 14 * pixel).toFixed(1)}) scale(${pixel.toFixed(3)})`);
    } else if (resident.text) {
      resident.text.remove();
      resident.text = null;
    }
  }

  #hide(resident) {
    resident.node?.remove();
    resident.text?.remove();
    resident.node = resident.text = null;
  }

  #pawn(resident) {
    const node = document.createElementNS(SVG, "use");
    const [clothes, skin, hair] = resident.colours;
    const values = { href: "#pawn", class: "walker", "data-resident": resident.id, color: clothes, fill: skin, stroke: hair };
    for (const [name, value] of Object.entries(values)) node.setAttribute(name, value);
    node.appendChild(document.createElementNS(SVG, "title")).textContent = resident.name;
    return node;
  }

  #name(resident) {
    const text = document.createElementNS(SVG, "text");
    text.textContent = resident.name;
    return text;
  }

  // Counts that the server took, by place: where there are too many people to show each.
  showCounts(counts) {
    this.#showCounts(new Map(Object.entries(counts).map(([number, count]) => [Number(number), count])));
  }

  #showCounts(counts) {
    for (const badge of this.#svg.querySelectorAll("#counts .count")) {
      const number = Number(badge.dataset.place);
      const count = counts.get(number) ?? 0;
      if (this.#counts.get(number) === count) continue;
      this.#counts.set(number, count);
      badge.dataset.count = String(count);
      badge.dataset.digits = String(count).length;
      badge.toggleAttribute("display", false);
      if (!count) badge.setAttribute("display", "none");
      badge.querySelector("text").textContent = String(count);
    }
  }
}
