#include "made.h"
#include "harness.h"

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

static void put_words(keel_buf *out, const char *words) { keel_buf_add(out, keel_str_from(words)); }

static void put_blanks(keel_buf *out, made_shape shape)
{
    static const char blanks[] = " \t\n\r  ";

    if (!shape.blanks || test_random_below(3) != 0) return;
    for (uint64_t n = test_random_below(test_random_below(20) == 0 ? 200 : 6); n > 0; n--)
        keel_buf_add_char(out, blanks[test_random_below(sizeof blanks - 1)]);
}

static void put_string(keel_buf *out, made_shape shape)
{
    static const char *const parts[] = { "\\\"",
                                         "\\\\",
                                         "\\/",
                                         "\\n",
                                         "\\t",
                                         "\\b",
                                         "\\f",
                                         "\\r",
                                         "\\u0000",
                                         "\\u00E9",
                                         "\\ud83d\\ude00",
                                         "\\ud800",
                                         "\\udc00x",
                                         "\\uD800\\u0041",
                                         "\xC3\xA9",
                                         "\xE2\x82\xAC",
                                         "\xF0\x9F\x98\x80",
                                         "\x7F",
                                         "{",
                                         "}",
                                         "[",
                                         "]",
                                         ":",
                                         ",",
                                         "//",
                                         "/*",
                                         " ",
                                         "'" };
    bool is_long = shape.long_strings && test_random_below(30) == 0, plain = test_random_below(2) == 0;
    uint64_t bytes = test_random_below(is_long ? 40000 : test_random_below(8) == 0 ? 200 : 12);

    keel_buf_add_char(out, '"');
    for (size_t end = out->len + bytes; out->len < end && out->failed == KEEL_OK;) {
        if (plain || test_random_below(4) != 0)
            keel_buf_add_char(out, (char)('a' + test_random_below(26)));
        else
            put_words(out, parts[test_random_below(COUNT(parts))]);
    }
    keel_buf_add_char(out, '"');
}

static void put_digits(keel_buf *out, uint64_t count)
{
    while (count-- > 0) keel_buf_add_char(out, (char)('0' + test_random_below(10)));
}

static void put_number(keel_buf *out)
{
    if (test_random_below(3) == 0) keel_buf_add_char(out, '-');
    if (test_random_below(4) == 0) {
        keel_buf_add_char(out, '0');
    } else {
        keel_buf_add_char(out, (char)('1' + test_random_below(9)));
        put_digits(out, test_random_below(test_random_below(10) == 0 ? 30 : 8));
    }
    if (test_random_below(2) == 0) {
        keel_buf_add_char(out, '.');
        put_digits(out, 1 + test_random_below(17));
    }
    if (test_random_below(5) == 0) {
        keel_buf_add_char(out, "eE"[test_random_below(2)]);
        if (test_random_below(2) == 0) keel_buf_add_char(out, "+-"[test_random_below(2)]);
        put_digits(out, 1 + test_random_below(2));
    }
}

static void put_scalar(keel_buf *out, made_shape shape)
{
    static const char *const words[] = { "true", "false", "null" };

    switch (test_random_below(3)) {
    case 0: put_string(out, shape); break;
    case 1: put_number(out); break;
    default: put_words(out, words[test_random_below(COUNT(words))]);
    }
}

static void put_container(keel_buf *out, made_shape shape)
{
    bool object = test_random_below(2) == 0;
    uint64_t count = test_random_below(test_random_below(10) == 0 ? 20 : 5);

    keel_buf_add_char(out, object ? '{' : '[');
    for (uint64_t i = 0; i < count; i++) {
        if (i > 0) keel_buf_add_char(out, ',');
        put_blanks(out, shape);
        if (object) {
            put_string(out, shape);
            put_blanks(out, shape);
            keel_buf_add_char(out, ':');
        }
        made_value(out, (made_shape){ shape.depth_max - 1, shape.blanks, shape.long_strings });
    }
    if (count == 0) put_blanks(out, shape);
    keel_buf_add_char(out, object ? '}' : ']');
}

void made_value(keel_buf *out, made_shape shape)
{
    put_blanks(out, shape);
    if (shape.depth_max > 0 && test_random_below(3) != 0)
        put_container(out, shape);
    else
        put_scalar(out, shape);
    put_blanks(out, shape);
}

void made_fault(keel_buf *text)
{
    static const char telling[] = "\"\\{}[]:,0-.eEtfn/ \t\x01\x7F\x80\xC3\xED\xF0\xFF";
    char c = telling[test_random_below(sizeof telling)];
    size_t at = (size_t)test_random_below(text->len + 1), rest = text->len - at;

    if (keel_buf_reserve(text, 1) == NULL) return;
    switch (test_random_below(4)) {
    case 0: text->len = at; return;
    case 1:
        if (rest > 0) text->data[at] = c;
        return;
    case 2:
        if (rest == 0) return;
        memmove(text->data + at, text->data + at + 1, rest - 1);
        text->len--;
        return;
    default:
        memmove(text->data + at + 1, text->data + at, rest);
        text->data[at] = c;
        text->len++;
    }
}

void made_of_length(keel_buf *out, size_t len)
{
    size_t end = out->len + len;

    if (len < 2) {
        keel_buf_add_char(out, '7');
        return;
    }
    keel_buf_add_char(out, '[');
    while (out->len + 10 < end) put_words(out, test_random_below(2) == 0 ? "\"\xC3\xA9\\n\"," : "{\"\":1},");
    while (out->len + 3 < end) put_words(out, "1,");
    if (out->len + 2 < end) keel_buf_add_char(out, out->data[out->len - 1] == '[' ? ' ' : '1');
    if (out->data[out->len - 1] == ',') out->data[out->len - 1] = ' ';
    while (out->len + 1 < end) keel_buf_add_char(out, ' ');
    keel_buf_add_char(out, ']');
}
