/* SHA-256 against the vectors of NIST, its own pieces, and OpenSSL. */
#include "harness.h"
#include "levels.h"
#include "ground/hex.h"
#include "ground/sha256.h"
#include "ground/sha256_forms.h"

#include <stdio.h>

static void check_digest(const uint8_t digest[KEEL_SHA256_BYTES], const char *wanted, const char *says)
{
    char text[KEEL_HEX_LEN(KEEL_SHA256_BYTES)];

    keel_hex_encode(text, digest, KEEL_SHA256_BYTES);
    CHECK_SAYS(keel_str_equal((keel_str){ text, sizeof text }, keel_str_from(wanted)), "%s: %.64s, wanted %s", says,
               text, wanted);
}

/* FIPS 180-4's examples, and the corners of the padding from NIST's list. */
static const struct {
    const char *says, *text, *digest;
} rows[] = {
    { "nothing", "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
    { "one block", "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
    { "56 bytes: the length needs a second block", "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
    { "112 bytes",
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrst"
      "u",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1" },
    { "one byte", "\xbd", "68325720aabd7c82f30f554b313d0570c95accbb7dc4b5aae11204c08ffe732b" },
    { "four bytes", "\xc9\x8c\x8e\x55", "7abc22c0ae5af26ce93dbb94433a0e0b2e119d014f8e7f65bd56c61ccccd9504" },
};

TEST(the_digests_of_nist)
{
    FOR_EACH_LEVEL(level)
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        uint8_t digest[KEEL_SHA256_BYTES];
        keel_sha256_of(keel_str_from(rows[i].text), digest);
        check_digest(digest, rows[i].digest, rows[i].says);
    }
}

TEST(a_million_times_a)
{
    FOR_EACH_LEVEL(level)
    {
        uint8_t digest[KEEL_SHA256_BYTES];
        keel_sha256 sha = keel_sha256_init();

        for (size_t i = 0; i < 100000; i++) keel_sha256_update(&sha, KEEL_STR("aaaaaaaaaa"));
        keel_sha256_final(&sha, digest);
        check_digest(digest, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
                     keel_cpu_name((keel_cpu_level)level));
    }
}

TEST(pieces_of_any_length_give_the_same_digest_at_every_level)
{
    char text[1000];

    for (size_t n = test_cases(2000); n > 0; n--) {
        size_t len = test_random_below(sizeof text);
        uint8_t wanted[KEEL_SHA256_BYTES], digest[KEEL_SHA256_BYTES];

        for (size_t i = 0; i < len; i++) text[i] = (char)test_random();
        KEEL_ASSERT(keel_cpu_force(KEEL_STR("scalar"), NULL) == KEEL_OK);
        keel_sha256_of((keel_str){ text, len }, wanted);
        FOR_EACH_LEVEL(level)
        {
            keel_sha256 sha = keel_sha256_init();
            for (size_t at = 0; at < len;) {
                size_t piece = 1 + test_random_below(test_random_below(2) == 0 ? 5 : 200);
                if (piece > len - at) piece = len - at;
                keel_sha256_update(&sha, (keel_str){ text + at, piece });
                at += piece;
            }
            keel_sha256_final(&sha, digest);
            CHECK(memcmp(digest, wanted, sizeof digest) == 0);
        }
    }
}
