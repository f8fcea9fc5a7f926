/* The writer goes along the row of the tree. Where members are wanted in another order than that of the text, it goes
 * along a list of them instead, which lasts as long as their object is open. The way back is kept in levels, on the
 * heap and not on the stack: a tree may be as deep as its text was.
 *
 * Room is asked for once a value, for the most that it can become; so `at` stays in a register. Near the ceiling of
 * the buffer the most may be too much where the value itself would do: then all is written elsewhere, and copied. */
#include "skills/json/write.h"
#include "skills/json/quote.h"
#include "skills/json/real.h"

#include <math.h>

#define DOUBLE_INTEGER_MAX (1ull << 53) /* up to here an integer is a double, with the same digits */
#define ESCAPED_AT_ONCE    4096u        /* of a long string, since escapes may need six times its room */
#define AROUND             24u          /* bytes around a value (quotes, ": ", a comma, a bracket), and SHORT of it */
#define BYTES_PER_VALUE    8u           /* of usual texts: what is asked for at first */

static_assert(KEEL_JSON_REAL_BYTES_MAX > NATURAL_BYTES_MAX, "the room for a double is room for any number");

/* An open container. */
typedef struct level {
    uint64_t left;       /* elements or members not yet written */
    const keel_json *at; /* the next of them, in the order of the text */
    size_t next, first;  /* in order: the index of the next member in `members`, and of the object's first */
    bool is_object, in_order;
} level;

typedef struct writer {
    const json_style *style;
    keel_buf *out;
    char *end;        /* of the room in `out` */
    keel_str source;  /* what the tree was read from, less the last SHORT bytes: in it SHORT bytes may be read */
    level inner;      /* the innermost open container */
    size_t depth;     /* 0: none is open */
    keel_buf levels;  /* level[], of those around it, and one that stands for the outside */
    keel_buf members; /* member[], of all open objects that are written in order */
    keel_code failed; /* KEEL_E_SYNTAX: refused by style->unique or style->whole */
} writer;

/* ---- room ------------------------------------------------------------------------------------------------------- */

static char *fail(writer *w, keel_code code)
{
    if (w->failed == KEEL_OK) w->failed = code;
    return NULL;
}

static __attribute__((noinline)) char *grow(writer *w, char *at, size_t more)
{
    w->out->len = (size_t)(at - w->out->data);
    at = keel_buf_reserve(w->out, more);
    if (at == NULL) return fail(w, w->out->failed);
    w->end = w->out->data + w->out->size;
    return at;
}

static inline char *room(writer *w, char *at, size_t more)
{
    return (size_t)(w->end - at) >= more ? at : grow(w, at, more);
}

/* ---- scalars ---------------------------------------------------------------------------------------------------- */

#define SHORT 16u

/* Most runs are short, and how short cannot be guessed: where as many may be read, SHORT bytes are copied without
 * asking; elsewhere two pieces that overlap. `at` has room for SHORT bytes. */
static inline char *put_bytes(const writer *w, char *at, keel_str s)
{
    if (s.len > SHORT) {
        memcpy(at, s.data, s.len);
    } else if ((size_t)((uintptr_t)s.data - (uintptr_t)w->source.data) < w->source.len) {
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

static char *put_word(char *at, keel_str word) { return (char *)memcpy(at, word.data, word.len) + word.len; }

static char *put_escaped(writer *w, char *at, const keel_json *v)
{
    keel_str rest = json_str(v);

    if (w->style->whole && (v->tag & JSON_FLAG_ALONE) != 0) return fail(w, KEEL_E_SYNTAX);
    at = room(w, at, AROUND);
    if (at == NULL) return NULL;
    *at++ = '"';
    while (rest.len > 0) {
        keel_str piece = quote_cut(&rest, ESCAPED_AT_ONCE);

        at = room(w, at, quote_room(piece.len) + AROUND);
        if (at == NULL) return NULL;
        at = quote_put(at, piece, w->style->ascii);
    }
    *at++ = '"';
    return at;
}

/* Behind it there is room for AROUND bytes less the quotes. NULL: no room, or refused. */
static inline char *put_string(writer *w, char *at, const keel_json *v)
{
    keel_str s = json_str(v);

    if ((v->tag & JSON_FLAG_PLAIN) == 0 || w->style->ascii) return put_escaped(w, at, v);
    at = room(w, at, s.len + AROUND);
    if (at == NULL) return NULL;
    *at++ = '"';
    at = put_bytes(w, at, s);
    *at++ = '"';
    return at;
}

static char *put_real(char *at, double value, bool doubles)
{
    if (!isfinite(value)) return put_word(at, KEEL_STR("null"));
    if (value == 0 && signbit(value) && !doubles) return put_word(at, KEEL_STR("-0"));
    return at + keel_json_real_text(at, value);
}

static char *put_integer(char *at, const keel_json *v, bool doubles)
{
    bool negative = json_kind(v) == KEEL_JSON_INT && v->as.integer < 0;
    uint64_t n = negative ? 0 - v->as.natural : v->as.natural;

    if (doubles && n > DOUBLE_INTEGER_MAX) return put_real(at, negative ? -(double)n : (double)n, true);
    if (negative) *at++ = '-';
    return natural_put(at, n);
}

static char *put_text(writer *w, char *at, keel_str text)
{
    at = room(w, at, text.len + AROUND);
    return at == NULL ? NULL : put_bytes(w, at, text);
}

static inline char *put_scalar(writer *w, char *at, const keel_json *v)
{
    switch (json_kind(v)) {
    case KEEL_JSON_STRING: return put_string(w, at, v);
    case KEEL_JSON_BIG: return put_text(w, at, json_str(v));
    default: break;
    }
    at = room(w, at, KEEL_JSON_REAL_BYTES_MAX + AROUND);
    if (at == NULL) return NULL;
    switch (json_kind(v)) {
    case KEEL_JSON_BOOL: return put_word(at, keel_json_true(v) ? KEEL_STR("true") : KEEL_STR("false"));
    case KEEL_JSON_INT:
    case KEEL_JSON_UINT: return put_integer(at, v, w->style->doubles);
    case KEEL_JSON_REAL: return put_real(at, v->as.real, w->style->doubles);
    default: return put_word(at, KEEL_STR("null"));
    }
}

/* ---- containers ------------------------------------------------------------------------------------------------- */

/* A new line, indented for the depth that is open, where the style wants lines. */
static char *put_line(writer *w, char *at)
{
    size_t blanks = w->depth * w->style->width;

    at = room(w, at, 1 + blanks + AROUND);
    if (at == NULL) return NULL;
    *at = '\n';
    memset(at + 1, w->style->blank, blanks);
    return at + 1 + blanks;
}

/* Puts the members of `object` in order behind those of the objects around it. */
static bool take_in_order(writer *w, const keel_json *object)
{
    size_t count = (size_t)json_length(object);
    member *list = (member *)(void *)keel_buf_reserve(&w->members, order_room(count) * sizeof *list);

    if (list == NULL) return fail(w, KEEL_E_MEMORY) != NULL;
    if (order_members(object, w->style->order, list)) return true;
    w->inner.in_order = true;
    w->inner.first = w->inner.next = w->members.len / sizeof *list;
    w->inner.left = order_keep_last(list, count);
    if (w->style->unique && w->inner.left < count) return fail(w, KEEL_E_SYNTAX) != NULL;
    w->members.len += (size_t)w->inner.left * sizeof *list;
    return true;
}

/* `v` is not empty. */
static char *open_container(writer *w, char *at, const keel_json *v)
{
    level *around = (level *)(void *)keel_buf_reserve(&w->levels, sizeof *around);

    if (around == NULL) return fail(w, KEEL_E_MEMORY);
    *around = w->inner;
    w->levels.len += sizeof *around;
    w->depth++;
    w->inner = (level){ .left = json_length(v), .at = v + 1, .is_object = json_kind(v) == KEEL_JSON_OBJECT };
    if (w->inner.is_object && w->style->order != ORDER_TEXT && !take_in_order(w, v)) return NULL;
    at = room(w, at, AROUND);
    if (at != NULL) *at++ = w->inner.is_object ? '{' : '[';
    return at;
}

static char *close_container(writer *w, char *at)
{
    char closer = w->inner.is_object ? '}' : ']';

    if (w->inner.in_order) w->members.len = w->inner.first * sizeof(member);
    w->levels.len -= sizeof(level);
    w->inner = *(level *)(void *)(w->levels.data + w->levels.len);
    w->depth--;
    at = w->style->blank == '\0' ? room(w, at, AROUND) : put_line(w, at);
    if (at != NULL) *at++ = closer;
    return at;
}

/* What stands before the next value of the innermost container: a line, a name. `*v` becomes that value. */
static inline char *put_before(writer *w, char *at, const keel_json **v)
{
    const keel_json *next = w->inner.at;

    if (w->inner.in_order) next = ((const member *)(const void *)w->members.data)[w->inner.next++].name;
    w->inner.left--;
    if (w->style->blank != '\0' && (at = put_line(w, at)) == NULL) return NULL;
    if (w->inner.is_object) {
        at = put_string(w, at, next++);
        if (at == NULL) return NULL;
        *at++ = ':';
        if (w->style->blank != '\0') *at++ = ' ';
    }
    w->inner.at = json_behind(next);
    *v = next;
    return at;
}

static char *put_empty(writer *w, char *at, const keel_json *v)
{
    return put_text(w, at, json_kind(v) == KEEL_JSON_OBJECT ? KEEL_STR("{}") : KEEL_STR("[]"));
}

/* Returns the byte behind the text of `v`, or NULL: w->failed tells why. */
static char *put_values(writer *w, char *at, const keel_json *v)
{
    for (;;) {
        if (json_is_container(v) && json_length(v) > 0) {
            at = open_container(w, at, v);
        } else {
            at = json_is_container(v) ? put_empty(w, at, v) : put_scalar(w, at, v);
            while (at != NULL && w->depth > 0 && w->inner.left == 0) at = close_container(w, at);
            if (at == NULL || w->depth == 0) return at;
            *at++ = ',';
        }
        if (at != NULL) at = put_before(w, at, &v);
        if (at == NULL) return NULL;
    }
}

/* Room for what is likely, so that the buffer need not grow by halves; nothing where the ceiling is near. */
static size_t likely(const keel_buf *out, const keel_json *root, keel_str source)
{
    size_t bytes = source.len > 0 ? source.len : (size_t)(json_behind(root) - root) * BYTES_PER_VALUE;

    return bytes < out->bytes_max - out->len ? bytes : 0;
}

static keel_code write_into(keel_buf *out, const keel_json *root, keel_str source, const json_style *style)
{
    writer w = { .style = style,
                 .out = out,
                 .source = { source.data, source.len > SHORT ? source.len - SHORT : 0 },
                 .levels = keel_buf_init(SIZE_MAX, out->memory),
                 .members = keel_buf_init(SIZE_MAX, out->memory) };
    size_t len = out->len;
    char *at = grow(&w, out->data + len, likely(out, root, source) + AROUND);

    if (at != NULL) at = put_values(&w, at, root);
    keel_buf_deinit(&w.levels);
    keel_buf_deinit(&w.members);
    out->len = at == NULL ? len : (size_t)(at - out->data);
    return w.failed;
}

/* Where the room asked for goes past the ceiling, but the text may not. `more` is the most that is asked for and not
 * used, so what does not fit here does not fit there. */
static keel_code write_elsewhere(keel_buf *out, const keel_json *root, keel_str source, const json_style *style)
{
    size_t left = out->bytes_max - out->len, more = quote_room(ESCAPED_AT_ONCE) + KEEL_JSON_REAL_BYTES_MAX + AROUND;
    keel_buf text = keel_buf_init(left > SIZE_MAX - more ? SIZE_MAX : left + more, out->memory);
    keel_code code = write_into(&text, root, source, style);

    out->failed = KEEL_OK;
    if (code == KEEL_OK) keel_buf_add(out, keel_buf_str(&text));
    keel_buf_deinit(&text);
    return code == KEEL_OK ? out->failed : code;
}

keel_code json_write_tree(const keel_json *root, keel_str source, const json_style *style, keel_buf *out,
                          keel_error *err)
{
    keel_code code = keel_buf_check(out, err);

    if (code != KEEL_OK) return code;
    code = write_into(out, root, source, style);
    if (code == KEEL_E_LIMIT) code = write_elsewhere(out, root, source, style);
    if (code == KEEL_E_MEMORY) keel_error_set(err, code, "memory.refused", "the system gave no memory for the result");
    return code == KEEL_E_LIMIT ? keel_buf_check(out, err) : code;
}

keel_code keel_json_write(const keel_json *value, const keel_json_options *options, keel_buf *out, keel_error *err)
{
    static const keel_json nothing = { .tag = KEEL_JSON_NULL };
    bool lines = options != NULL && (options->indent != 0 || options->tabs);
    json_rules rules;
    json_style style;
    keel_code code = json_rules_from(options, &rules, err);

    if (code != KEEL_OK) return code;
    style = (json_style){ .ascii = rules.ascii, .width = rules.indent };
    if (lines) style.blank = ' ';
    if (rules.tabs) {
        style.blank = '\t';
        style.width = 1;
    }
    return json_write_tree(value == NULL ? &nothing : value, KEEL_STR(""), &style, out, err);
}
