/* Base64 and hexadecimal digits: RFC 4648's own rows, there and back, and all that is refused. */
#include "harness.h"
#include "ground/base64.h"
#include "ground/hex.h"

#define LEN_MAX 200u

static const struct {
    const char *bytes, *standard, *url;
} pairs[] = {
    { "", "", "" },
    { "f", "Zg==", "Zg" },
    { "fo", "Zm8=", "Zm8" },
    { "foo", "Zm9v", "Zm9v" },
    { "foob", "Zm9vYg==", "Zm9vYg" },
    { "fooba", "Zm9vYmE=", "Zm9vYmE" },
    { "foobar", "Zm9vYmFy", "Zm9vYmFy" },
    { "\xfb\xff\xfe", "+//+", "-__-" },
};

static void check_pair(const char *bytes, const char *text, keel_base64_kind kind)
{
    char out[16];
    uint8_t back[16];
    size_t len = keel_base64_encode(out, bytes, strlen(bytes), kind);

    CHECK_STR(((keel_str){ out, len }), text);
    CHECK(keel_base64_decode(back, &len, keel_str_from(text), kind, NULL) == KEEL_OK);
    CHECK_STR(((keel_str){ (char *)back, len }), bytes);
}

TEST(the_rows_of_rfc_4648)
{
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        check_pair(pairs[i].bytes, pairs[i].standard, KEEL_BASE64_STANDARD);
        check_pair(pairs[i].bytes, pairs[i].url, KEEL_BASE64_URL);
    }
}

static const struct {
    const char *says, *text;
    keel_base64_kind kind;
    uint64_t at;
} refused[] = {
    { "padding is missing", "Zg", KEEL_BASE64_STANDARD, 2 },
    { "half the padding is missing", "Zg=", KEEL_BASE64_STANDARD, 2 },
    { "padding alone", "====", KEEL_BASE64_STANDARD, 0 },
    { "three characters of padding", "Z===", KEEL_BASE64_STANDARD, 1 },
    { "padding in the middle", "Zg==Zg==", KEEL_BASE64_STANDARD, 2 },
    { "padding where the kind has none", "Zg==", KEEL_BASE64_URL, 2 },
    { "the other kind's alphabet", "-__-", KEEL_BASE64_STANDARD, 0 },
    { "a line break", "Zm9v\nYg==", KEEL_BASE64_STANDARD, 4 },
    { "a character beyond ASCII", "Zm9\xFC", KEEL_BASE64_STANDARD, 3 },
    { "bits behind one byte", "Zh==", KEEL_BASE64_STANDARD, 1 },
    { "bits behind two bytes", "Zm9", KEEL_BASE64_URL, 2 },
    { "one character alone", "Z", KEEL_BASE64_URL, 1 },
};

TEST(all_other_spellings_are_refused_at_their_byte)
{
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        keel_error err = KEEL_ERROR_INIT;
        uint8_t out[16];
        size_t len;

        CHECK_SAYS(keel_base64_decode(out, &len, keel_str_from(refused[i].text), refused[i].kind, &err) ==
                       KEEL_E_SYNTAX,
                   "%s", refused[i].says);
        CHECK_SAYS(err.offset == refused[i].at, "%s: named byte %llu", refused[i].says, (unsigned long long)err.offset);
    }
}

/* What decodes is what its bytes encode to, so there is one spelling; what does not, says where. */
TEST(one_spelling_for_each_row_of_bytes)
{
    static const char some[] = "AZaz09+/-_=Q \n";

    for (size_t n = test_cases(20000); n > 0; n--) {
        keel_base64_kind kind = (keel_base64_kind)test_random_below(2);
        size_t len = test_random_below(10), bytes_len;
        char text[10], again[16];
        uint8_t bytes[KEEL_BASE64_BYTES(sizeof text)];

        for (size_t i = 0; i < len; i++) text[i] = some[test_random_below(sizeof some - 1)];
        if (keel_base64_decode(bytes, &bytes_len, (keel_str){ text, len }, kind, NULL) != KEEL_OK) continue;
        REQUIRE(keel_base64_encode(again, bytes, bytes_len, kind) == len && memcmp(again, text, len) == 0);
    }
}

TEST(any_bytes_go_there_and_back)
{
    for (size_t len = 0; len < LEN_MAX; len++) {
        uint8_t bytes[LEN_MAX], back[KEEL_BASE64_BYTES(KEEL_BASE64_LEN(LEN_MAX))];
        char text[KEEL_BASE64_LEN(LEN_MAX)], digits[KEEL_HEX_LEN(LEN_MAX)];
        size_t text_len, back_len;

        for (size_t i = 0; i < len; i++) bytes[i] = (uint8_t)test_random();
        for (int kind = KEEL_BASE64_STANDARD; kind <= KEEL_BASE64_URL; kind++) {
            text_len = keel_base64_encode(text, bytes, len, (keel_base64_kind)kind);
            REQUIRE(keel_base64_decode(back, &back_len, (keel_str){ text, text_len }, (keel_base64_kind)kind, NULL) ==
                    KEEL_OK);
            REQUIRE(back_len == len && memcmp(back, bytes, len) == 0);
        }
        keel_hex_encode(digits, bytes, len);
        REQUIRE(keel_hex_decode(back, (keel_str){ digits, KEEL_HEX_LEN(len) }, NULL) == KEEL_OK);
        REQUIRE(memcmp(back, bytes, len) == 0);
    }
}

TEST(hexadecimal_digits_of_either_case_and_nothing_else)
{
    uint8_t out[8];
    keel_error err = KEEL_ERROR_INIT;

    CHECK(keel_hex_decode(out, KEEL_STR("00fFAb"), &err) == KEEL_OK);
    CHECK(memcmp(out, "\x00\xff\xab", 3) == 0);
    CHECK(keel_hex_decode(out, KEEL_STR("0g"), &err) == KEEL_E_SYNTAX);
    CHECK_INT(err.offset, 1);
    CHECK(keel_hex_decode(out, KEEL_STR("abc"), &err) == KEEL_E_SYNTAX);
    CHECK_INT(err.offset, 3);
}
