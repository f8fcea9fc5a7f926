/* Numbers: from text to the right bits, and from bits to the shortest text. */
#include "harness.h"
#include "ground/buf.h"
#include "skills/json/digits.h"
#include "skills/json/nearest.h"
#include "skills/json/number.h"
#include "skills/json/powers.h"

#include <float.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static double from_bits(uint64_t bits)
{
    double value;

    memcpy(&value, &bits, sizeof value);
    return value;
}

static uint64_t bits_of(double value)
{
    uint64_t bits;

    memcpy(&bits, &value, sizeof bits);
    return bits;
}

/* A copy without a byte behind it, so that reading too far is seen by the sanitizers. */
static const char *parse_copy(keel_str text, keel_json *out, number_fit *fit)
{
    char *copy = malloc(text.len == 0 ? 1 : text.len);
    const char *behind;

    if (copy == NULL) abort();
    memcpy(copy, text.data, text.len);
    behind = number_parse(copy, copy + text.len, out, fit);
    behind = behind == NULL ? NULL : text.data + (behind - copy);
    free(copy);
    return behind;
}

/* ---- integers and kinds --------------------------------------------------------------------------------------- */

static const struct {
    const char *says, *text;
    keel_json_kind kind;
    uint64_t bits; /* of the integer or the double */
    number_fit fit;
} kinds[] = {
    { "nothing", "0", KEEL_JSON_INT, 0, NUMBER_FITS },
    { "less than nothing", "-1", KEEL_JSON_INT, UINT64_MAX, NUMBER_FITS },
    { "the zero that only a double has", "-0", KEEL_JSON_REAL, 1ull << 63, NUMBER_FITS },
    { "its longer spelling", "-0.0e5", KEEL_JSON_REAL, 1ull << 63, NUMBER_FITS },
    { "a point makes a double", "1.0", KEEL_JSON_REAL, 0x3FF0000000000000, NUMBER_FITS },
    { "an exponent makes a double", "1e0", KEEL_JSON_REAL, 0x3FF0000000000000, NUMBER_FITS },
    { "eight digits", "12345678", KEEL_JSON_INT, 12345678, NUMBER_FITS },
    { "nine digits", "123456789", KEEL_JSON_INT, 123456789, NUMBER_FITS },
    { "the largest int64_t", "9223372036854775807", KEEL_JSON_INT, INT64_MAX, NUMBER_FITS },
    { "one above it", "9223372036854775808", KEEL_JSON_UINT, 1ull << 63, NUMBER_FITS },
    { "the least int64_t", "-9223372036854775808", KEEL_JSON_INT, 1ull << 63, NUMBER_FITS },
    { "one below it", "-9223372036854775809", KEEL_JSON_REAL, 0xC3E0000000000000, NUMBER_LARGE },
    { "the largest uint64_t", "18446744073709551615", KEEL_JSON_UINT, UINT64_MAX, NUMBER_FITS },
    { "one above it, whose low 64 bits are 0", "18446744073709551616", KEEL_JSON_REAL, 0x43F0000000000000,
      NUMBER_LARGE },
    { "ten above it", "18446744073709551625", KEEL_JSON_REAL, 0x43F0000000000000, NUMBER_LARGE },
    { "twenty nines", "99999999999999999999", KEEL_JSON_REAL, 0x4415AF1D78B58C40, NUMBER_LARGE },
    { "twenty-one digits", "100000000000000000000", KEEL_JSON_REAL, 0x4415AF1D78B58C40, NUMBER_LARGE },
    { "beyond all doubles", "1e309", KEEL_JSON_REAL, 0x7FF0000000000000, NUMBER_OVERFLOWS },
    { "below all doubles", "-1e309", KEEL_JSON_REAL, 0xFFF0000000000000, NUMBER_OVERFLOWS },
    { "an exponent of thirty digits", "1e999999999999999999999999999999", KEEL_JSON_REAL, 0x7FF0000000000000,
      NUMBER_OVERFLOWS },
    { "of nothing", "0e999999999999999999999999999999", KEEL_JSON_REAL, 0, NUMBER_FITS },
    { "and below zero", "1e-999999999999999999999999999999", KEEL_JSON_REAL, 0, NUMBER_FITS },
    { "an exponent with zeros before", "1e0000000000000000000000000000002", KEEL_JSON_REAL, 0x4059000000000000,
      NUMBER_FITS },
    { "the largest double", "1.7976931348623157e308", KEEL_JSON_REAL, 0x7FEFFFFFFFFFFFFF, NUMBER_FITS },
    { "a little more still rounds to it", "1.7976931348623158e308", KEEL_JSON_REAL, 0x7FEFFFFFFFFFFFFF, NUMBER_FITS },
    { "from the middle to what comes next on it does not", "1.79769313486231580793728971405303415079934132710038e308",
      KEEL_JSON_REAL, 0x7FF0000000000000, NUMBER_OVERFLOWS },
    { "the least normal double", "2.2250738585072014e-308", KEEL_JSON_REAL, 0x0010000000000000, NUMBER_FITS },
    { "the largest subnormal", "2.2250738585072011e-308", KEEL_JSON_REAL, 0x000FFFFFFFFFFFFF, NUMBER_FITS },
    { "the least subnormal", "5e-324", KEEL_JSON_REAL, 1, NUMBER_FITS },
    { "a little more than its half", "2.4703282292062328e-324", KEEL_JSON_REAL, 1, NUMBER_FITS },
    { "a little less than its half", "2.4703282292062327e-324", KEEL_JSON_REAL, 0, NUMBER_FITS },
    { "2^53 + 1 is an integer, and no double", "9007199254740993", KEEL_JSON_INT, 9007199254740993, NUMBER_FITS },
    { "written as a double it is a tie, to even", "9007199254740993.0", KEEL_JSON_REAL, 0x4340000000000000,
      NUMBER_FITS },
    { "and a hair more is not", "9007199254740993.0000000000000000000000000000000000001", KEEL_JSON_REAL,
      0x4340000000000001, NUMBER_FITS },
    { "2^53 + 3 ties upward", "9007199254740995e0", KEEL_JSON_REAL, 0x4340000000000002, NUMBER_FITS },
    { "a tie that only 128 bits see", "46809467534409555e-1", KEEL_JSON_REAL, 0x4330A14BD8738CBC, NUMBER_FITS },
    { "a tie above 2^64", "36893488147419107328e0", KEEL_JSON_REAL, 0x4400000000000000, NUMBER_FITS },
};

TEST(numbers_are_what_is_written)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        keel_str text = keel_str_from(kinds[i].text);
        number_fit fit = NUMBER_FITS;
        keel_json v = { 0 };

        CHECK_SAYS(parse_copy(text, &v, &fit) == text.data + text.len, "%s: not read whole", kinds[i].says);
        CHECK_SAYS(json_kind(&v) == kinds[i].kind, "%s: of kind %d", kinds[i].says, (int)json_kind(&v));
        CHECK_SAYS(v.as.natural == kinds[i].bits, "%s: bits %016llx", kinds[i].says, (unsigned long long)v.as.natural);
        CHECK_SAYS(fit == kinds[i].fit, "%s: fit %d", kinds[i].says, (int)fit);
    }
}

/* ---- grammar -------------------------------------------------------------------------------------------------- */

TEST(the_fast_grammar_is_the_plain_one)
{
    static const char letters[] = "0123456789012345678900..eE+-- ,x/:\x2F\x3A\xB0\xB9";
    char text[40];

    for (size_t i = test_cases(300000); i > 0; i--) {
        size_t len = (size_t)test_random_below(sizeof text);
        const char *wanted, *bad = NULL, *got;
        number_fit fit;
        keel_json v;

        for (size_t j = 0; j < len; j++) text[j] = letters[test_random_below(i % 2 == 0 ? sizeof letters - 1 : 24)];
        wanted = number_skip(text, text + len, &bad);
        got = parse_copy((keel_str){ text, len }, &v, &fit);
        CHECK_SAYS(got == wanted, "'%.*s': %d, wanted %d", (int)len, text, got == NULL ? -1 : (int)(got - text),
                   wanted == NULL ? -1 : (int)(wanted - text));
    }
}

/* ---- sixteen digits at a time --------------------------------------------------------------------------------- */

#ifdef __SSE2__
/* In a copy that is no larger than it has to be, with digits before the number and behind it, which are none of it.
 * Returns whether the number was taken; if it was, it has to be the one that number_parse reads. */
static bool take_amid(keel_str text)
{
    size_t len = DIGITS_BEFORE + (text.len < DIGITS_BEHIND ? DIGITS_BEHIND : text.len + 1);
    char *copy = malloc(len), *start = copy + DIGITS_BEFORE;
    keel_json wanted = { 0 }, got = { 0 };
    const char *behind;
    digit_run d;
    number_fit fit;
    bool taken;

    if (copy == NULL) abort();
    memset(copy, '7', len);
    memcpy(start, text.data, text.len);
    start[text.len] = ',';
    behind = number_parse(start, copy + len, &wanted, &fit);
    taken = digits_find(start, &d) && d.end == start + text.len && digits_number(&d, *start == '-', &got);
    if (taken)
        CHECK_SAYS(behind == d.end && fit == NUMBER_FITS && got.tag == wanted.tag &&
                       got.as.natural == wanted.as.natural,
                   "'%.*s' is %016llx, wanted %016llx", KEEL_STR_ARG(text), (unsigned long long)got.as.natural,
                   (unsigned long long)wanted.as.natural);
    free(copy);
    return taken;
}

TEST(what_sixteen_digits_at_a_time_make_of_a_number_is_the_number)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) (void)take_amid(keel_str_from(kinds[i].text));
    for (size_t i = test_cases(300000); i > 0; i--) {
        size_t whole = 1 + (size_t)test_random_below(i % 5 == 0 ? 20 : 4), len = 0;
        size_t fraction = (size_t)test_random_below(19), letters = i % 7 == 0 ? 2 : 10;
        char text[64];

        if (test_random_below(2) == 0) text[len++] = '-';
        for (size_t j = 0; j < whole; j++) text[len++] = (char)('0' + test_random_below(letters));
        if (fraction > 0) text[len++] = '.';
        for (size_t j = 0; j < fraction; j++) text[len++] = (char)('0' + test_random_below(letters));
        (void)take_amid((keel_str){ text, len });
    }
}

TEST(usual_numbers_are_taken_by_sixteen_digits)
{
    static const char usual[][24] = { "0",
                                      "-1",
                                      "4711",
                                      "1.5",
                                      "-0.25",
                                      "179.999999",
                                      "0.12345678901234567",
                                      "505874924095815681",
                                      "-9223372036854775808",
                                      "-12.3456789012345" };

    for (size_t i = 0; i < sizeof usual / sizeof usual[0]; i++)
        CHECK_SAYS(take_amid(keel_str_from(usual[i])), "%s is not taken", usual[i]);
}

TEST(what_is_no_number_is_not_taken)
{
    static const char none[][24] = { "01", "-01", "-", "1.", "-.5", "00.5", "-0", "1..2", "- 1" };

    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        CHECK_SAYS(!take_amid(keel_str_from(none[i])), "%s is taken", none[i]);
}
#endif

/* ---- against the C library ------------------------------------------------------------------------------------ */

static void check_against_strtod(keel_str text)
{
    double wanted = strtod(text.data, NULL), got = 0;
    number_fit fit;
    keel_json v = { 0 };

    CHECK_SAYS(parse_copy(text, &v, &fit) == text.data + text.len, "'%.*s' is not read whole", KEEL_STR_ARG(text));
    keel_json_real(&v, &got);
    CHECK_SAYS(bits_of(got) == bits_of(wanted), "'%.*s' is %a, wanted %a", KEEL_STR_ARG(text), got, wanted);
}

static void check_format(const char *format, ...) KEEL_PRINTF(1, 2);

static void check_format(const char *format, ...)
{
    static char text[2000];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    check_against_strtod(keel_str_from(text));
}

static uint64_t some_bits(void) { return test_random() >> test_random_below(64); }

TEST(random_decimals_are_read_as_the_c_library_does)
{
    for (size_t i = test_cases(100000); i > 0; i--) {
        unsigned long long a = some_bits(), b = some_bits();
        int exponent = (int)test_random_below(700) - 350;

        check_format("%llue%d", a, exponent);
        check_format("%llu.%llu", a, b);
        check_format("%llu.%llue%d", a, b, exponent);
        check_format("0.%0*llu", (int)test_random_below(40) + 1, a);
        check_format("%llu%llu%llu.%llue%d", a + 1, b, a, b, exponent);
    }
}

TEST(random_doubles_are_read_back_from_any_number_of_digits)
{
    for (size_t i = test_cases(100000); i > 0; i--) {
        double value = from_bits(test_random());

        if (!isfinite(value)) continue;
        check_format("%.17g", value);
        check_format("%.*e", (int)test_random_below(25), value);
        if (i % 100 == 0) check_format("%.1100g", value); /* all digits there are */
    }
}

/* The middle between two doubles has up to 768 digits. It is the tie; the last digit one lower or higher is none. */
static void check_middle(uint64_t bits)
{
    char text[2000];
    double value = from_bits(bits), next = from_bits(bits + 1);
    long double middle = ((long double)value + (long double)next) / 2; /* exact where long double is longer */
    size_t len;

    if (LDBL_MANT_DIG <= DBL_MANT_DIG || !isfinite(next)) return;
    snprintf(text, sizeof text, "%.1100Lg", middle);
    len = strlen(text);
    check_against_strtod((keel_str){ text, len });
    if (strchr(text, 'e') != NULL) return;
    snprintf(text + len, sizeof text - len, "%s1", strchr(text, '.') == NULL ? "." : "");
    check_against_strtod(keel_str_from(text));
}

TEST(ties_go_to_even_however_long_they_are_written)
{
    for (size_t i = test_cases(3000); i > 0; i--) {
        uint64_t bits = test_random() >> 1;

        check_middle(bits);
        check_middle(bits >> 11);                                                       /* subnormal */
        check_middle((uint64_t)(1023 + test_random_below(70)) << 52 | (bits & 0xFFFF)); /* near integers */
    }
}

/* 0.5000...0001 and its like, of ten thousand digits. */
TEST(ten_thousand_digits_are_all_looked_at)
{
    size_t len = 10000;
    char *text = malloc(len + 8);
    number_fit fit;
    keel_json v;

    REQUIRE(text != NULL);
    memset(text, '0', len);
    memcpy(text, "9007199254740993.0", 18);
    CHECK(number_parse(text, text + len, &v, &fit) == text + len);
    CHECK(v.as.natural == 0x4340000000000000);
    text[len - 1] = '1';
    CHECK(number_parse(text, text + len, &v, &fit) == text + len);
    CHECK(v.as.natural == 0x4340000000000001);
    memset(text, '9', len);
    CHECK(number_parse(text, text + len, &v, &fit) == text + len && fit == NUMBER_OVERFLOWS);
    memcpy(text + len, "e-9999", 6);
    CHECK(number_parse(text, text + len + 6, &v, &fit) == text + len + 6);
    CHECK(v.as.real == 10.0 && fit == NUMBER_FITS);
    memset(text, '0', len);
    text[1] = '.';
    text[len - 1] = '3';
    memcpy(text + len, "e+9997", 6);
    CHECK(number_parse(text, text + len + 6, &v, &fit) == text + len + 6);
    CHECK(v.as.real == 0.3);
    free(text);
}

/* ---- the parts the compilers may choose ------------------------------------------------------------------------ */

TEST(the_portable_product_is_the_product)
{
    for (size_t i = test_cases(100000); i > 0; i--) {
        uint64_t a = some_bits(), b = some_bits();
        wide fast = wide_times(a, b), plain = wide_times_portable(a, b);

        CHECK(fast.high == plain.high && fast.low == plain.low);
    }
    CHECK(wide_times_portable(UINT64_MAX, UINT64_MAX).high == UINT64_MAX - 1);
    CHECK(wide_times_portable(UINT64_MAX, UINT64_MAX).low == 1);
}

/* The estimate decides nearly always; here what it leaves over decides always. */
TEST(whole_numbers_agree_with_the_estimate)
{
    char text[40];

    for (size_t i = test_cases(20000); i > 0; i--) {
        unsigned long long digits = some_bits() / 10 + 1;
        int exponent = (int)test_random_below(600) - 300;
        double near = from_bits(nearest_double((decimal){ digits, exponent, false }, KEEL_STR(""))), got;
        int len = snprintf(text, sizeof text, "%llue%d", digits, exponent);

        if (!isfinite(near) || near == 0) continue;
        got = from_bits(nearest_exactly((keel_str){ text, (size_t)len }, bits_of(near)));
        /* From the nearest double itself on it may only stay, or go up where the number lies above. */
        CHECK_SAYS(got == near || got == nextafter(near, (double)INFINITY), "%s", text);
        got = from_bits(nearest_exactly((keel_str){ text, (size_t)len }, bits_of(nextafter(near, 0))));
        CHECK_SAYS(got == near, "%s is %a, wanted %a", text, got, near);
    }
}

/* ---- printing ------------------------------------------------------------------------------------------------- */

static const struct {
    const char *says;
    uint64_t bits;
    const char *text;
} prints[] = {
    { "nothing", 0x0000000000000000, "0" },
    { "minus nothing", 0x8000000000000000, "0" },
    { "one", 0x3FF0000000000000, "1" },
    { "a hundred", 0x4059000000000000, "100" },
    { "a fraction", 0x3FB999999999999A, "0.1" },
    { "below one", 0xBFE0000000000000, "-0.5" },
    { "the last without an exponent", 0x444B1AE4D6E2EF4F, "999999999999999900000" },
    { "the first with one", 0x444B1AE4D6E2EF50, "1e+21" },
    { "the least without an exponent", 0x3EB0C6F7A0B5ED8D, "0.000001" },
    { "and below it", 0x3E7AD7F29ABCAF48, "1e-7" },
    { "the least subnormal", 0x0000000000000001, "5e-324" },
    { "the largest double", 0x7FEFFFFFFFFFFFFF, "1.7976931348623157e+308" },
    { "the least normal double", 0x0010000000000000, "2.2250738585072014e-308" },
    { "2^53", 0x4340000000000000, "9007199254740992" },
    { "a power of two, whose interval is lopsided", 0x0060000000000000, "7.120236347223045e-307" },
};

static size_t print(char text[KEEL_JSON_REAL_BYTES_MAX + 1], double value)
{
    size_t len = keel_json_real_text(text, value);

    text[len] = '\0';
    return len;
}

TEST(doubles_are_laid_out_as_javascript_does)
{
    char text[KEEL_JSON_REAL_BYTES_MAX + 1];

    for (size_t i = 0; i < sizeof prints / sizeof prints[0]; i++) {
        print(text, from_bits(prints[i].bits));
        CHECK_SAYS(strcmp(text, prints[i].text) == 0, "%s: %s, wanted %s", prints[i].says, text, prints[i].text);
    }
}

static size_t digits_in(const char *text)
{
    size_t count = 0, zeros = 0;

    for (; *text != '\0' && *text != 'e'; text++) {
        if (*text < '0' || *text > '9') continue;
        zeros = *text == '0' ? zeros + 1 : 0;
        count += count > 0 || *text != '0';
    }
    return count > zeros ? count - zeros : 1;
}

/* Windows' strtod takes this one for its upper neighbour, 2^-760, and more of its kind. */
static bool strtod_is_exact(void) { return strtod("1.648934085016866e-229", NULL) == 0x1.fffffffffffffp-761; }

/* What a text reads back as: the C library says it, or where that errs our own reader. */
static double read_back(const char *text)
{
    number_fit fit;
    double value = 0;
    keel_json v;

    if (strtod_is_exact()) return strtod(text, NULL);
    if (number_parse(text, text + strlen(text), &v, &fit) != NULL) keel_json_real(&v, &value);
    return value;
}

/* The plain way: try one digit, two digits, ... Sometimes a shorter decimal reads back that is not the nearest of its
 * length to the value: below powers of two, where the interval is lopsided. So shorter than the oracle may be. */
static size_t fewest_digits(double value)
{
    char text[40];
    int count = 0;

    do snprintf(text, sizeof text, "%.*e", count, value);
    while (read_back(text) != value && ++count < 17);
    return digits_in(text);
}

static void check_print(double value)
{
    char text[KEEL_JSON_REAL_BYTES_MAX + 1], nearest[40];
    size_t len = print(text, value), count = digits_in(text), fewest;
    number_fit fit;
    double back = 0;
    keel_json v;

    CHECK_SAYS(number_parse(text, text + len, &v, &fit) == text + len, "%a is no number: %s", value, text);
    keel_json_real(&v, &back);
    CHECK_SAYS(back == value, "%a is printed as %s, which is %a", value, text, back);
    fewest = fewest_digits(value);
    CHECK_SAYS(count <= fewest, "%a is printed as %s: %zu digits would do", value, text, fewest);
    if (count < fewest) {
        CHECK_SAYS((bits_of(value) & ((1ull << 52) - 1)) == 0, "%a is printed as %s", value, text);
        return;
    }
    snprintf(nearest, sizeof nearest, "%.*e", (int)count - 1, value);
    CHECK_SAYS(read_back(nearest) == read_back(text), "%a is printed as %s, nearer is %s", value, text, nearest);
}

TEST(doubles_are_printed_with_the_fewest_digits_that_read_back)
{
    for (size_t i = test_cases(100000); i > 0; i--) {
        double value = from_bits(test_random());

        if (isfinite(value) && value != 0) check_print(value);
        check_print((double)some_bits() / 1000 + 0.001);
    }
    for (int exponent = -1074; exponent < 1024; exponent++) {
        double power = ldexp(1, exponent);

        check_print(power);
        check_print(nextafter(power, (double)INFINITY));
        if (exponent > -1074) check_print(nextafter(power, 0));
    }
}
