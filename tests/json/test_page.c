/* A text that ends where a page ends, and behind it a page that nobody may touch: one byte too far is a crash. */
#include "harness.h"
#include "made.h"
#include "twin.h"
#include "ground/guarded.h"
#include "ground/levels.h"

#define LEN_MAX 200u

static void check_at_end(const guarded *room, const keel_buf *text)
{
    json_rules rules;
    keel_str at_end = { guarded_end(room, text->len), text->len };

    REQUIRE(json_rules_from(NULL, &rules, NULL) == KEEL_OK);
    if (text->len > 0) memcpy(guarded_end(room, text->len), text->data, text->len);
    CHECK_SAYS(twin_readers_agree(fast_read, at_end, &rules), "%.*s", KEEL_STR_ARG(at_end));
    CHECK_SAYS(twin_minifiers_agree(at_end, &rules), "%.*s", KEEL_STR_ARG(at_end));
    CHECK_SAYS(twin_formatters_agree(at_end, &rules), "%.*s", KEEL_STR_ARG(at_end));
}

static void check_lengths(const guarded *room, keel_buf *text)
{
    for (size_t len = 0; len <= LEN_MAX; len++) {
        keel_buf_clear(text);
        made_of_length(text, len);
        for (size_t cut = 0; cut < 4 && text->len > 0; cut++, text->len--) check_at_end(room, text);
        for (size_t fault = 0; fault < 4; fault++) {
            made_fault(text);
            check_at_end(room, text);
        }
    }
}

TEST(no_byte_behind_the_text_is_read)
{
    guarded room = guarded_new(2 * LEN_MAX);
    keel_buf text = keel_buf_init(1 << 16, NULL);

    REQUIRE(room.data != NULL);
    FOR_EACH_LEVEL(level) check_lengths(&room, &text);
    keel_buf_deinit(&text);
    guarded_free(&room);
}
