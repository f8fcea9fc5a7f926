/* UTF-8: what is well formed, and that every fast form agrees with the plain one to the last byte. */
#include "harness.h"
#include "guarded.h"
#include "levels.h"
#include "ground/utf8.h"
#include "ground/utf8_forms.h"

#define ROOM_BYTES 4096u

enum verdict { WHOLE, BAD };

static const struct {
    const char *says, *text;
    enum verdict want;
    size_t prefix;
} rows[] = {
    { "nothing", "", WHOLE, 0 },
    { "ASCII", "hello\x7F", WHOLE, 6 },
    { "the least and the largest of two bytes", "\xC2\x80\xDF\xBF", WHOLE, 4 },
    { "the least and the largest of three bytes", "\xE0\xA0\x80\xEF\xBF\xBF", WHOLE, 6 },
    { "on both sides of the surrogates", "\xED\x9F\xBF\xEE\x80\x80", WHOLE, 6 },
    { "the least and the largest of four bytes", "\xF0\x90\x80\x80\xF4\x8F\xBF\xBF", WHOLE, 8 },
    { "a continuation alone", "a\x80", BAD, 1 },
    { "an overlong slash", "a\xC0\xAF", BAD, 1 },
    { "an overlong form of three", "\xE0\x9F\xBF", BAD, 0 },
    { "an overlong form of four", "\xF0\x8F\xBF\xBF", BAD, 0 },
    { "a surrogate", "ab\xED\xA0\x80", BAD, 2 },
    { "past U+10FFFF", "\xF4\x90\x80\x80", BAD, 0 },
    { "a lead that never was", "\xF5\x80\x80\x80", BAD, 0 },
    { "a character cut after one byte", "a\xE2", BAD, 1 },
    { "a character cut after two bytes", "a\xE2\x82", BAD, 1 },
    { "a character cut after three bytes", "\xF0\x9F\x98", BAD, 0 },
    { "one continuation too many", "\xC3\xA9\xA9", BAD, 2 },
};

TEST(what_is_well_formed)
{
    FOR_EACH_LEVEL(level)
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        keel_str text = keel_str_from(rows[i].text);
        CHECK_SAYS(keel_utf8_valid_prefix(text) == rows[i].prefix, "%s: %s", keel_cpu_name((keel_cpu_level)level),
                   rows[i].says);
        CHECK_SAYS(keel_utf8_valid(text) == (rows[i].want == WHOLE), "%s", rows[i].says);
    }
}

/* The oracle of the oracle: bytes are a character if they decode to one that is encoded so again. */
static size_t character_len(const uint8_t *p, size_t left)
{
    static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
    size_t len = p[0] < 0x80 ? 1 : p[0] >> 5 == 6 ? 2 : p[0] >> 4 == 14 ? 3 : p[0] >> 3 == 30 ? 4 : 0;
    uint32_t c = len == 1 ? p[0] : p[0] & (0xFFu >> (len + 1));

    if (len == 0 || len > left) return 0;
    for (size_t i = 1; i < len; i++) {
        if (p[i] >> 6 != 2) return 0;
        c = c << 6 | (p[i] & 0x3F);
    }
    return c < least[len] || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000) ? 0 : len;
}

static size_t prefix_by_decoding(const uint8_t *bytes, size_t len)
{
    size_t at = 0, step;

    while (at < len && (step = character_len(bytes + at, len - at)) != 0) at += step;
    return at;
}

/* Both ends of each class of bytes that table 3-7 tells apart. */
static const uint8_t corners[] = { 0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF,
                                   0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF };

enum { CORNERS = sizeof corners };

typedef size_t prefix_of(const uint8_t *bytes, size_t len);

static size_t prefix_by_face(const uint8_t *bytes, size_t len)
{
    return keel_utf8_valid_prefix((keel_str){ (const char *)bytes, len });
}

/* All sequences of four corners, behind `before` bytes of ASCII: on how many do two validators disagree? */
static size_t disagreements(prefix_of *a, prefix_of *b, size_t before)
{
    uint8_t text[160];
    size_t count = 0;

    memset(text, 'a', sizeof text);
    for (size_t i = 0; i < CORNERS * CORNERS * CORNERS * CORNERS; i++) {
        size_t digits = i;
        for (size_t k = 0; k < 4; k++, digits /= CORNERS) text[before + k] = corners[digits % CORNERS];
        count += a(text, before + 4) != b(text, before + 4) || a(text, before + 9) != b(text, before + 9);
    }
    return count;
}

TEST(the_plain_form_is_table_3_7) { CHECK_INT(disagreements(utf8_plain.valid_prefix, prefix_by_decoding, 0), 0); }

TEST(every_level_is_table_3_7_at_every_border)
{
    static const size_t borders[] = { 0, 13, 14, 15, 29, 30, 31, 61, 62, 63, 64, 125, 127 };

    FOR_EACH_LEVEL(level)
    for (size_t i = 0; i < sizeof borders / sizeof borders[0]; i++)
        CHECK_SAYS(disagreements(prefix_by_face, utf8_plain.valid_prefix, borders[i]) == 0, "%s behind %zu bytes",
                   keel_cpu_name((keel_cpu_level)level), borders[i]);
}

TEST(all_pairs_of_bytes_at_every_level)
{
    FOR_EACH_LEVEL(level)
    {
        size_t wrong = 0;
        for (uint32_t pair = 0; pair < 0x10000; pair++) {
            uint8_t text[2] = { (uint8_t)(pair >> 8), (uint8_t)pair };
            wrong += prefix_by_face(text, 2) != prefix_by_decoding(text, 2);
        }
        CHECK_INT(wrong, 0);
    }
}

/* The broken twin: what forgets the surrogates must be found out. */
static size_t prefix_with_surrogates(const uint8_t *bytes, size_t len)
{
    size_t at = utf8_plain.valid_prefix(bytes, len);

    while (at + 2 < len && bytes[at] == 0xED && bytes[at + 1] >> 5 == 5 && bytes[at + 2] >> 6 == 2)
        at += 3 + utf8_plain.valid_prefix(bytes + at + 3, len - at - 3);
    return at;
}

TEST(a_broken_validator_is_found_out) { CHECK(disagreements(prefix_with_surrogates, prefix_by_decoding, 14) > 0); }

TEST(every_code_point_goes_there_and_back)
{
    for (uint32_t c = 0; c <= 0x10FFFF; c++) {
        char bytes[KEEL_UTF8_BYTES_MAX];
        keel_str text = { bytes, keel_utf8_put(bytes, c) };
        size_t at = 0;

        if (!CHECK(keel_utf8_next(text, &at) == c && at == text.len)) return;
        if (!CHECK(keel_utf8_valid(text) == (c < 0xD800 || c > 0xDFFF))) return;
    }
}

/* A character of `width` bytes, or of any where it is 0. */
static uint32_t random_character(unsigned width)
{
    static const uint32_t end[] = { 0, 0x80, 0x800, 0x10000, 0x110000 };
    uint32_t c;

    if (width == 0) width = 1 + (unsigned)test_random_below(4);
    do c = end[width - 1] + (uint32_t)test_random_below(end[width] - end[width - 1]);
    while (c >= 0xD800 && c < 0xE000);
    return c;
}

/* Well-formed text of at most `len` bytes: runs of characters of one width, so that each loop gets going. */
static size_t random_text(char *out, size_t len)
{
    size_t at = 0;

    while (at + 4 <= len) {
        unsigned width = (unsigned)test_random_below(5);
        for (uint64_t run = test_random_below(90); run > 0 && at + 4 <= len; run--)
            at += keel_utf8_put(out + at, random_character(width));
    }
    return at;
}

TEST(damaged_text_is_valid_up_to_the_same_byte_at_every_level)
{
    guarded room = guarded_new(ROOM_BYTES);
    char bytes[ROOM_BYTES];

    FOR_EACH_LEVEL(level)
    for (size_t n = test_cases(4000); n > 0; n--) {
        size_t len = random_text(bytes, test_random_below(500));
        uint8_t *text = memcpy(guarded_end(&room, len), bytes, len);

        if (len > 0 && test_random_below(4) != 0) text[test_random_below(len)] ^= (uint8_t)(1u << test_random_below(8));
        if (!CHECK_SAYS(prefix_by_face(text, len) == prefix_by_decoding(text, len), "%s, %zu bytes",
                        keel_cpu_name((keel_cpu_level)level), len))
            break;
        if (!CHECK(keel_utf8_ascii_prefix((keel_str){ (char *)text, len }) == utf8_plain.ascii_prefix(text, len)))
            break;
    }
    guarded_free(&room);
}

/* Any units at all, lone halves of pairs too; rarely none but ASCII. */
static void random_units(uint16_t *units, size_t len)
{
    static const struct {
        uint32_t from, count;
    } kinds[] = {
        { 0, 0x80 },       { 0x80, 0x780 },   { 0x800, 0xD000 }, { 0xD800, 0x400 },
        { 0xDC00, 0x400 }, { 0xD800, 0x800 }, { 0, 0x10000 },
    };

    for (size_t i = 0; i < len;) {
        size_t kind = test_random_below(sizeof kinds / sizeof kinds[0]);
        for (uint64_t run = test_random_below(60); run > 0 && i < len; run--)
            units[i++] = (uint16_t)(kinds[kind].from + test_random_below(kinds[kind].count));
        if (kind == 3 && i < len) units[i++] = (uint16_t)(0xDC00 + test_random_below(0x400));
    }
}

TEST(utf16_becomes_the_same_utf8_at_every_level)
{
    guarded in = guarded_new(ROOM_BYTES), out = guarded_new(3 * ROOM_BYTES);
    uint8_t wanted[3 * ROOM_BYTES];

    FOR_EACH_LEVEL(level)
    for (size_t n = test_cases(4000); n > 0; n--) {
        size_t len = test_random_below(300), len_wanted, written;
        bool at_front = test_random_below(2) == 0; /* nothing before the first unit may be touched either */
        uint16_t *units = at_front ? (uint16_t *)(void *)in.data : guarded_end(&in, 2 * len);
        char *to = guarded_end(&out, 3 * len);

        random_units(units, len);
        len_wanted = utf8_plain.from_utf16(wanted, units, len);
        written = keel_utf8_from_utf16(to, units, len);
        if (!CHECK_SAYS(written == len_wanted && memcmp(to, wanted, written) == 0, "%s, %zu units",
                        keel_cpu_name((keel_cpu_level)level), len))
            break;
        if (!CHECK(keel_utf8_valid((keel_str){ to, written }))) break;
    }
    guarded_free(&in);
    guarded_free(&out);
}

TEST(utf8_becomes_the_same_utf16_at_every_level_and_returns)
{
    guarded in = guarded_new(ROOM_BYTES), out = guarded_new(2 * ROOM_BYTES);
    uint16_t wanted[ROOM_BYTES];
    char bytes[ROOM_BYTES], again[3 * ROOM_BYTES];

    FOR_EACH_LEVEL(level)
    for (size_t n = test_cases(4000); n > 0; n--) {
        size_t len = random_text(bytes, test_random_below(600)), len_wanted, written;
        char *text = memcpy(test_random_below(2) == 0 ? in.data : guarded_end(&in, len), bytes, len);
        uint16_t *to = guarded_end(&out, 2 * len);

        len_wanted = utf8_plain.to_utf16(wanted, (const uint8_t *)text, len);
        written = keel_utf8_to_utf16(to, (keel_str){ text, len });
        if (!CHECK_SAYS(written == len_wanted && memcmp(to, wanted, 2 * written) == 0, "%s, %zu bytes",
                        keel_cpu_name((keel_cpu_level)level), len))
            break;
        if (!CHECK(keel_utf8_from_utf16(again, to, written) == len && memcmp(again, text, len) == 0)) break;
    }
    guarded_free(&in);
    guarded_free(&out);
}

TEST(narrowing_stops_at_the_first_unit_that_is_not_ascii)
{
    guarded in = guarded_new(ROOM_BYTES), out = guarded_new(ROOM_BYTES);

    FOR_EACH_LEVEL(level)
    for (size_t len = 0; len < 150; len++) {
        uint16_t *units = guarded_end(&in, 2 * len);
        char *to = guarded_end(&out, len);
        size_t stop = test_random_below(len + 1);

        for (size_t i = 0; i < len; i++) units[i] = (uint16_t)test_random_below(0x80);
        if (stop < len) units[stop] = (uint16_t)(0x80u << test_random_below(9));
        if (!CHECK_SAYS(keel_utf16_narrow(to, units, len) == stop, "%s, %zu units",
                        keel_cpu_name((keel_cpu_level)level), len))
            break;
        for (size_t i = 0; i < stop; i++) CHECK((uint8_t)to[i] == units[i]);
    }
    guarded_free(&in);
    guarded_free(&out);
}

TEST(a_lone_half_of_a_pair_becomes_the_replacement)
{
    static const uint16_t units[] = { 'a', 0xD83D, 0xDE00, 0xD83D, 'b', 0xDE00, 0xD83D };
    char out[3 * 7];

    FOR_EACH_LEVEL(level)
    {
        keel_str text = { out, keel_utf8_from_utf16(out, units, 7) };
        CHECK_STR(text, "a\xF0\x9F\x98\x80\xEF\xBF\xBD"
                        "b\xEF\xBF\xBD\xEF\xBF\xBD");
    }
}
