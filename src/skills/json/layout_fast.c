/* The pretty form along the index of the scan (scan.h): what stands between two entries is taken over in one go, and
 * a line with its indentation is one copy too. Three to seven times as fast as the plain form
 * (bench/json_write). */
#include "skills/json/layout.h"
#include "skills/json/json.h"
#include "skills/json/scan.h"

#define COPY_STEP   32u
#define AROUND      (2 * COPY_STEP) /* of room at every step: signs, a short line, and what a copy writes too much */
#define LINE_BLANKS (COPY_STEP - 1) /* of a line that is copied in one step */

typedef struct walker {
    const char *text, *end;
    const uint32_t *entry, *enough; /* from `enough` on, there may be no entry behind this one */
    keel_buf *out;
    char *room_end;
    size_t depth, width; /* blanks a level */
    char blank;
    char line[COPY_STEP]; /* a new line and as many blanks as fit */
    scan scan;
} walker;

static __attribute__((noinline)) char *grow(walker *w, char *at, size_t more)
{
    w->out->len = (size_t)(at - w->out->data);
    at = keel_buf_reserve(w->out, more);
    w->room_end = w->out->data + w->out->size;
    return at;
}

static inline char *room(walker *w, char *at, size_t more)
{
    return (size_t)(w->room_end - at) >= more ? at : grow(w, at, more);
}

/* Moves what is left of the index to its front and scans on, until an entry and the one behind it are there. */
static __attribute__((noinline)) bool go_on(walker *w)
{
    scan *s = &w->scan;
    size_t left = (size_t)(s->index + s->filled - w->entry);

    if (scan_ended(s)) return left > 0;
    memmove(s->index, w->entry, left * sizeof *s->index);
    do {
        if (!scan_more(s, left, NULL)) return false;
        left = s->filled;
    } while (left < 2 && !scan_ended(s));
    w->entry = s->index;
    w->enough = s->index + (scan_ended(s) ? left : left - 1);
    return left > 0;
}

/* Is there an entry? Another follows it, which is the same one where the text ends. */
static inline bool ready(walker *w) { return w->entry < w->enough || go_on(w); }

static inline char *put_bytes(walker *w, char *at, const char *from, size_t len)
{
    at = room(w, at, len + AROUND);
    if (at == NULL) return NULL;
    if (len > COPY_STEP || (size_t)(w->end - from) < COPY_STEP)
        memcpy(at, from, len);
    else
        memcpy(at, from, COPY_STEP);
    return at + len;
}

static inline char *put_line(walker *w, char *at)
{
    size_t blanks = w->depth * w->width;

    if (blanks <= LINE_BLANKS) {
        memcpy(at, w->line, COPY_STEP);
        return room(w, at + 1 + blanks, AROUND);
    }
    at = room(w, at, 1 + blanks + AROUND);
    if (at == NULL) return NULL;
    *at = '\n';
    memset(at + 1, w->blank, blanks);
    return at + 1 + blanks;
}

/* The string that opens at `open`; escapes have entries before the closing quote's. */
static char *put_string(walker *w, char *at, const char *open)
{
    const char *p;

    do {
        if (!ready(w)) return NULL;
        p = w->text + *w->entry++;
    } while (*p != '"');
    return put_bytes(w, at, open, (size_t)(p + 1 - open));
}

static char *put_scalar(walker *w, char *at, const char *p)
{
    const char *behind = w->text + *w->entry;

    if (behind == p) behind = w->end; /* the last entry */
    while (behind[-1] <= ' ') behind--;
    return put_bytes(w, at, p, (size_t)(behind - p));
}

static char *put_opener(walker *w, char *at, char opener)
{
    char next = w->text[*w->entry];

    *at++ = opener;
    if (next == '}' || next == ']') {
        w->entry++;
        *at++ = next;
        return room(w, at, AROUND);
    }
    w->depth++;
    return put_line(w, at);
}

/* Before each entry there is room for AROUND, less the few signs since the last line, string or scalar. */
static char *put_value(walker *w, char *at)
{
    while (at != NULL && ready(w)) {
        const char *p = w->text + *w->entry++;

        switch (*p) {
        case '"': at = put_string(w, at, p); break;
        case '{':
        case '[': at = put_opener(w, at, *p); break;
        case '}':
        case ']':
            w->depth--;
            at = put_line(w, at);
            if (at != NULL) *at++ = *p;
            break;
        case ',':
            *at++ = ',';
            at = put_line(w, at);
            break;
        case ':':
            *at++ = ':';
            *at++ = ' ';
            break;
        default: at = put_scalar(w, at, p);
        }
    }
    return at;
}

static bool format(walker *w, keel_str text)
{
    char *at = keel_buf_reserve(w->out, AROUND);

    if (at == NULL || text.len > SCAN_TEXT_BYTES_MAX) return false;
    w->room_end = w->out->data + w->out->size;
    w->text = text.data;
    w->end = text.data + text.len;
    w->depth = 0;
    scan_begin(&w->scan, text);
    w->entry = w->enough = w->scan.index;
    at = put_value(w, at);
    if (at == NULL || w->entry != w->scan.index + w->scan.filled) return false;
    w->out->len = (size_t)(at - w->out->data);
    return true;
}

static bool format_all(walker *w, keel_str text, bool lines)
{
    keel_str line;

    if (!lines) return format(w, text);
    while (keel_json_line(&text, &line)) {
        if (!format(w, line)) return false;
        keel_buf_add_char(w->out, '\n');
    }
    return w->out->failed == KEEL_OK;
}

bool layout_put_fast(keel_str text, const json_rules *rules, keel_buf *out)
{
    size_t before = out->len, likely = text.len + text.len / 2;
    walker w;

    if (rules->comments || rules->ascii) return false;
    w.out = out;
    w.blank = rules->tabs ? '\t' : ' ';
    w.width = rules->tabs ? 1 : rules->indent;
    w.line[0] = '\n';
    memset(w.line + 1, w.blank, LINE_BLANKS);
    if (likely < out->bytes_max - before) (void)keel_buf_reserve(out, likely); /* refused: see below */
    if (format_all(&w, text, rules->lines)) return true;
    out->len = before;
    out->failed = KEEL_OK; /* also where the ceiling is near: the plain form asks for no more than it needs */
    return false;
}
