/* OpenSSL, loaded when it is asked for: does it agree with ours? */
#include "harness.h"
#include "levels.h"
#include "ground/os/openssl.h"
#include "ground/sha256.h"

#include <stdio.h>

static_assert(OPENSSL_SHA256_BYTES == KEEL_SHA256_BYTES, "one digest, one length");

TEST(openssl_and_we_agree_on_every_length_up_to_five_blocks)
{
    char text[5 * KEEL_SHA256_BLOCK_BYTES];
    keel_error err = KEEL_ERROR_INIT;

    if (openssl_load(&err) != KEEL_OK) { /* a system without it is a system we run on: the error must help */
        printf("    skipped: %s\n", err.what);
        CHECK(strcmp(err.name, "openssl.missing") == 0 && err.mend[0] != '\0');
        return;
    }
    CHECK(strncmp(openssl_version(), "OpenSSL ", 8) == 0);
    for (size_t i = 0; i < sizeof text; i++) text[i] = (char)test_random();
    FOR_EACH_LEVEL(level)
    for (size_t len = 0; len <= sizeof text; len++) {
        uint8_t ours[KEEL_SHA256_BYTES], theirs[KEEL_SHA256_BYTES];

        keel_sha256_of((keel_str){ text, len }, ours);
        REQUIRE(openssl_sha256((keel_str){ text, len }, theirs, &err) == KEEL_OK);
        if (!CHECK_SAYS(memcmp(ours, theirs, sizeof ours) == 0, "%s, %zu bytes", keel_cpu_name((keel_cpu_level)level),
                        len))
            break;
    }
}
