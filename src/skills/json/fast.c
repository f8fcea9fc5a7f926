/* The fast reader: a walk along the index that the scan makes (scan.h).
 *
 * One function, compiled twice: with a tree, and without one for checking alone. What stands between two entries of
 * the index is known to be a string, a scalar or blanks, so each step looks at the bytes where tokens begin and at no
 * others. Two things are made sure of in one place, where the index is filled again, and need no test at each token:
 * that the index goes on for a whole member, and that the row of the tree has a slot for every entry.
 *
 * A container's members are counted in a register; while an inner one is walked, the count waits in the outer's tag
 * (with a tree) or is not needed (without). */
#include "skills/json/fast.h"
#include "skills/json/digits.h"
#include "skills/json/number.h"
#include "skills/json/scan.h"
#include "skills/json/string.h"
#include "ground/utf8.h"

#define COPY_STEP    32u
#define STEP_ENTRIES 6u /* of one member: quote, quote, colon, the value's two, comma */
static_assert(STEP_ENTRIES < SCAN_AHEAD, "a step ends before the copies of the last entry do");

/* What changes with each token, kept in registers by whoever walks. */
typedef struct cursor {
    const uint32_t *at, *enough; /* the next entry; from `enough` on the index may not last for a step */
    keel_json *slot;             /* the next of the row */
} cursor;

typedef struct walker {
    const char *text, *end;
    const json_rules *rules;
    uint64_t name_bytes_max; /* of the rules: asked at each name */
    json_tree *tree;         /* NULL: only checking */
    keel_buf *out;           /* where the text goes without its blanks, or NULL */
    size_t amid;             /* at so many places, from DIGITS_BEFORE on, a number may be taken by sixteen digits */
    uint32_t depth;
    scan scan;
    uint64_t in_object[JSON_DEPTH_WORDS]; /* bit `depth`, without a tree: the container at that depth is an object */
} walker;

#define LIKELY(fact)   __builtin_expect((fact), 1)
#define UNLIKELY(fact) __builtin_expect((fact), 0)
#define INLINE         static inline __attribute__((always_inline))
#define APART          static __attribute__((noinline))

/* ---- the index goes on ------------------------------------------------------------------------------------ */

/* Scans on, with the bytes that stay going to `out`. */
static bool scan_and_squeeze(walker *w, size_t kept)
{
    char *start, *behind;

    if (w->out == NULL) return scan_more(&w->scan, kept, NULL);
    start = behind = keel_buf_reserve(w->out, SCAN_ROOM);
    if (start == NULL || !scan_more(&w->scan, kept, &behind)) return false;
    w->out->len += (size_t)(behind - start);
    return true;
}

/* If the text goes on as its first piece: each value has an entry of its own, and a sign behind it. */
static size_t expected(const walker *w, size_t entries)
{
    double rest = (double)(w->scan.text.len - w->scan.at) / (double)w->scan.at;

    return entries + (size_t)((double)entries * rest / 2);
}

/* Every entry may become a value: room for all of them, and for the copies of the last. */
static bool make_slots(walker *w, cursor *c, size_t entries)
{
    json_tree *t = w->tree;

    t->count = (size_t)(c->slot - t->values);
    if (t->count == 0) tree_expect(t, expected(w, entries) + SCAN_AHEAD);
    if (tree_grow(t, entries + SCAN_AHEAD, NULL) != KEEL_OK) return false;
    c->slot = t->values + t->count;
    return true;
}

/* Moves what is left of the index to its front and scans on until a step is in it, or the text ends. */
APART bool go_on(walker *w, cursor *c)
{
    scan *s = &w->scan;
    size_t left;

    if (scan_ended(s)) return c->at <= s->index + s->filled; /* else the text ended too early */
    left = (size_t)(s->index + s->filled - c->at);
    memmove(s->index, c->at, left * sizeof *s->index);
    c->at = s->index;
    do {
        if (!scan_and_squeeze(w, left)) return false;
        left = s->filled;
    } while (left <= STEP_ENTRIES && !scan_ended(s));
    c->enough = s->index + (scan_ended(s) ? left + 1 : left - STEP_ENTRIES);
    return w->tree == NULL || make_slots(w, c, left);
}

INLINE bool ready(walker *w, cursor *c)
{
    cursor moved;

    if (LIKELY(c->at < c->enough)) return true;
    moved = *c;
    if (!go_on(w, &moved)) return false;
    *c = moved;
    return true;
}

INLINE const char *next(const walker *w, cursor *c) { return w->text + *c->at++; }

/* ---- scalars ---------------------------------------------------------------------------------------------- */

/* What may stand right behind a number or a word: everything else would be a part of it. */
static bool ends_scalar(const walker *w, const char *p)
{
    static const bool ends[256] = {
        ['\t'] = true, ['\n'] = true, ['\r'] = true, [' '] = true, ['"'] = true, [','] = true,
        [':'] = true,  ['['] = true,  [']'] = true,  ['{'] = true, ['}'] = true
    };
    return p == w->end || ends[(unsigned char)*p];
}

INLINE bool word(walker *w, cursor *c, const char *p, keel_str wanted, uint64_t tag, bool with_tree)
{
    if ((size_t)(w->end - p) < wanted.len || memcmp(p, wanted.data, wanted.len) != 0) return false;
    if (!ends_scalar(w, p + wanted.len)) return false;
    if (with_tree) *c->slot++ = (keel_json){ .tag = tag };
    return true;
}

/* Any number. */
APART bool number_of_any_shape(walker *w, const char *p, keel_json *v)
{
    const char *behind, *bad;
    number_fit fit;

    if (v == NULL) return (behind = number_skip(p, w->end, &bad)) != NULL && ends_scalar(w, behind);
    behind = w->rules->minimal ? number_parse_minimal(p, w->end, v, &fit) : number_parse(p, w->end, v, &fit);
    if (behind == NULL || !ends_scalar(w, behind)) return false;
    if (LIKELY(fit == NUMBER_FITS)) return true;
    if (w->rules->numbers_kept) *v = (keel_json){ json_tag(KEEL_JSON_BIG, (uint64_t)(behind - p)), { .text = p } };
    return w->rules->numbers_kept || fit != NUMBER_OVERFLOWS || w->rules->infinite;
}

/* The usual number. False: it has to be looked at again. */
INLINE bool number_of_usual_shape(const walker *w, const char *p, keel_json *v, bool with_tree)
{
#ifdef __SSE2__
    digit_run d;

    if (UNLIKELY((size_t)(p - w->text) - DIGITS_BEFORE >= w->amid)) return false;
    if (UNLIKELY(!digits_find(p, &d)) || UNLIKELY(!ends_scalar(w, d.end))) return false;
    return !with_tree || digits_number(&d, *p == '-', v);
#else
    (void)w, (void)p, (void)v, (void)with_tree;
    return false;
#endif
}

INLINE bool number(walker *w, cursor *c, const char *p, bool with_tree)
{
    keel_json *v = with_tree ? c->slot++ : NULL;

    return LIKELY(number_of_usual_shape(w, p, v, with_tree)) || number_of_any_shape(w, p, v);
}

/* Goes to the end of a string with escapes, whose first is the next entry. NULL: the text is no JSON. */
static const char *closing_quote(walker *w, cursor *c)
{
    for (;;) {
        const char *p;

        if (!ready(w, c)) return NULL;
        p = next(w, c);
        if (*p == '"') return p;
    }
}

static bool is_escape(const walker *w, const char *p)
{
    keel_str rest = { p, (size_t)(w->end - p) };
    size_t at = 0;
    bool alone = false;

    return string_short_escapes[(unsigned char)p[1]] != 0 || string_escape(rest, &at, &alone) != STRING_NO_ESCAPE;
}

static bool check_escapes(walker *w, cursor *c)
{
    for (;;) {
        const char *p;

        if (!ready(w, c)) return false;
        p = next(w, c);
        if (*p == '"') return true;
        if (!is_escape(w, p)) return false;
    }
}

/* In steps of a fixed size, which the compiler does without a call: past `len` in `to`, which has room for it, and in
 * `from`, unless the text ends there. */
INLINE void copy_run(const walker *w, char *to, const char *from, size_t len)
{
    if (UNLIKELY((size_t)(w->end - from) < len + COPY_STEP)) {
        memcpy(to, from, len);
        return;
    }
    for (size_t done = 0; done < len; done += COPY_STEP) memcpy(to + done, from + done, COPY_STEP);
}

/* As string_unescape does, but the escapes need not be looked for: they are the entries up to that of `close`. */
static size_t unescape_indexed(const walker *w, const uint32_t *entry, keel_str raw, char *out, bool *alone)
{
    const char *from = raw.data, *close = raw.data + raw.len;
    char *to = out;

    for (;; entry++) {
        const char *p = w->text + *entry;
        char stands_for;

        if (p < from) continue; /* the second half of a pair */
        copy_run(w, to, from, (size_t)(p - from));
        to += p - from;
        if (p == close) return (size_t)(to - out);
        stands_for = string_short_escapes[(unsigned char)p[1]];
        from = p + 2;
        if (stands_for != 0) {
            *to++ = stands_for;
        } else {
            size_t at = (size_t)(p - raw.data);
            uint32_t c = string_escape(raw, &at, alone);
            if (c == STRING_NO_ESCAPE) return STRING_MALFORMED;
            to += keel_utf8_put(to, c);
            from = raw.data + at;
        }
    }
}

APART bool string_with_escapes(walker *w, cursor *c, const char *open, bool is_name)
{
    const uint32_t *first = c->at;
    size_t scanned = w->scan.at, bad, len;
    const char *close = closing_quote(w, c);
    bool alone = false;
    keel_str raw;
    char *room;

    if (close == NULL) return false;
    raw = (keel_str){ open + 1, (size_t)(close - open) - 1 };
    if (is_name && raw.len > w->name_bytes_max) return false;
    room = tree_bytes(w->tree, raw.len + COPY_STEP);
    if (room == NULL) return false;
    if (w->scan.at == scanned) /* the entries are still there */
        len = unescape_indexed(w, first, raw, room, &alone);
    else
        len = string_unescape(raw, room, &alone, &bad);
    if (len == STRING_MALFORMED || !ready(w, c)) return false;
    *c->slot++ = (keel_json){ json_tag(KEEL_JSON_STRING, len) | (alone ? JSON_FLAG_ALONE : 0), { .text = room } };
    return true;
}

APART bool check_string_with_escapes(walker *w, cursor *c) { return check_escapes(w, c) && ready(w, c); }

/* The string that opens at `p`. */
INLINE bool string(walker *w, cursor *c, const char *p, bool is_name, bool with_tree)
{
    const char *behind = w->text + *c->at;
    uint64_t len = (uint64_t)(behind - p) - 1;

    if (UNLIKELY(*behind != '"')) {
        cursor moved = *c;
        if (!(with_tree ? string_with_escapes(w, &moved, p, is_name) : check_string_with_escapes(w, &moved)))
            return false;
        *c = moved;
        return true;
    }
    c->at++;
    if (!with_tree) return true;
    *c->slot++ = (keel_json){ json_tag(KEEL_JSON_STRING, len) | JSON_FLAG_PLAIN, { .text = p + 1 } };
    return !is_name || LIKELY(len <= w->name_bytes_max);
}

/* A table, and not two questions: every second number may be below 0, and no branch should hang on that. */
static const bool begins_number[256] = {
    ['-'] = true, ['0'] = true, ['1'] = true, ['2'] = true, ['3'] = true, ['4'] = true,
    ['5'] = true, ['6'] = true, ['7'] = true, ['8'] = true, ['9'] = true
};

INLINE bool scalar(walker *w, cursor *c, const char *p, bool with_tree)
{
    if (*p == '"') return string(w, c, p, false, with_tree);
    if (begins_number[(unsigned char)*p]) return number(w, c, p, with_tree);
    switch (*p) {
    case 't': return word(w, c, p, KEEL_STR("true"), json_tag(KEEL_JSON_BOOL, 0) | JSON_FLAG_TRUE, with_tree);
    case 'f': return word(w, c, p, KEEL_STR("false"), json_tag(KEEL_JSON_BOOL, 0), with_tree);
    case 'n': return word(w, c, p, KEEL_STR("null"), json_tag(KEEL_JSON_NULL, 0), with_tree);
    default: return false;
    }
}

/* A text that is one scalar; apart, since in the walk it would only be in the way. */
APART bool walk_scalar(walker *w, cursor *end, const char *p, bool with_tree)
{
    cursor c = *end;

    if (!scalar(w, &c, p, with_tree)) return false;
    *end = c;
    return true;
}

/* ---- containers ------------------------------------------------------------------------------------------- */

INLINE bool open_container(walker *w, cursor *c, bool object, uint64_t *count, bool with_tree)
{
    if (UNLIKELY(w->depth++ == w->rules->depth_max)) return false;
    if (with_tree) {
        json_tree *t = w->tree;
        if (t->open != TREE_OUTSIDE) t->values[t->open].tag += *count << JSON_LENGTH_SHIFT;
        *c->slot = (keel_json){ json_tag(object ? KEEL_JSON_OBJECT : KEEL_JSON_ARRAY, 0), { .span = t->open } };
        t->open = (uint64_t)(c->slot++ - t->values);
        *count = 0;
    } else {
        uint64_t *bits = &w->in_object[w->depth / 64], bit = 1ull << (w->depth % 64);
        *bits = object ? *bits | bit : *bits & ~bit;
    }
    return true;
}

/* One question instead of two: { and [ are the same but for one bit, which } and ] do not share with them. */
INLINE bool opens_container(char c) { return (c | 0x20) == '{'; }

/* What the walk is in once a container has closed. */
typedef enum around { IN_NOTHING, IN_ARRAY, IN_OBJECT } around;

INLINE around close_container(walker *w, const cursor *c, uint64_t *count, bool with_tree)
{
    w->depth--;
    if (with_tree) {
        json_tree *t = w->tree;
        keel_json *v = &t->values[t->open];

        t->open = v->as.span;
        v->as.span = (uint64_t)(c->slot - v);
        v->tag += *count << JSON_LENGTH_SHIFT;
        if (t->open == TREE_OUTSIDE) return IN_NOTHING;
        v = &t->values[t->open];
        *count = json_length(v);
        v->tag = json_tag(json_kind(v), 0);
        return json_kind(v) == KEEL_JSON_OBJECT ? IN_OBJECT : IN_ARRAY;
    }
    if (w->depth == 0) return IN_NOTHING;
    return w->in_object[w->depth / 64] >> (w->depth % 64) & 1 ? IN_OBJECT : IN_ARRAY;
}

/* The states are places in the code: which of them is next is then for the processor to predict, place by place. */
INLINE bool walk(walker *w, cursor *end, const bool with_tree)
{
    cursor c = *end;
    uint64_t count = 0; /* of the innermost open container */
    const char *p;

    if (!ready(w, &c)) return false;
    p = next(w, &c);
    if (*p == '{') goto object;
    if (*p == '[') goto array;
    *end = c;
    return walk_scalar(w, end, p, with_tree);

object:
    if (!open_container(w, &c, true, &count, with_tree) || !ready(w, &c)) return false;
    p = next(w, &c);
    if (*p == '}') goto close;
member:
    count++;
    if (UNLIKELY(*p != '"') || UNLIKELY(!string(w, &c, p, true, with_tree))) return false;
    if (UNLIKELY(*next(w, &c) != ':')) return false;
    p = next(w, &c);
    if (opens_container(*p)) {
        if (*p == '{') goto object;
        goto array;
    }
    if (UNLIKELY(!scalar(w, &c, p, with_tree))) return false;
behind_member:
    if (UNLIKELY(!ready(w, &c))) return false;
    p = next(w, &c);
    if (LIKELY(*p == ',')) {
        p = next(w, &c);
        goto member;
    }
    if (UNLIKELY(*p != '}') || UNLIKELY(with_tree && count > w->rules->members_max)) return false;
    goto close;

array:
    if (!open_container(w, &c, false, &count, with_tree) || !ready(w, &c)) return false;
    p = next(w, &c);
    if (*p == ']') goto close;
element:
    count++;
    if (opens_container(*p)) {
        if (*p == '{') goto object;
        goto array;
    }
    if (UNLIKELY(!scalar(w, &c, p, with_tree))) return false;
behind_element:
    if (UNLIKELY(!ready(w, &c))) return false;
    p = next(w, &c);
    if (LIKELY(*p == ',')) {
        p = next(w, &c);
        goto element;
    }
    if (UNLIKELY(*p != ']')) return false;

close:
    switch (close_container(w, &c, &count, with_tree)) {
    case IN_OBJECT: goto behind_member;
    case IN_ARRAY: goto behind_element;
    case IN_NOTHING: break;
    }
    *end = c;
    return true;
}

APART bool walk_and_check(walker *w, cursor *c) { return walk(w, c, false); }
APART bool walk_and_build(walker *w, cursor *c) { return walk(w, c, true); }

/* ---- the whole text --------------------------------------------------------------------------------------- */

/* Nothing but blanks follows: all entries were used up, those of the text and no copy, and there are no more. */
static bool ends_here(walker *w, cursor *c)
{
    scan *s = &w->scan;

    if (c->at == s->index + s->filled && !scan_ended(s) && !go_on(w, c)) return false;
    return c->at == s->index + s->filled;
}

/* Not at the edges of the text, and not where a number is to be kept as it is written. */
static size_t places_amid(size_t text_len, const json_rules *rules)
{
    size_t edges = DIGITS_BEFORE + DIGITS_BEHIND;

    return rules->minimal || text_len < edges ? 0 : text_len - edges + 1;
}

static bool read(keel_str text, const json_rules *rules, json_tree *tree, keel_buf *out)
{
    walker w;
    cursor c = { .at = w.scan.index, .enough = w.scan.index };

    if (rules->comments || text.len > SCAN_TEXT_BYTES_MAX || text.len == 0) return false;
    w.text = text.data;
    w.end = text.data + text.len;
    w.rules = rules;
    w.name_bytes_max = rules->name_bytes_max;
    w.tree = tree;
    w.out = out;
    w.amid = places_amid(text.len, rules);
    w.depth = 0;
    if (tree != NULL) c.slot = tree->values;
    scan_begin(&w.scan, text);
    if (!(tree == NULL ? walk_and_check(&w, &c) : walk_and_build(&w, &c)) || !ends_here(&w, &c)) return false;
    if (tree != NULL) tree->count = (size_t)(c.slot - tree->values);
    return true;
}

bool fast_read(keel_str text, const json_rules *rules, json_tree *tree) { return read(text, rules, tree, NULL); }

bool fast_minify(keel_str text, const json_rules *rules, keel_buf *out)
{
    size_t before = out->len;

    if (read(text, rules, NULL, out)) return true;
    out->len = before;
    out->failed = KEEL_OK; /* also where the ceiling is near: the plain form asks for no more than it needs */
    return false;
}
