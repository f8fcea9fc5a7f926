/* Values by dice. */
#include "random_json.h"
#include "harness.h"
#include "ground/utf8.h"

static const char *const pieces[] = { "a",
                                      "b",
                                      "Z",
                                      "0",
                                      "7",
                                      "10",
                                      "~",
                                      "\\\"",
                                      "\\\\",
                                      "\\n",
                                      "\\u0000",
                                      "\\u001f",
                                      "/",
                                      "\\/",
                                      "\xC2\x80",
                                      "\xC3\xB6",
                                      "\xE2\x82\xAC",
                                      "\\u20ac",
                                      "\xED\x9F\xBF",
                                      "\xEE\x80\x80",
                                      "\xEF\xAC\xB3",
                                      "\xEF\xBF\xBF",
                                      "\xF0\x90\x80\x80",
                                      "\xF0\x9F\x98\x80",
                                      "\\ud83d\\ude00",
                                      "\xF4\x8F\xBF\xBF",
                                      "\\ue000",
                                      "__proto__",
                                      "long enough to be more than eight bytes" };

static void add_blanks(keel_buf *out)
{
    if (test_random_below(8) == 0) keel_buf_add_char(out, " \t\r\n"[test_random_below(4)]);
}

static void add_text(const random_json *how, keel_buf *out)
{
    for (uint64_t i = test_random_below(5); i > 0; i--) {
        if (how->alone && test_random_below(10) == 0)
            keel_buf_add_format(out, "\\u%04x", 0xD800u + (unsigned)test_random_below(0x800));
        else
            keel_buf_add(out, keel_str_from(pieces[test_random_below(sizeof pieces / sizeof pieces[0])]));
    }
}

static void add_name(const random_json *how, uint64_t index, keel_buf *out)
{
    keel_buf_add_char(out, '"');
    add_text(how, out);
    if (how->names == 0)
        keel_buf_add_format(out, "#%llu", (unsigned long long)index);
    else
        keel_buf_add_format(out, "%llu", (unsigned long long)test_random_below(how->names));
    keel_buf_add_char(out, '"');
}

static void add_number(const random_json *how, keel_buf *out)
{
    uint64_t bits = test_random();
    double value;

    switch (test_random_below(how->huge ? 6 : 5)) {
    case 0: keel_buf_add_format(out, "%lld", (long long)(bits >> (bits & 63))); return;
    case 1: keel_buf_add_format(out, "-%llu", (unsigned long long)(bits >> (bits & 63))); return;
    case 2:
        keel_buf_add_format(out, "%llu.%02ue%d", (unsigned long long)bits, (unsigned)(bits % 100), (int)(bits % 50));
        return;
    case 3: keel_buf_add(out, bits & 1 ? KEEL_STR("-0") : KEEL_STR("0.0")); return;
    case 4:
        bits &= ~(1ull << 62); /* no infinity */
        memcpy(&value, &bits, sizeof value);
        keel_buf_add_format(out, "%.17g", value);
        return;
    default: keel_buf_add_format(out, "%s1e%u", bits & 1 ? "-" : "", 309 + (unsigned)(bits % 1000)); return;
    }
}

static void add_container(const random_json *how, keel_buf *out)
{
    random_json inside = *how;
    uint64_t count = test_random_below(how->width + 1);
    bool object = test_random_below(3) != 0;

    inside.depth--;
    keel_buf_add_char(out, object ? '{' : '[');
    for (uint64_t i = 0; i < count; i++) {
        if (i > 0) keel_buf_add_char(out, ',');
        add_blanks(out);
        if (object) {
            add_name(how, i, out);
            add_blanks(out);
            keel_buf_add_char(out, ':');
        }
        random_json_add(&inside, out);
    }
    keel_buf_add_char(out, object ? '}' : ']');
}

void random_json_add(const random_json *how, keel_buf *out)
{
    static const char *const words[] = { "null", "true", "false" };

    add_blanks(out);
    if (how->depth > 0 && test_random_below(3) != 0) {
        add_container(how, out);
    } else if (test_random_below(2) == 0) {
        keel_buf_add_char(out, '"');
        add_text(how, out);
        keel_buf_add_char(out, '"');
    } else if (test_random_below(3) == 0) {
        keel_buf_add(out, keel_str_from(words[test_random_below(3)]));
    } else {
        add_number(how, out);
    }
    add_blanks(out);
}
