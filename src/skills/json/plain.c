/* The plain reader: a byte, a decision, and the words for what is wrong.
 *
 *            +------------------- , ------------------+
 *            v                                        |
 *     NAME -----> "name" : --> VALUE --> (scalar) --> BEHIND --> ] or } --> BEHIND ... --> end of text
 *      ^                         |                    |
 *      +----------- { ----- or --+-- [ --> VALUE      +-- , in an object --> NAME
 *
 * Which container is open is one bit a level, so a text that is only checked needs no memory at all. */
#include "skills/json/number.h"
#include "skills/json/read.h"
#include "skills/json/string.h"
#include "ground/utf8.h"

#include <stdio.h>

enum expected { VALUE, VALUE_OR_END, NAME, NAME_OR_END, BEHIND };

typedef struct reader {
    keel_str text; /* up to the first byte that is not UTF-8 */
    size_t at;
    const json_rules *rules;
    json_tree *tree; /* NULL: only checking */
    keel_error *err;
    bool ran_out; /* what broke did so because the text ended */
    uint32_t depth;
    uint64_t in_object[JSON_DEPTH_WORDS]; /* bit `depth`: the container at that depth is an object */
} reader;

static bool is_object(const reader *r) { return r->in_object[r->depth / 64] >> (r->depth % 64) & 1; }

static bool at_end(const reader *r) { return r->at == r->text.len; }

static bool next_is(const reader *r, char c) { return !at_end(r) && r->text.data[r->at] == c; }

/* ---- what is wrong --------------------------------------------------------------------------------------- */

/* "'x'", "the byte 0x07", "the end of the text". */
static void name_what_is_there(const reader *r, char *out, size_t size)
{
    size_t len = 1;

    if (at_end(r)) {
        snprintf(out, size, "the end of the text");
        return;
    }
    while (r->at + len < r->text.len && ((unsigned char)r->text.data[r->at + len] & 0xC0) == 0x80) len++;
    if ((unsigned char)r->text.data[r->at] < 0x20 || r->text.data[r->at] == 0x7F)
        snprintf(out, size, "the byte 0x%02x", (unsigned char)r->text.data[r->at]);
    else
        snprintf(out, size, "'%.*s'", (int)len, r->text.data + r->at);
}

static keel_code unexpected(reader *r, const char *wanted)
{
    char found[32];

    r->ran_out = at_end(r);
    name_what_is_there(r, found, sizeof found);
    keel_error_set(r->err, KEEL_E_SYNTAX, "json.syntax", "expected %s, found %s", wanted, found);
    return KEEL_E_SYNTAX;
}

#define CUT_OFF     "the text seems to be cut off: look at where it comes from"
#define NO_COMMENTS "take the comment out, or allow comments (option 'comments')"

/* The last byte before `at` that is no blank; 0 if there is none. */
static char byte_before(const reader *r)
{
    size_t at = r->at;

    while (at > 0 && strchr(" \t\n\r", r->text.data[at - 1]) != NULL && r->text.data[at - 1] != '\0') at--;
    return at == 0 ? '\0' : r->text.data[at - 1];
}

/* What people write instead of JSON, and what to do about it. */
static keel_code unexpected_value(reader *r, const char *wanted)
{
    keel_str rest = { r->text.data + r->at, r->text.len - r->at };

    unexpected(r, wanted);
    if (next_is(r, '\''))
        keel_error_mend(r->err, "write strings and names in double quotes");
    else if (next_is(r, '/') || next_is(r, '#'))
        keel_error_mend(r->err, NO_COMMENTS);
    else if ((next_is(r, ']') || next_is(r, '}')) && byte_before(r) == ',')
        keel_error_mend(r->err, "take the comma before it out, or allow trailing commas (option 'comments')");
    else if (next_is(r, '}') && byte_before(r) == ':')
        keel_error_mend(r->err, "write a value behind the colon");
    else if (next_is(r, ','))
        keel_error_mend(r->err, "take this comma out, or write what belongs before it");
    else if (keel_str_starts(rest, KEEL_STR("NaN")) || keel_str_starts(rest, KEEL_STR("Infinity")) ||
             keel_str_starts(rest, KEEL_STR("undefined")) || keel_str_starts(rest, KEEL_STR("None")))
        keel_error_mend(r->err, "JSON has no such value: write null, or a string");
    else if (keel_str_starts(rest, KEEL_STR("True")) || keel_str_starts(rest, KEEL_STR("False")))
        keel_error_mend(r->err, "write true and false in lower case");
    else if (next_is(r, '+') || next_is(r, '.'))
        keel_error_mend(r->err, "a number begins with a digit or with '-'");
    else if (at_end(r))
        keel_error_mend(r->err, CUT_OFF);
    return KEEL_E_SYNTAX;
}

/* Between two tokens of a container: a sign is missing, or the rest of the text. */
static keel_code unexpected_sign(reader *r, const char *wanted, const char *mend)
{
    unexpected(r, wanted);
    keel_error_mend(r->err, "%s", at_end(r) ? CUT_OFF : mend);
    return KEEL_E_SYNTAX;
}

/* ---- blanks and comments ---------------------------------------------------------------------------------- */

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

static keel_code skip_comment(reader *r)
{
    size_t start = r->at;
    bool line = r->text.data[r->at + 1] == '/';

    for (r->at += 2; !at_end(r); r->at++) {
        if (line && r->text.data[r->at] == '\n') return KEEL_OK;
        if (!line && r->text.data[r->at] == '*' && r->at + 1 < r->text.len && r->text.data[r->at + 1] == '/') {
            r->at += 2;
            return KEEL_OK;
        }
    }
    if (line) return KEEL_OK;
    r->at = start;
    r->ran_out = true;
    keel_error_set(r->err, KEEL_E_SYNTAX, "json.syntax", "a comment that begins here never ends");
    keel_error_mend(r->err, "end it with '*/'");
    return KEEL_E_SYNTAX;
}

static keel_code skip_blanks(reader *r)
{
    for (;;) {
        while (!at_end(r) && is_blank(r->text.data[r->at])) r->at++;
        if (!r->rules->comments || !next_is(r, '/') || r->at + 1 == r->text.len) return KEEL_OK;
        if (r->text.data[r->at + 1] != '/' && r->text.data[r->at + 1] != '*') return KEEL_OK;
        if (skip_comment(r) != KEEL_OK) return KEEL_E_SYNTAX;
    }
}

/* ---- scalars ---------------------------------------------------------------------------------------------- */

static keel_code keep_string(reader *r, keel_str raw, bool is_name)
{
    keel_json *v;
    bool alone = false, escaped = memchr(raw.data, '\\', raw.len) != NULL;
    size_t bad = 0, len = raw.len;
    const char *bytes = raw.data;

    if (is_name && raw.len > r->rules->name_bytes_max)
        return keel_error_set(r->err, KEEL_E_LIMIT, "json.name", "a name here is longer than %llu bytes",
                              (unsigned long long)r->rules->name_bytes_max);
    if (escaped) {
        char *room = tree_bytes(r->tree, raw.len);
        if (room == NULL) return keel_error_set(r->err, KEEL_E_MEMORY, "memory.refused", "no memory for a string");
        len = string_unescape(raw, room, &alone, &bad);
        bytes = room;
    }
    v = tree_add(r->tree, r->err);
    if (v == NULL) return KEEL_E_MEMORY;
    v->tag = json_tag(KEEL_JSON_STRING, len) | (alone ? JSON_FLAG_ALONE : 0) | (escaped ? 0 : JSON_FLAG_PLAIN);
    v->as.text = bytes;
    return KEEL_OK;
}

static keel_code read_string(reader *r, bool is_name)
{
    size_t start = r->at++, bad = 0;
    bool alone, escaped = false;
    keel_code code;
    keel_str raw;

    for (;; r->at++) {
        if (at_end(r)) {
            r->at = start;
            r->ran_out = true;
            keel_error_set(r->err, KEEL_E_SYNTAX, "json.syntax", "a string that begins here never ends");
            keel_error_mend(r->err, "end it with '\"'; a quote inside is written as \\\"");
            return KEEL_E_SYNTAX;
        }
        if (r->text.data[r->at] == '"') break;
        if ((unsigned char)r->text.data[r->at] < 0x20) {
            unexpected(r, "no control character in a string");
            keel_error_mend(r->err, "write it as an escape: \\n, \\t, \\u%04x", (unsigned char)r->text.data[r->at]);
            return KEEL_E_SYNTAX;
        }
        if (r->text.data[r->at] == '\\') {
            escaped = true;
            if (r->at + 1 < r->text.len && (unsigned char)r->text.data[r->at + 1] >= 0x20) r->at++;
        }
    }
    raw = (keel_str){ r->text.data + start + 1, r->at - start - 1 };
    if (escaped && string_unescape(raw, NULL, &alone, &bad) == STRING_MALFORMED) {
        r->at = start + 1 + bad;
        keel_error_set(r->err, KEEL_E_SYNTAX, "json.syntax", "no such escape in a string");
        keel_error_mend(r->err,
                        "a backslash is written as \\\\; escapes are \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX");
        return KEEL_E_SYNTAX;
    }
    code = r->tree == NULL ? KEEL_OK : keep_string(r, raw, is_name);
    r->at = code == KEEL_OK ? r->at + 1 : start;
    return code;
}

static keel_code read_number(reader *r)
{
    const char *start = r->text.data + r->at, *end = r->text.data + r->text.len, *bad = NULL;
    const char *behind = number_skip(start, end, &bad);
    keel_str number;
    number_fit fit;
    keel_json *v;

    if (behind == NULL) {
        r->at = (size_t)(bad - r->text.data);
        if (bad > start && bad[-1] == '0' && bad < end && *bad >= '0' && *bad <= '9') {
            unexpected(r, "no more digits after a leading zero");
            keel_error_mend(r->err, "take the zero out, or write the number as a string");
            return KEEL_E_SYNTAX;
        }
        return unexpected(r, "a digit");
    }
    number = (keel_str){ start, (size_t)(behind - start) };
    if (r->tree == NULL) {
        r->at += number.len;
        return KEEL_OK;
    }
    v = tree_add(r->tree, r->err);
    if (v == NULL) return KEEL_E_MEMORY;
    (void)(r->rules->minimal ? number_parse_minimal : number_parse)(start, end, v, &fit);
    if (fit == NUMBER_OVERFLOWS && !r->rules->infinite && !r->rules->numbers_kept) {
        keel_error_set(r->err, KEEL_E_SYNTAX, "json.number", "a number here is beyond what a double can hold");
        keel_error_mend(r->err, "write it as a string, or keep such numbers as text");
        return KEEL_E_SYNTAX;
    }
    if (fit != NUMBER_FITS && r->rules->numbers_kept) {
        v->tag = json_tag(KEEL_JSON_BIG, number.len);
        v->as.text = number.data;
    }
    r->at += number.len;
    return KEEL_OK;
}

static keel_code read_word(reader *r, keel_str word, uint64_t tag)
{
    keel_str rest = { r->text.data + r->at, r->text.len - r->at };
    keel_json *v;

    if (!keel_str_starts(rest, word)) return unexpected_value(r, "a value");
    r->at += word.len;
    if (r->tree == NULL) return KEEL_OK;
    v = tree_add(r->tree, r->err);
    if (v == NULL) return KEEL_E_MEMORY;
    v->tag = tag;
    v->as.natural = 0;
    return KEEL_OK;
}

static keel_code read_scalar(reader *r, const char *wanted)
{
    if (at_end(r)) return unexpected_value(r, wanted);
    switch (r->text.data[r->at]) {
    case '"': return read_string(r, false);
    case 't': return read_word(r, KEEL_STR("true"), json_tag(KEEL_JSON_BOOL, 0) | JSON_FLAG_TRUE);
    case 'f': return read_word(r, KEEL_STR("false"), json_tag(KEEL_JSON_BOOL, 0));
    case 'n': return read_word(r, KEEL_STR("null"), json_tag(KEEL_JSON_NULL, 0));
    case '-':
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7':
    case '8':
    case '9': return read_number(r);
    default: return unexpected_value(r, wanted);
    }
}

/* ---- containers ------------------------------------------------------------------------------------------- */

static keel_code open_container(reader *r, enum expected *next)
{
    bool object = r->text.data[r->at] == '{';

    if (r->depth == r->rules->depth_max) {
        keel_error_set(r->err, KEEL_E_LIMIT, "json.depth", "the text is nested deeper than %u levels",
                       r->rules->depth_max);
        keel_error_mend(r->err, "raise the bound (option 'depth_max', at most %d), or flatten the text",
                        (int)KEEL_MOST_JSON_DEPTH);
        return KEEL_E_LIMIT;
    }
    if (r->tree != NULL && !tree_open(r->tree, object ? KEEL_JSON_OBJECT : KEEL_JSON_ARRAY, r->err))
        return KEEL_E_MEMORY;
    r->depth++;
    r->in_object[r->depth / 64] &= ~(1ull << (r->depth % 64));
    r->in_object[r->depth / 64] |= (uint64_t)object << (r->depth % 64);
    r->at++;
    *next = object ? NAME_OR_END : VALUE_OR_END;
    return KEEL_OK;
}

static void close_container(reader *r)
{
    if (r->tree != NULL) tree_close(r->tree);
    r->depth--;
    r->at++;
}

static keel_code read_name(reader *r)
{
    keel_code code;

    if (!next_is(r, '"')) {
        unexpected_value(r, "a name in double quotes");
        if (r->err != NULL && r->err->mend[0] == '\0') keel_error_mend(r->err, "write names in double quotes");
        return KEEL_E_SYNTAX;
    }
    code = read_string(r, true);
    if (code == KEEL_OK) code = skip_blanks(r);
    if (code != KEEL_OK) return code;
    if (!next_is(r, ':')) return unexpected_sign(r, "':' after a name", "write a colon and a value behind the name");
    r->at++;
    return KEEL_OK;
}

static keel_code count_member(reader *r)
{
    if (r->depth == 0 || r->tree == NULL) return KEEL_OK;
    tree_counted(r->tree);
    if (is_object(r) && json_length(&r->tree->values[r->tree->open]) > r->rules->members_max)
        return keel_error_set(r->err, KEEL_E_LIMIT, "json.members", "an object has more than %llu members",
                              (unsigned long long)r->rules->members_max);
    return KEEL_OK;
}

static keel_code read_value(reader *r, enum expected *next, const char *wanted)
{
    keel_code code = count_member(r);

    if (code != KEEL_OK) return code;
    if (next_is(r, '{') || next_is(r, '[')) return open_container(r, next);
    *next = BEHIND;
    return read_scalar(r, wanted);
}

static keel_code read_behind(reader *r, enum expected *next)
{
    char closer = is_object(r) ? '}' : ']';

    if (next_is(r, ',')) {
        r->at++;
        *next = is_object(r) ? (r->rules->comments ? NAME_OR_END : NAME) : (r->rules->comments ? VALUE_OR_END : VALUE);
        return KEEL_OK;
    }
    if (next_is(r, closer)) {
        close_container(r);
        *next = BEHIND;
        return KEEL_OK;
    }
    if (closer == '}')
        return unexpected_sign(r, "',' or '}' after a member",
                               next_is(r, ']') ? "end the object with '}'" : "put a comma between two members");
    return unexpected_sign(r, "',' or ']' after an element",
                           next_is(r, '}') ? "end the array with ']'" : "put a comma between two elements");
}

static keel_code step(reader *r, enum expected *next)
{
    keel_code code;

    switch (*next) {
    case VALUE_OR_END:
        if (next_is(r, ']')) return close_container(r), *next = BEHIND, KEEL_OK;
        return read_value(r, next, "a value or ']'");
    case VALUE: return read_value(r, next, "a value");
    case NAME_OR_END:
    case NAME:
        if (*next == NAME_OR_END && next_is(r, '}')) return close_container(r), *next = BEHIND, KEEL_OK;
        code = read_name(r);
        *next = VALUE;
        return code;
    case BEHIND: return read_behind(r, next);
    }
    return KEEL_E_BUG;
}

static keel_code read_document(reader *r)
{
    enum expected next = VALUE;
    keel_code code;

    while ((code = skip_blanks(r)) == KEEL_OK && !(next == BEHIND && r->depth == 0)) {
        if (at_end(r) && r->depth == 0) {
            r->ran_out = true;
            keel_error_set(r->err, KEEL_E_SYNTAX, "json.empty", "there is no value in the text");
            keel_error_mend(r->err, "an empty value is written null, \"\", [] or {}");
            return KEEL_E_SYNTAX;
        }
        if ((code = step(r, &next)) != KEEL_OK) return code;
    }
    if (code != KEEL_OK || at_end(r)) return code;
    unexpected(r, "nothing after the value");
    if (next_is(r, '/'))
        keel_error_mend(r->err, NO_COMMENTS);
    else if (r->rules->lines)
        keel_error_mend(r->err, "begin a new line for the next value");
    else
        keel_error_mend(r->err, "several values, one a line, are read with option 'lines'");
    return KEEL_E_SYNTAX;
}

keel_code json_read_plain(keel_str text, const json_rules *rules, json_tree *tree, keel_error *err)
{
    size_t valid = keel_utf8_valid_prefix(text);
    reader r = { .text = { text.data, valid }, .rules = rules, .tree = tree, .err = err };
    keel_code code = read_document(&r);

    /* What broke where the text is no longer UTF-8 broke because of that; what is told is the first fault. */
    if (valid < text.len && (code == KEEL_OK || (code == KEEL_E_SYNTAX && r.ran_out))) {
        r.at = valid;
        code = keel_error_set(err, KEEL_E_SYNTAX, "json.utf8", "the byte 0x%02x here is not UTF-8",
                              (unsigned char)text.data[valid]);
        keel_error_mend(err, "convert the text: iconv -f %s -t utf-8",
                        valid == 0 && (unsigned char)text.data[0] >= 0xFE ? "utf-16"
                                                                          : "latin1"); /* its byte-order mark */
    }
    if (code != KEEL_OK) json_fail_at(err, text, r.at);
    return code;
}
