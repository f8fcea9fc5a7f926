/* The writer goes along the row of the tree. Where members are wanted in another order than that of the text, it goes
 * along a list of them instead, which lasts as long as their object is open. The way back is kept in levels, on the
 * heap and not on the stack: a tree may be as deep as its text was.
 *
 * One function, compiled three times: for the order of the text, for another order, and for all that a style can ask.
 * What changes with each value is in its locals, for whatever is written through a char pointer may, as far as the
 * compiler knows, change everything else.
 *
 * Room is asked for once a value, for the most that it can become. Near the ceiling of the buffer the most may be too
 * much where the value itself would do: then all is written elsewhere, and copied. */
#include "skills/json/write.h"
#include "skills/json/quote.h"
#include "skills/json/real.h"

#include <math.h>

#define DOUBLE_INTEGER_MAX (1ull << 53) /* up to here an integer is a double, with the same digits */
#define ESCAPED_AT_ONCE    4096u        /* of a long string, since escapes may need six times its room */
#define AROUND             24u          /* bytes around a value (quotes, ": ", a comma, a bracket), and SHORT of it */
#define BYTES_PER_NUMBER   16u          /* and its comma: a guess, where there are no strings to go by */

#define LIKELY(fact)       __builtin_expect((fact), 1)
#define INLINE             static inline __attribute__((always_inline))

static_assert(KEEL_JSON_REAL_BYTES_MAX > NATURAL_BYTES_MAX, "the room for a double is room for any number");

/* An open container. */
typedef struct level {
    uint64_t left;       /* elements or members not yet written */
    const keel_json *at; /* the next of them, in the order of the text */
    size_t next, first;  /* in order: the index of the next member in `members`, and of the object's first */
    bool is_object, in_order;
} level;

/* Where the next byte goes, and the end of the room. */
typedef struct cursor {
    char *at, *end;
} cursor;

typedef struct writer {
    const json_style *style;
    keel_buf *out;
    keel_str source;  /* a part of what the tree was read from, less its last SHORT bytes: there SHORT may be read */
    size_t depth;     /* 0: no container is open */
    keel_buf levels;  /* level[], of the containers around the innermost, and one that stands for the outside */
    keel_buf members; /* member[], of all open objects that are written in order */
    keel_code failed; /* KEEL_E_SYNTAX: refused by style->unique or style->whole */
} writer;

/* ---- room ------------------------------------------------------------------------------------------------------- */

static bool fail(writer *w, keel_code code)
{
    if (w->failed == KEEL_OK) w->failed = code;
    return false;
}

static bool ask(writer *w, cursor *c, size_t more)
{
    c->at = keel_buf_reserve(w->out, more);
    if (c->at == NULL) return fail(w, w->out->failed);
    c->end = w->out->data + w->out->size;
    return true;
}

static __attribute__((noinline)) bool grow(writer *w, cursor *c, size_t more)
{
    w->out->len = (size_t)(c->at - w->out->data);
    return ask(w, c, more);
}

/* A cursor whose address is given away leaves the registers: so a copy of it is. */
INLINE bool room(writer *w, cursor *c, size_t more)
{
    cursor moved;

    if (LIKELY((size_t)(c->end - c->at) >= more)) return true;
    moved = *c;
    if (!grow(w, &moved, more)) return false;
    *c = moved;
    return true;
}

/* ---- scalars ---------------------------------------------------------------------------------------------------- */

#define SHORT 16u

/* Most runs are short, and how short cannot be guessed: where as many may be read, SHORT bytes are copied without
 * asking; elsewhere two pieces that overlap. `at` has room for SHORT bytes. */
INLINE char *put_bytes(const writer *w, char *at, keel_str s)
{
    if (s.len > 2 * SHORT) {
        memcpy(at, s.data, s.len);
    } else if (s.len >= SHORT) {
        memcpy(at, s.data, SHORT);
        memcpy(at + s.len - SHORT, s.data + s.len - SHORT, SHORT);
    } else if (LIKELY((size_t)((uintptr_t)s.data - (uintptr_t)w->source.data) < w->source.len)) {
        memcpy(at, s.data, SHORT);
    } else if (s.len >= 8) {
        memcpy(at, s.data, 8);
        memcpy(at + s.len - 8, s.data + s.len - 8, 8);
    } else if (s.len >= 4) {
        memcpy(at, s.data, 4);
        memcpy(at + s.len - 4, s.data + s.len - 4, 4);
    } else {
        for (size_t i = 0; i < s.len; i++) at[i] = s.data[i];
    }
    return at + s.len;
}

static __attribute__((noinline)) bool put_escaped(writer *w, cursor *c, const keel_json *v)
{
    keel_str rest = json_str(v);

    if (w->style->whole && (v->tag & JSON_FLAG_ALONE) != 0) return fail(w, KEEL_E_SYNTAX);
    if (!room(w, c, AROUND)) return false;
    *c->at++ = '"';
    while (rest.len > 0) {
        keel_str piece = quote_cut(&rest, ESCAPED_AT_ONCE);

        if (!room(w, c, quote_room(piece.len) + AROUND)) return false;
        c->at = quote_put(c->at, piece, w->style->ascii);
    }
    *c->at++ = '"';
    return true;
}

/* Behind it there is room for AROUND bytes less the quotes. */
INLINE bool put_string(writer *w, cursor *c, const keel_json *v, const bool styled)
{
    keel_str s = json_str(v);

    if ((v->tag & JSON_FLAG_PLAIN) == 0 || (styled && w->style->ascii)) {
        cursor moved = *c;
        if (!put_escaped(w, &moved, v)) return false;
        *c = moved;
        return true;
    }
    if (!room(w, c, s.len + AROUND)) return false;
    *c->at++ = '"';
    c->at = put_bytes(w, c->at, s);
    *c->at++ = '"';
    return true;
}

static char *put_real(char *at, double value, bool doubles)
{
    if (!isfinite(value)) return (char *)memcpy(at, "null", 4) + 4;
    if (value == 0 && signbit(value) && !doubles) return (char *)memcpy(at, "-0", 2) + 2;
    return at + keel_json_real_text(at, value);
}

static char *put_integer(char *at, const keel_json *v, bool doubles)
{
    bool negative = json_kind(v) == KEEL_JSON_INT && v->as.integer < 0;
    uint64_t n = negative ? 0 - v->as.natural : v->as.natural;

    if (doubles && n > DOUBLE_INTEGER_MAX) return put_real(at, negative ? -(double)n : (double)n, true);
    *at = '-';
    return natural_put(at + negative, n);
}

/* Which of the three it is cannot be guessed, and is no branch. */
INLINE char *put_word(char *at, const keel_json *v)
{
    static const char words[][8] = { "null", "false", "true" };
    static_assert(KEEL_JSON_NULL == 0 && KEEL_JSON_BOOL == 1 && JSON_FLAG_TRUE == 0x100, "words[] goes by these");
    size_t which = (size_t)((v->tag & 0xFF) + (v->tag >> 8 & 1));

    memcpy(at, words[which], 8);
    return at + 4 + (which == 1);
}

INLINE bool put_scalar(writer *w, cursor *c, const keel_json *v, const bool styled)
{
    keel_json_kind kind = json_kind(v);

    if (kind == KEEL_JSON_STRING) return put_string(w, c, v, styled);
    if (kind == KEEL_JSON_BIG) {
        if (!room(w, c, (size_t)json_length(v) + AROUND)) return false;
        c->at = put_bytes(w, c->at, json_str(v));
        return true;
    }
    if (!room(w, c, KEEL_JSON_REAL_BYTES_MAX + AROUND)) return false;
    if (kind <= KEEL_JSON_BOOL)
        c->at = put_word(c->at, v);
    else if (kind == KEEL_JSON_REAL)
        c->at = put_real(c->at, v->as.real, w->style->doubles);
    else
        c->at = put_integer(c->at, v, w->style->doubles);
    return true;
}

/* ---- containers ------------------------------------------------------------------------------------------------- */

/* A new line, indented for the depth that is open. */
static bool put_line(writer *w, cursor *c)
{
    size_t blanks = w->depth * w->style->width;

    if (!room(w, c, 1 + blanks + AROUND)) return false;
    *c->at = '\n';
    memset(c->at + 1, w->style->blank, blanks);
    c->at += 1 + blanks;
    return true;
}

INLINE bool put_styled_line(writer *w, cursor *c)
{
    cursor moved = *c;

    if (w->style->blank == '\0') return true;
    if (!put_line(w, &moved)) return false;
    *c = moved;
    return true;
}

/* Puts the members of `object` in order behind those of the objects around it. */
static bool take_in_order(writer *w, const keel_json *object, level *in)
{
    size_t count = (size_t)json_length(object);
    member *list = (member *)(void *)keel_buf_reserve(&w->members, order_room(count) * sizeof *list);

    if (list == NULL) return fail(w, KEEL_E_MEMORY);
    if (order_members(object, w->style->order, w->source, list)) return true;
    in->in_order = true;
    in->first = in->next = w->members.len / sizeof *list;
    in->left = order_keep_last(list, count);
    if (w->style->unique && in->left < count) return fail(w, KEEL_E_SYNTAX);
    w->members.len += (size_t)in->left * sizeof *list;
    return true;
}

/* Goes into `v`, which is not empty; what it was in before waits in w->levels. */
INLINE bool open_container(writer *w, cursor *c, level *in, const keel_json *v, const bool ordered)
{
    level inner = { .left = json_length(v), .at = v + 1, .is_object = json_kind(v) == KEEL_JSON_OBJECT };
    level *around = (level *)(void *)keel_buf_reserve(&w->levels, sizeof *around);

    if (around == NULL) return fail(w, KEEL_E_MEMORY);
    *around = *in;
    w->levels.len += sizeof *around;
    w->depth++;
    if (ordered && inner.is_object && w->style->order != ORDER_TEXT && !take_in_order(w, v, &inner)) return false;
    if (!room(w, c, AROUND)) return false;
    *c->at++ = inner.is_object ? '{' : '[';
    *in = inner;
    return true;
}

INLINE bool close_container(writer *w, cursor *c, level *in, const bool ordered, const bool styled)
{
    char closer = in->is_object ? '}' : ']';

    if (ordered && in->in_order) w->members.len = in->first * sizeof(member);
    w->levels.len -= sizeof(level);
    *in = *(level *)(void *)(w->levels.data + w->levels.len);
    w->depth--;
    if (!room(w, c, AROUND) || (styled && !put_styled_line(w, c))) return false;
    *c->at++ = closer;
    return true;
}

/* What stands before the next value of the innermost container: a line, a name. `*v` becomes that value. */
INLINE bool put_before(writer *w, cursor *c, level *in, const keel_json **v, const bool ordered, const bool styled)
{
    const keel_json *next = in->at;

    if (ordered && in->in_order) next = ((const member *)(const void *)w->members.data)[in->next++].name;
    in->left--;
    if (styled && !put_styled_line(w, c)) return false;
    if (in->is_object) {
        if (!put_string(w, c, next++, styled)) return false;
        *c->at++ = ':';
        if (styled && w->style->blank != '\0') *c->at++ = ' ';
    }
    in->at = json_behind(next);
    *v = next;
    return true;
}

INLINE bool put_leaf(writer *w, cursor *c, const keel_json *v, const bool styled)
{
    if (!json_is_container(v)) return put_scalar(w, c, v, styled);
    if (!room(w, c, AROUND)) return false;
    memcpy(c->at, json_kind(v) == KEEL_JSON_OBJECT ? "{}" : "[]", 2);
    c->at += 2;
    return true;
}

/* The text of `v`, and *to moves behind it. False: w->failed tells why. */
INLINE bool put_values(writer *w, cursor *to, const keel_json *v, const bool ordered, const bool styled)
{
    cursor c = *to;
    level in = { 0 };

    for (;;) {
        if (json_is_container(v) && json_length(v) > 0) {
            if (!open_container(w, &c, &in, v, ordered)) return false;
        } else {
            if (!put_leaf(w, &c, v, styled)) return false;
            while (in.left == 0 && w->depth > 0)
                if (!close_container(w, &c, &in, ordered, styled)) return false;
            if (in.left == 0) break;
            *c.at++ = ',';
        }
        if (!put_before(w, &c, &in, &v, ordered, styled)) return false;
    }
    *to = c;
    return true;
}

static bool put_in_text_order(writer *w, cursor *c, const keel_json *v) { return put_values(w, c, v, false, false); }
static bool put_ordered(writer *w, cursor *c, const keel_json *v) { return put_values(w, c, v, true, false); }
static bool put_styled(writer *w, cursor *c, const keel_json *v) { return put_values(w, c, v, true, true); }

static bool put_root(writer *w, cursor *c, const keel_json *root)
{
    if (w->style->blank != '\0' || w->style->ascii) return put_styled(w, c, root);
    return w->style->order == ORDER_TEXT ? put_in_text_order(w, c, root) : put_ordered(w, c, root);
}

/* ---- the whole tree --------------------------------------------------------------------------------------------- */

/* Does its text lie in the source? */
static bool is_of_source(const keel_json *v)
{
    return (v->tag & JSON_FLAG_PLAIN) != 0 || json_kind(v) == KEEL_JSON_BIG;
}

/* From the first such text to the last: they stand in the order of the row. `values` are the first to the last. */
static keel_str source_of(const keel_json *root, size_t *values)
{
    const keel_json *first = root, *behind = json_behind(root), *last = behind;

    while (first < behind && !is_of_source(first)) first++;
    while (last > first && !is_of_source(last - 1)) last--;
    *values = (size_t)(last - first);
    if (*values == 0) return KEEL_STR("");
    last--;
    return (keel_str){ first->as.text, (size_t)(last->as.text - first->as.text) + (size_t)json_length(last) };
}

/* Room for what is likely, so that the buffer need not grow by halves: if all of the tree is as what is known of its
 * source. Nothing where the ceiling is near. */
static size_t likely(const keel_buf *out, const keel_json *root, keel_str source, size_t values)
{
    size_t all = (size_t)(json_behind(root) - root), most = source.len + all * BYTES_PER_NUMBER, bytes = most;

    if (values > 0) bytes = (size_t)((double)source.len * (double)all / (double)values);
    if (bytes > most) bytes = most;
    return bytes < out->bytes_max - out->len ? bytes : 0;
}

static keel_code write_into(keel_buf *out, const keel_json *root, const json_style *style)
{
    size_t len = out->len, values;
    keel_str source = source_of(root, &values);
    writer w = { .style = style,
                 .out = out,
                 .source = { source.data, source.len > SHORT ? source.len - SHORT : 0 },
                 .levels = keel_buf_init(SIZE_MAX, out->memory),
                 .members = keel_buf_init(SIZE_MAX, out->memory) };
    cursor c;
    bool done = ask(&w, &c, likely(out, root, source, values) + AROUND) && put_root(&w, &c, root);

    keel_buf_deinit(&w.levels);
    keel_buf_deinit(&w.members);
    out->len = done ? (size_t)(c.at - out->data) : len;
    return w.failed;
}

/* Where the room asked for goes past the ceiling, but the text may not. `more` is the most that is asked for and not
 * used, so what does not fit here does not fit there. */
static keel_code write_elsewhere(keel_buf *out, const keel_json *root, const json_style *style)
{
    size_t left = out->bytes_max - out->len, more = quote_room(ESCAPED_AT_ONCE) + KEEL_JSON_REAL_BYTES_MAX + AROUND;
    keel_buf text = keel_buf_init(left > SIZE_MAX - more ? SIZE_MAX : left + more, out->memory);
    keel_code code = write_into(&text, root, style);

    out->failed = KEEL_OK;
    if (code == KEEL_OK) keel_buf_add(out, keel_buf_str(&text));
    keel_buf_deinit(&text);
    return code == KEEL_OK ? out->failed : code;
}

keel_code json_write_tree(const keel_json *root, const json_style *style, keel_buf *out, keel_error *err)
{
    keel_code code = keel_buf_check(out, err);

    if (code != KEEL_OK) return code;
    code = write_into(out, root, style);
    if (code == KEEL_E_LIMIT) code = write_elsewhere(out, root, style);
    if (code == KEEL_E_LIMIT || code == KEEL_E_MEMORY) {
        out->failed = code;
        (void)keel_buf_check(out, err);
    }
    out->failed = KEEL_OK; /* the failure was told, and the buffer is as it was */
    return code;
}

keel_code keel_json_write(const keel_json *value, const keel_json_options *options, keel_buf *out, keel_error *err)
{
    static const keel_json nothing = { .tag = KEEL_JSON_NULL };
    json_rules rules;
    json_style style;
    keel_code code = json_rules_from(options, &rules, err);

    if (code != KEEL_OK) return code;
    style = (json_style){ .ascii = rules.ascii, .width = rules.indent };
    if (rules.spread) style.blank = ' ';
    if (rules.tabs) {
        style.blank = '\t';
        style.width = 1;
    }
    return json_write_tree(value == NULL ? &nothing : value, &style, out, err);
}
