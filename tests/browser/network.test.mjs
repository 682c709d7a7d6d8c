// The pure parts of static/site/network-wishes.js: what an event means to a page, and when it fetches. Run: node --test
import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { Turns, wishesOf } from "../../static/site/network-wishes.js";

const page = (own = {}) => ({ account: 5, conversation: 0, isFeed: false, isFollowing: false, isMailbox: false, isNotices: false, shows: () => false, ...own });
const wished = (type, data, own) => Object.entries(wishesOf({ type, data }, page(own))).filter(([, is]) => is).map(([name]) => name).join(" ");
const MESSAGE = { conversation_id: 3, sender: { id: 6 } };

test("a message raises the counts, and renews the open conversation and the list of all", () => {
  assert.equal(wished("message_created", MESSAGE), "mail");
  assert.equal(wished("message_created", MESSAGE, { conversation: 3 }), "page mail");
  assert.equal(wished("message_created", MESSAGE, { conversation: 4 }), "mail");
  assert.equal(wished("message_created", MESSAGE, { isMailbox: true }), "page mail");
});

test("one's own message from another window raises no count", () => {
  assert.equal(wished("message_created", { ...MESSAGE, sender: { id: 5 } }, { conversation: 3 }), "page");
});

test("a notice raises the counts and renews the list of notices", () => {
  assert.equal(wished("notice_created", { kind: "like" }), "mail");
  assert.equal(wished("notice_created", { kind: "like" }, { isNotices: true }), "page mail");
});

test("a post is news for a feed, unless its words are gone by now", () => {
  assert.equal(wished("post_created", { id: 1, text: "Hello" }, { isFeed: true }), "page");
  assert.equal(wished("post_created", { id: 1, text: null }, { isFeed: true }), "");
  assert.equal(wished("post_created", { id: 1, text: "Hello" }), "");
});

test("reactions and comments renew what shows their post", () => {
  const own = { shows: (post) => post === 7 };
  for (const type of ["like_created", "like_removed", "repost_created", "repost_removed", "comment_created", "comment_removed"]) {
    assert.equal(wished(type, { post_id: 7 }, own), "page");
    assert.equal(wished(type, { post_id: 8 }, own), "");
  }
  assert.equal(wished("post_removed", { id: 7 }, own), "page");
  assert.equal(wished("post_removed", { id: 8 }, own), "");
});

test("what is passed on is news for the feed of those who are followed", () => {
  assert.equal(wished("repost_created", { post_id: 8 }, { isFeed: true, isFollowing: true }), "page");
  assert.equal(wished("repost_created", { post_id: 8 }, { isFeed: true }), "");
});

test("other events mean nothing", () => {
  assert.equal(wished("follow_created", { follower_id: 1, followed_id: 2 }, { isFeed: true }), "");
});

let nowMs;
let done;
let fails;
let looks;
let failures;

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout"] });
  [nowMs, done, fails, looks, failures] = [0, [], 0, true, []];
});
afterEach(() => mock.timers.reset());

function turns() {
  const work = async () => {
    done.push(nowMs);
    if (fails-- > 0) throw new Error("no answer");
  };
  return new Turns(work, (count) => failures.push(count), { now: () => nowMs, canRun: () => looks });
}

async function pass(ms) {
  for (let i = 0; i < ms; i += 100) {
    nowMs += 100;
    mock.timers.tick(100);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test("many wishes at once are one turn, soon", async () => {
  const one = turns();
  for (let i = 0; i < 50; i += 1) one.wish();
  await pass(2000);
  assert.deepEqual(done, [300]);
});

test("wishes without an end are a turn every three seconds", async () => {
  const one = turns();
  for (let i = 0; i < 100; i += 1) {
    one.wish();
    await pass(100);
  }
  assert.deepEqual(done, [300, 3300, 6300, 9300]);
});

test("a turn that failed is tried again, ever more rarely, and said", async () => {
  fails = 2;
  const one = turns();
  one.wish();
  await pass(30_000);
  assert.deepEqual(done, [300, 6300, 18_300]);
  assert.deepEqual(failures, [1, 2, 0]);
});

test("while nobody looks nothing is done, and once when somebody does", async () => {
  looks = false;
  const one = turns();
  one.wish();
  one.wish();
  await pass(5000);
  assert.deepEqual(done, []);
  looks = true;
  one.look();
  await pass(5000);
  assert.deepEqual(done, [5300]);
});
