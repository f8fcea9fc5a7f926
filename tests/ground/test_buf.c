/* A buffer has a ceiling, and its failure stays until it is cleared. */
#include "harness.h"
#include "ground/buf.h"

TEST(a_buffer_holds_its_ceiling_and_not_one_byte_more)
{
    for (size_t ceiling = 0; ceiling < 600; ceiling++) {
        keel_buf b = keel_buf_init(ceiling, NULL);

        for (size_t i = 0; i < ceiling; i++) keel_buf_add_char(&b, 'x');
        CHECK(b.failed == KEEL_OK && b.len == ceiling && b.size <= ceiling + (ceiling == 0));
        keel_buf_add(&b, KEEL_STR(""));
        CHECK(b.failed == KEEL_OK);
        keel_buf_add_char(&b, 'x');
        CHECK(b.failed == KEEL_E_LIMIT && b.len == ceiling);
        keel_buf_deinit(&b);
    }
}

TEST(formatting_fills_a_buffer_to_its_last_byte)
{
    keel_buf b = keel_buf_init(5, NULL);

    keel_buf_add_format(&b, "%d", 12345);
    CHECK_STR(keel_buf_str(&b), "12345");
    CHECK(keel_buf_check(&b, NULL) == KEEL_OK);
    keel_buf_add_format(&b, "%s", "");
    CHECK(b.failed == KEEL_OK);
    keel_buf_add_format(&b, "%d", 6);
    CHECK(b.failed == KEEL_E_LIMIT);
    CHECK_STR(keel_buf_str(&b), "12345");
    keel_buf_deinit(&b);
}

TEST(a_failure_stays_and_tells_itself)
{
    keel_buf b = keel_buf_init(4, NULL);
    keel_error err = KEEL_ERROR_INIT;

    keel_buf_add(&b, KEEL_STR("abc"));
    keel_buf_add(&b, KEEL_STR("de"));
    keel_buf_add(&b, KEEL_STR("f")); /* it would fit, but a text with a hole is worse than none */
    CHECK_STR(keel_buf_str(&b), "abc");
    CHECK(keel_buf_check(&b, &err) == KEEL_E_LIMIT);
    CHECK_STR(keel_str_from(err.name), "limits.bytes");
    keel_buf_clear(&b);
    keel_buf_add(&b, KEEL_STR("de"));
    CHECK_STR(keel_buf_str(&b), "de");
    CHECK(keel_buf_reserve(&b, SIZE_MAX) == NULL);
    keel_buf_deinit(&b);
}

TEST(a_buffer_that_is_refused_memory_keeps_what_it_had)
{
    for (size_t nth = 0; nth < 3; nth++) {
        test_memory m;
        keel_buf b = keel_buf_init(4096, &test_memory_refusing(&m, nth)->memory);
        keel_error err = KEEL_ERROR_INIT;

        for (size_t i = 0; i < 1000; i++) keel_buf_add_char(&b, (char)('a' + i % 26));
        CHECK_INT(b.len, nth == 0 ? 0 : 256u << (nth - 1));
        for (size_t i = 0; i < b.len; i++) CHECK(b.data[i] == (char)('a' + i % 26));
        CHECK(keel_buf_check(&b, &err) == KEEL_E_MEMORY && strcmp(err.name, "memory.refused") == 0);
        keel_buf_deinit(&b);
        CHECK_INT(m.bytes, 0);
    }
}
