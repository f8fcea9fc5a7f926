// Seeded JSON workloads, as large as asked: posts (nested users, CJK, escapes), coordinates, nested maps, chat.

/** A generator with good low bits; the same seed gives the same texts everywhere. */
export function xorshift(seed) {
  let state = BigInt(seed) || 1n;
  const mask = (1n << 64n) - 1n;
  return () => {
    state ^= (state << 13n) & mask;
    state ^= state >> 7n;
    state ^= (state << 17n) & mask;
    return Number(state >> 11n) / 2 ** 53;
  };
}

const words = 'river stone lantern quiet measure harbour seven copper window thread signal amber field early'.split(' ');
const scripts = ['東京は今日も雨です', '今天天气很好', 'привет мир', 'naïve café', 'emoji 👩‍💻 here', 'κόσμε'];

class Maker {
  constructor(seed) { this.random = xorshift(seed); }
  below(n) { return Math.floor(this.random() * n); }
  pick(list) { return list[this.below(list.length)]; }
  words(n) { return Array.from({ length: n }, () => this.pick(words)).join(' '); }

  post(id) {
    return {
      id_str: String(10 ** 15 + id * 7919), created_at: 1700000000000 + id * 61000,
      text: this.words(4 + this.below(14)) + (id % 3 === 0 ? ' ' + this.pick(scripts) : '') + (id % 4 === 0 ? ' "quoted"\n\tnext \\ line' : ''),
      user: {
        screen_name: this.pick(words) + id, name: this.pick(scripts), followers_count: this.below(1e6), verified: id % 9 === 0,
        location: null, profile_image_url: 'https://img.example/' + this.below(1e9) + '/normal.png',
      },
      entities: { hashtags: [{ text: this.pick(words), indices: [this.below(50), 60] }], urls: [], user_mentions: [] },
      retweet_count: this.below(500), favorited: false, lang: this.pick(['ja', 'en', 'zh', 'de']), in_reply_to: null,
    };
  }

  coordinates() {
    return Array.from({ length: 50 }, () => [
      Number((this.random() * 360 - 180).toFixed(5 + this.below(10))),
      Number((this.random() * 180 - 90).toPrecision(5 + this.below(11)))]);
  }

  config(depth) {
    if (depth === 0) return this.pick([this.below(1000), true, false, null, this.pick(words)]);
    const map = {};
    for (let i = 0; i < 5; i++) map[this.pick(words) + '_' + this.below(100)] = this.config(depth - 1);
    return map;
  }

  message(id) {
    const code = id % 5 === 0 ? '\n```js\nconst x = "' + this.pick(words) + '";\n\treturn x;\n```' : '';
    return {
      role: id % 2 ? 'assistant' : 'user', content: this.words(5 + this.below(145)) + code, id: 'msg_' + id,
      createdAt: 1700000000 + id, metadata: { model: 'local', tokens: this.below(900), finish: 'stop' },
    };
  }
}

const makers = {
  posts: (m, id) => m.post(id),
  numbers: (m) => m.coordinates(),
  config: (m) => m.config(3),
  chat: (m, id) => m.message(id),
};

export const names = Object.keys(makers);

/** A value whose compact text is about `bytes` long. */
export function make(name, bytes, seed = 1) {
  const maker = new Maker(seed * 1000003 + bytes);
  const list = [];
  for (let id = 0, size = 0; size < bytes; id++) {
    list.push(makers[name](maker, id));
    size += Buffer.byteLength(JSON.stringify(list[id])) + 1;
  }
  return list;
}

/** Nested maps of 5 keys to depth 6, as one object. */
export function nestedMaps(seed = 1) { return new Maker(seed).config(6); }
