/* The writer goes along the row of the tree. Where members are wanted in another order than that of the text, it goes
 * along a list of them instead, which lasts as long as their object is open. The way back is kept in levels, on the
 * heap and not on the stack: a tree may be as deep as its text was. */
#include "skills/json/write.h"
#include "skills/json/quote.h"
#include "skills/json/real.h"

#include <math.h>

#define DOUBLE_INTEGER_MAX (1ull << 53) /* up to here an integer is a double, with the same digits */

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
    keel_buf levels;  /* level[], the innermost last */
    keel_buf members; /* member[], of all open objects that are written in order */
    bool refused;     /* by style->unique or style->whole */
} writer;

/* ---- scalars -------------------------------------------------------------------------------------------------- */

static void add_real(keel_buf *out, double value, bool doubles)
{
    char *at = keel_buf_reserve(out, KEEL_JSON_REAL_BYTES_MAX);

    if (at == NULL) return;
    if (!isfinite(value))
        keel_buf_add(out, KEEL_STR("null"));
    else if (value == 0 && signbit(value) && !doubles)
        keel_buf_add(out, KEEL_STR("-0"));
    else
        out->len += keel_json_real_text(at, value);
}

static void add_natural(keel_buf *out, bool negative, uint64_t n)
{
    char *at = keel_buf_reserve(out, 1 + NATURAL_BYTES_MAX), *behind = at;

    if (at == NULL) return;
    if (negative) *behind++ = '-';
    out->len += (size_t)(natural_put(behind, n) - at);
}

static void add_integer(writer *w, const keel_json *v)
{
    bool negative = json_kind(v) == KEEL_JSON_INT && v->as.integer < 0;
    uint64_t n = negative ? 0 - v->as.natural : v->as.natural;

    if (w->style->doubles && n > DOUBLE_INTEGER_MAX)
        add_real(w->out, negative ? -(double)n : (double)n, true);
    else
        add_natural(w->out, negative, n);
}

static void add_string(writer *w, const keel_json *v)
{
    if (w->style->whole && (v->tag & JSON_FLAG_ALONE) != 0) w->refused = true;
    quote_value(v, w->style->ascii, w->out);
}

static void add_scalar(writer *w, const keel_json *v)
{
    switch (keel_json_kind_of(v)) {
    case KEEL_JSON_BOOL: keel_buf_add(w->out, keel_json_true(v) ? KEEL_STR("true") : KEEL_STR("false")); return;
    case KEEL_JSON_INT:
    case KEEL_JSON_UINT: add_integer(w, v); return;
    case KEEL_JSON_REAL: add_real(w->out, v->as.real, w->style->doubles); return;
    case KEEL_JSON_BIG: keel_buf_add(w->out, json_str(v)); return;
    case KEEL_JSON_STRING: add_string(w, v); return;
    default: keel_buf_add(w->out, KEEL_STR("null")); return;
    }
}

/* ---- containers ----------------------------------------------------------------------------------------------- */

static size_t depth(const writer *w) { return w->levels.len / sizeof(level); }

static level *innermost(const writer *w) { return (level *)(void *)w->levels.data + depth(w) - 1; }

static void add_line(writer *w)
{
    size_t blanks = depth(w) * w->style->width;
    char *at;

    if (w->style->blank == '\0') return;
    at = keel_buf_reserve(w->out, 1 + blanks);
    if (at == NULL) return;
    *at = '\n';
    memset(at + 1, w->style->blank, blanks);
    w->out->len += 1 + blanks;
}

/* Puts the members of `object` in order behind those of the objects around it. */
static bool take_in_order(writer *w, const keel_json *object, level *opened)
{
    size_t count = (size_t)json_length(object);
    member *room = (member *)(void *)keel_buf_reserve(&w->members, order_room(count) * sizeof *room);

    if (room == NULL) return false;
    opened->in_order = true;
    opened->first = opened->next = w->members.len / sizeof *room;
    order_sort(object, w->style->order, room);
    opened->left = order_keep_last(room, count);
    w->refused |= w->style->unique && opened->left < count;
    w->members.len += (size_t)opened->left * sizeof *room;
    return true;
}

static bool open_container(writer *w, const keel_json *v)
{
    level opened = { .left = json_length(v), .at = v + 1, .is_object = json_kind(v) == KEEL_JSON_OBJECT };
    level *room;

    keel_buf_add_char(w->out, opened.is_object ? '{' : '[');
    if (opened.is_object && !order_stands(v, w->style->order) && !take_in_order(w, v, &opened)) return false;
    room = (level *)(void *)keel_buf_reserve(&w->levels, sizeof opened);
    if (room == NULL) return false;
    *room = opened;
    w->levels.len += sizeof opened;
    return true;
}

static void close_containers(writer *w)
{
    while (depth(w) > 0 && innermost(w)->left == 0) {
        const level *l = innermost(w);
        char closer = l->is_object ? '}' : ']';

        if (l->in_order) w->members.len = l->first * sizeof(member);
        w->levels.len -= sizeof *l;
        add_line(w);
        keel_buf_add_char(w->out, closer);
    }
}

/* The name, where there is one, and then the value that comes next in the innermost container. */
static const keel_json *next_value(writer *w)
{
    level *l = innermost(w);
    const keel_json *v = l->at;

    if (l->in_order) v = ((const member *)(const void *)w->members.data)[l->next++].name;
    l->left--;
    add_line(w);
    if (l->is_object) {
        add_string(w, v++);
        keel_buf_add(w->out, w->style->blank == '\0' ? KEEL_STR(":") : KEEL_STR(": "));
    }
    l->at = l->in_order ? NULL : json_behind(v);
    return v;
}

static bool write_values(writer *w, const keel_json *v)
{
    for (;;) {
        bool opens = json_is_container(v) && json_length(v) > 0;

        if (opens && !open_container(w, v)) return false;
        if (!opens && json_is_container(v))
            keel_buf_add(w->out, json_kind(v) == KEEL_JSON_OBJECT ? KEEL_STR("{}") : KEEL_STR("[]"));
        else if (!opens)
            add_scalar(w, v);
        if (!opens) close_containers(w);
        if (w->refused || depth(w) == 0 || w->out->failed != KEEL_OK) return true;
        if (!opens) keel_buf_add_char(w->out, ',');
        v = next_value(w);
    }
}

keel_code json_write_tree(const keel_json *root, const json_style *style, keel_buf *out, keel_error *err)
{
    size_t len = out->len;
    writer w = { .style = style,
                 .out = out,
                 .levels = keel_buf_init(SIZE_MAX, out->memory),
                 .members = keel_buf_init(SIZE_MAX, out->memory) };
    bool had_room = write_values(&w, root);
    keel_code code = keel_buf_check(out, err);

    keel_buf_deinit(&w.levels);
    keel_buf_deinit(&w.members);
    if (code == KEEL_OK && !had_room)
        code = keel_error_set(err, KEEL_E_MEMORY, "memory.refused", "no memory for putting names in order");
    if (code == KEEL_OK && w.refused) code = KEEL_E_SYNTAX;
    if (code != KEEL_OK) out->len = len;
    return code;
}

keel_code keel_json_write(const keel_json *value, const keel_json_options *options, keel_buf *out, keel_error *err)
{
    static const keel_json nothing = { .tag = KEEL_JSON_NULL };
    bool lines = options != NULL && (options->indent != 0 || options->tabs);
    json_rules rules;
    keel_code code = json_rules_from(options, &rules, err);

    if (code != KEEL_OK) return code;
    return json_write_tree(value == NULL ? &nothing : value,
                           &(json_style){ .ascii = rules.ascii,
                                          .blank = !lines       ? '\0'
                                                   : rules.tabs ? '\t'
                                                                : ' ',
                                          .width = rules.tabs ? 1 : rules.indent },
                           out, err);
}
