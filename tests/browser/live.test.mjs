// The pure parts of static/site/live.js, and the stream against a scripted socket. Run: node --test tests/browser/
import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { ClockLine, Position, connectLive, retryMs, streamAddress } from "../../static/site/live.js";

const PAGE = { protocol: "https:", host: "town.example" };
const CLOCK = { sim_ms: 60_000, rate: 10, server: 5_000, committed_ms: 200_000 };
const hello = (seq, clock = CLOCK) => ({ type: "hello", run: 1, seq, oldest_seq: 1, clock });
const batch = (from, to) => ({
  type: "events",
  from,
  to,
  events: Array.from({ length: to - from + 1 }, (_, i) => ({ type: "world_event", seq: from + i, sim_s: 60 + from + i })),
});

class ScriptedSocket {
  static opened = [];
  readyState = 1;
  sent = [];

  constructor(address) {
    this.address = address;
    ScriptedSocket.opened.push(this);
  }

  send(text) {
    this.sent.push(JSON.parse(text));
  }

  close() {
    this.readyState = 3;
  }

  async hear(...frames) {
    for (const frame of frames) this.onmessage({ data: JSON.stringify(frame) });
    await new Promise((resolve) => process.nextTick(resolve));
  }

  cut(code = 1006) {
    this.readyState = 3;
    this.onclose({ code });
  }
}

const latest = () => ScriptedSocket.opened.at(-1);

let nowMs;
let seen;

function watch(options = {}) {
  return connectLive({
    Socket: ScriptedSocket,
    location: PAGE,
    now: () => nowMs,
    onEvents: (events) => seen.events.push(...events.map((event) => event.seq)),
    onClock: (line) => seen.rates.push(line.rate),
    onStatus: (state) => seen.states.push(state),
    ...options,
  });
}

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  ScriptedSocket.opened = [];
  nowMs = 1_000;
  seen = { events: [], rates: [], states: [] };
});

test("the shown clock follows its line and stops at what is committed", () => {
  const line = new ClockLine();

  line.hear(CLOCK, 1_000);

  assert.equal(line.shownSimMs(1_000), 60_000);
  assert.equal(line.shownSimMs(3_000), 80_000);
  assert.equal(line.shownSimMs(60_000), 200_000);
});

test("the shown clock does not go back when a slower frame arrives", () => {
  const line = new ClockLine();
  line.hear(CLOCK, 1_000);
  const before = line.shownSimMs(3_000);

  line.hear({ ...CLOCK, sim_ms: 79_000, server: 6_900 }, 3_500);

  assert.ok(line.shownSimMs(3_500) >= before);
});

test("a frame that took longer on its way does not slow the clock", () => {
  const line = new ClockLine();
  line.hear(CLOCK, 1_000);

  line.hear({ ...CLOCK, sim_ms: 70_000, server: 6_000 }, 2_400);

  assert.equal(line.shownSimMs(2_400), 74_000);
});

test("a paused clock stands", () => {
  const line = new ClockLine();
  line.hear({ ...CLOCK, rate: 0 }, 1_000);

  assert.equal(line.shownSimMs(9_000), 60_000);
  assert.equal(line.isBehind(9_000), false);
});

test("an engine that lags is behind", () => {
  const line = new ClockLine();
  line.hear({ ...CLOCK, committed_ms: 61_000 }, 1_000);

  assert.equal(line.isBehind(1_500), false);
  assert.equal(line.isBehind(3_000), true);
});

test("a position takes each event once and notices a gap", () => {
  const position = new Position(4);

  assert.deepEqual(position.take(batch(3, 6)).map((event) => event.seq), [5, 6]);
  assert.deepEqual(position.take(batch(5, 6)), []);
  assert.equal(position.take(batch(8, 9)), null);
  assert.equal(position.seq, 6);
});

test("waits before new tries double up to a limit and differ", () => {
  assert.equal(retryMs(0, () => 0), 250);
  assert.equal(retryMs(3, () => 1), 4_000);
  assert.equal(retryMs(30, () => 1), 20_000);
});

test("the address has the page's host and security", () => {
  assert.equal(streamAddress(PAGE, 7), "wss://town.example/api/stream?run=7");
  assert.equal(streamAddress({ protocol: "http:", host: "127.0.0.1:8000" }), "ws://127.0.0.1:8000/api/stream");
});

test("a viewer subscribes in batches since the page's state, and acknowledges soon", async () => {
  const live = watch({ since: 3 });

  await latest().hear(hello(5), batch(4, 5));

  assert.deepEqual(latest().sent, [{ type: "subscribe", channels: ["all"], since: 3, batch: true }]);
  nowMs += 5_000;
  mock.timers.tick(500);
  assert.deepEqual(latest().sent.slice(1), [{ type: "ack", seq: 5 }]);
  assert.deepEqual(seen.events, [4, 5]);
  assert.deepEqual(seen.states, ["connecting", "live"]);
  live.close();
});

test("a viewer that is sent much acknowledges at once, and not each frame", async () => {
  const live = watch({ since: 0 });

  await latest().hear(hello(1_000), batch(1, 300), batch(301, 499), batch(500, 500), batch(501, 700));

  assert.deepEqual(latest().sent.slice(1), [{ type: "ack", seq: 500 }]);
  live.close();
});

test("a cut connection is resumed where it ended", async () => {
  const live = watch({ since: 3 });
  await latest().hear(hello(5), batch(4, 5));

  latest().cut();
  mock.timers.tick(20_000);
  await latest().hear(hello(8), batch(6, 8));

  assert.equal(ScriptedSocket.opened.length, 2);
  assert.equal(latest().sent[0].since, 5);
  assert.deepEqual(seen.events, [4, 5, 6, 7, 8]);
  assert.deepEqual(seen.states, ["connecting", "live", "offline", "connecting", "live"]);
  live.close();
});

test("a gap is not shown: the stream is opened again from before it", async () => {
  const live = watch({ since: 3 });
  await latest().hear(hello(5), batch(4, 5), batch(9, 9));

  mock.timers.tick(20_000);
  await latest().hear(hello(9));

  assert.deepEqual(seen.events, [4, 5]);
  assert.equal(latest().sent[0].since, 5);
  live.close();
});

test("a viewer that is too far behind fetches the state and goes on from there", async () => {
  const asked = [];
  const live = watch({ since: 3, onResync: async (told) => asked.push(told) && 40 });
  await latest().hear(hello(39));

  await latest().hear({ type: "resync", snapshot_url: "/api/agents?run=1", seq: 39 });
  await latest().hear(batch(41, 41));

  assert.deepEqual(asked, [{ url: "/api/agents?run=1", seq: 39 }]);
  assert.equal(latest().sent.at(-1).since, 40);
  assert.deepEqual(seen.events, [41]);
  live.close();
});

test("a refused viewer does not come back", () => {
  const live = watch();

  latest().cut(4401);
  mock.timers.tick(60_000);

  assert.equal(ScriptedSocket.opened.length, 1);
  assert.equal(live.status, "offline");
  live.close();
});

test("a silent connection is opened again", async () => {
  const live = watch();
  await latest().hear(hello(5));

  nowMs += 26_000;
  mock.timers.tick(500);
  mock.timers.tick(20_000);

  assert.equal(ScriptedSocket.opened.length, 2);
  live.close();
});

test("a change of the clock is told, a mere continuation is not", async () => {
  const live = watch();
  await latest().hear(hello(5));

  await latest().hear({ type: "clock", data: { ...CLOCK, sim_ms: 70_000, server: 6_000 } });
  await latest().hear({ type: "clock", data: { ...CLOCK, rate: 0 } });

  assert.deepEqual(seen.rates, [10, 0]);
  live.close();
});
