/* The same values with other blanks. The text was checked before, so what is read here is known to be well formed;
 * each token is taken over byte by byte, and only what stands between two tokens is decided.
 *
 * A comma is put when the token behind it has come: before a closing bracket it was a trailing one, and goes. */
#include "skills/json/layout.h"
#include "skills/json/fast.h"
#include "skills/json/read.h"
#include "ground/utf8.h"

typedef struct layout {
    keel_str rest;
    const json_rules *rules;
    keel_buf *out;
    bool pretty;
    uint64_t depth;
} layout;

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
static bool is_sign(char c) { return c == '{' || c == '}' || c == '[' || c == ']' || c == ':' || c == ','; }
static bool opens(char c) { return c == '{' || c == '['; }
static bool closes(char c) { return c == '}' || c == ']'; }

static void advance(keel_str *s, size_t bytes)
{
    s->data += bytes;
    s->len -= bytes;
}

/* The bytes of the comment that `s` begins with. */
static size_t comment_len(keel_str s)
{
    size_t at = 2;

    if (s.data[1] == '/') {
        while (at < s.len && s.data[at] != '\n') at++;
        return at;
    }
    while (s.data[at] != '*' || s.data[at + 1] != '/') at++;
    return at + 2;
}

static size_t string_len(keel_str s)
{
    size_t at = 1;

    while (s.data[at] != '"') at += s.data[at] == '\\' ? 2 : 1;
    return at + 1;
}

static size_t word_len(keel_str s)
{
    size_t at = 1;

    while (at < s.len && !is_blank(s.data[at]) && !is_sign(s.data[at]) && s.data[at] != '/') at++;
    return at;
}

/* Cuts the next token off the rest: a sign, a string with its quotes, or a number or word. */
static bool next_token(layout *l, keel_str *token)
{
    for (;;) {
        while (l->rest.len > 0 && is_blank(l->rest.data[0])) advance(&l->rest, 1);
        if (l->rest.len == 0) return false;
        if (l->rest.data[0] != '/') break;
        advance(&l->rest, comment_len(l->rest));
    }
    token->data = l->rest.data;
    token->len = is_sign(token->data[0]) ? 1 : token->data[0] == '"' ? string_len(l->rest) : word_len(l->rest);
    advance(&l->rest, token->len);
    return true;
}

static void put_line(layout *l)
{
    size_t blanks = (size_t)(l->rules->tabs ? l->depth : l->depth * l->rules->indent);
    char *at = keel_buf_reserve(l->out, 1 + blanks);

    if (at == NULL) return;
    at[0] = '\n';
    memset(at + 1, l->rules->tabs ? '\t' : ' ', blanks);
    l->out->len += 1 + blanks;
}

/* What stands between two tokens, of which only the first bytes matter. `before` is 0 for the first. */
static void put_between(layout *l, char before, char next)
{
    if (before == ',' && !closes(next)) keel_buf_add_char(l->out, ',');
    if (opens(before)) l->depth++;
    if (closes(next)) l->depth--;
    if (!l->pretty) return;
    if (closes(next) ? !opens(before) : opens(before) || before == ',') put_line(l);
    if (before == ':') keel_buf_add_char(l->out, ' ');
}

/* All beyond ASCII as \uXXXX, beyond the first plane as a pair of them. */
static void put_ascii(keel_str token, keel_buf *out)
{
    for (size_t at = 0, run; at < token.len && out->failed == KEEL_OK; at += run) {
        for (run = 0; at + run < token.len && (unsigned char)token.data[at + run] < 0x80;) run++;
        keel_buf_add(out, (keel_str){ token.data + at, run });
        at += run;
        run = 0;
        if (at < token.len) {
            uint32_t c = keel_utf8_next(token, &at);
            if (c < 0x10000)
                keel_buf_add_format(out, "\\u%04x", c);
            else
                keel_buf_add_format(out, "\\u%04x\\u%04x", 0xD800 + ((c - 0x10000) >> 10), 0xDC00 + (c & 0x3FF));
        }
    }
}

static void put_value(layout *l)
{
    char before = '\0';
    keel_str token;

    while (l->out->failed == KEEL_OK && next_token(l, &token)) {
        put_between(l, before, token.data[0]);
        before = token.data[0];
        if (before == ',') continue;
        if (l->rules->ascii)
            put_ascii(token, l->out);
        else
            keel_buf_add(l->out, token);
    }
}

void layout_put(keel_str text, const json_rules *rules, bool pretty, keel_buf *out)
{
    layout l = { .rest = text, .rules = rules, .out = out, .pretty = pretty };
    keel_str line;

    if (!rules->lines) {
        put_value(&l);
        return;
    }
    while (keel_json_line(&text, &line)) {
        l.rest = line;
        put_value(&l);
        keel_buf_add_char(out, '\n');
    }
}

/* In one pass with the check, where nothing but blanks goes. */
static bool minify_fast(keel_str text, const json_rules *rules, keel_buf *out)
{
    size_t before = out->len;
    keel_str line;

    if (rules->ascii || rules->strict || json_admit(text, rules, NULL) != KEEL_OK) return false;
    if (!rules->lines) return fast_minify(text, rules, out);
    while (keel_json_line(&text, &line)) {
        if (json_admit(line, rules, NULL) != KEEL_OK || !fast_minify(line, rules, out)) {
            out->len = before;
            return false;
        }
        keel_buf_add_char(out, '\n');
    }
    if (out->failed == KEEL_OK) return true;
    out->len = before;
    out->failed = KEEL_OK;
    return false;
}

static keel_code lay_out(keel_str text, const keel_json_options *options, bool pretty, keel_buf *out, keel_error *err)
{
    size_t before = out->len;
    json_rules rules;
    keel_code code = keel_buf_check(out, err);

    if (code == KEEL_OK) code = json_rules_from(options, &rules, err);
    if (code == KEEL_OK && !pretty && minify_fast(text, &rules, out)) return KEEL_OK;
    if (code == KEEL_OK) code = json_check(text, &rules, err);
    if (code != KEEL_OK) return code;
    if (pretty && layout_put_fast(text, &rules, out)) return KEEL_OK;
    layout_put(text, &rules, pretty, out);
    code = keel_buf_check(out, err);
    if (code == KEEL_OK) return KEEL_OK;
    out->len = before;
    out->failed = KEEL_OK; /* the failure was told, and the buffer is as it was */
    return code;
}

keel_code keel_json_minify(keel_str text, const keel_json_options *options, keel_buf *out, keel_error *err)
{
    return lay_out(text, options, false, out, err);
}

keel_code keel_json_format(keel_str text, const keel_json_options *options, keel_buf *out, keel_error *err)
{
    return lay_out(text, options, true, out, err);
}
