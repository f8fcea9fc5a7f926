/* The fast reader against the plain one: on random and on broken texts, at every level of the processor, cut anywhere, at
 * every bound. test_page.c puts texts at the end of a page. */
#include "harness.h"
#include "made.h"
#include "twin.h"
#include "ground/levels.h"

/* ---- what they are asked about ----------------------------------------------------------------------------- */

static json_rules usual_rules(void)
{
    json_rules rules;

    (void)!json_rules_from(NULL, &rules, NULL);
    return rules;
}

static void check_agreement(keel_str text, const json_rules *rules, const char *says)
{
    CHECK_SAYS(twin_readers_agree(fast_read, text, rules), "%s: the readers differ at level %s on %.*s", says,
               keel_cpu_name(keel_cpu()), KEEL_STR_ARG(text));
    CHECK_SAYS(twin_minifiers_agree(text, rules), "%s: the minifiers differ at level %s on %.*s", says,
               keel_cpu_name(keel_cpu()), KEEL_STR_ARG(text));
    CHECK_SAYS(twin_formatters_agree(text, rules), "%s: the formatters differ at level %s on %.*s", says,
               keel_cpu_name(keel_cpu()), KEEL_STR_ARG(text));
}

/* ---- random texts ------------------------------------------------------------------------------------------- */

static void check_random_texts(void)
{
    json_rules rules = usual_rules();
    keel_buf text = keel_buf_init(1 << 22, NULL);

    for (size_t i = 0, cases = test_cases(2000); i < cases; i++) {
        keel_buf_clear(&text);
        made_value(&text, (made_shape){ .depth_max = 6, .blanks = i % 2 == 0 });
        REQUIRE(text.failed == KEEL_OK);
        check_agreement(keel_buf_str(&text), &rules, "random");
        CHECK(fast_read(keel_buf_str(&text), &rules, NULL));
        for (size_t broken = 0; broken < 4; broken++) {
            made_fault(&text);
            check_agreement(keel_buf_str(&text), &rules, "mutated");
        }
    }
    keel_buf_deinit(&text);
}

TEST(both_readers_agree_on_random_and_mutated_texts) { FOR_EACH_LEVEL(level) check_random_texts(); }

static void check_large_texts(void)
{
    json_rules rules = usual_rules();
    keel_buf text = keel_buf_init(64 << 20, NULL);

    for (size_t i = 0, cases = test_cases(6); i < cases; i++) {
        keel_buf_clear(&text);
        keel_buf_add_char(&text, '[');
        while (text.len < 200000) {
            made_value(&text, (made_shape){ .depth_max = 5, .blanks = i % 2 == 0, .long_strings = true });
            keel_buf_add_char(&text, ',');
        }
        keel_buf_add(&text, KEEL_STR("0]"));
        REQUIRE(text.failed == KEEL_OK);
        check_agreement(keel_buf_str(&text), &rules, "large");
        made_fault(&text);
        check_agreement(keel_buf_str(&text), &rules, "large and broken");
    }
    keel_buf_deinit(&text);
}

TEST(both_agree_on_texts_of_many_pieces) { FOR_EACH_LEVEL(level) check_large_texts(); }

/* ---- where blocks and pieces of the text meet ------------------------------------------------------------------ */

static const char *const seams[] = {
    "\"a\\\\\"",
    "\"\\\"\"",
    "\"\\\\\\\"\"",
    "\"\\u00e9\\ud83d\\ude00\"",
    "\"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\"",
    "\"\xC3\"",
    "\"\xE2\x82\"",
    "\"\xF0\x9F\x98\"",
    "\"\x01\"",
    "-1.5e+10",
    "true",
    "nul",
    "truex",
    "1 2",
    "{\"a\":1}",
    "[[],{}]",
    "\"\xED\xA0\x80\"",
    "\"\\",
    "\"\\\\\\\\\\\\\\\\\"",
    "\\\"",
    "1\\",
    "\"",
    "",
    "[1,]",
};

/* Each stands at every place of a block, and again at every place before the end of a piece. */
static void check_seams(void)
{
    static const size_t starts[] = { 0, (1u << 14) - 34 };
    json_rules rules = usual_rules();
    keel_buf text = keel_buf_init(1 << 20, NULL);

    for (size_t i = 0; i < sizeof seams / sizeof seams[0]; i++) {
        for (size_t shift = 0; shift < 2 * 68; shift++) {
            size_t blanks = starts[shift % 2] + shift / 2;

            keel_buf_clear(&text);
            while (text.len < blanks) keel_buf_add_char(&text, ' ');
            keel_buf_add(&text, keel_str_from(seams[i]));
            check_agreement(keel_buf_str(&text), &rules, "a seam of blanks");
            text.data[0] = '[';
            if (blanks > 1) text.data[1] = '"';
            if (blanks > 3) memcpy(text.data + blanks - 2, "\",", 2);
            keel_buf_add_char(&text, ']');
            check_agreement(keel_buf_str(&text), &rules, "a seam behind a string");
        }
    }
    keel_buf_deinit(&text);
}

TEST(tokens_may_lie_across_blocks_and_pieces) { FOR_EACH_LEVEL(level) check_seams(); }

static void check_cuts(void)
{
    keel_str whole = KEEL_STR("{\"name\": \"K\xC3\xA9\\u00e9l\\n\", \"list\": [1, -0.5e3, true, false, null, {}, []], "
                              "\"deep\": {\"a\": [[[\"\xF0\x9F\x98\x80\"]]]}, \"n\": 12345678901234567890} ");
    json_rules rules = usual_rules();

    for (size_t len = 0; len <= whole.len; len++) check_agreement((keel_str){ whole.data, len }, &rules, "cut");
}

TEST(both_agree_on_a_text_cut_at_every_byte) { FOR_EACH_LEVEL(level) check_cuts(); }

/* ---- can these tests fail? --------------------------------------------------------------------------------------- */

/* Broken twins of the fast reader: one is too strict, one loses a flag, one takes what it should not. */
static bool refuses_del(keel_str text, const json_rules *rules, json_tree *tree)
{
    return memchr(text.data, 0x7F, text.len) == NULL && fast_read(text, rules, tree);
}

static bool loses_a_flag(keel_str text, const json_rules *rules, json_tree *tree)
{
    if (!fast_read(text, rules, tree)) return false;
    if (tree != NULL) tree->values[tree->count - 1].tag &= ~(uint64_t)JSON_FLAG_PLAIN;
    return true;
}

static bool takes_what_is_cut(keel_str text, const json_rules *rules, json_tree *tree)
{
    return fast_read(text, rules, tree) || (tree == NULL && text.len > 0 && text.data[text.len - 1] == ',');
}

static bool is_found_out(twin_reader *broken)
{
    json_rules rules = usual_rules();
    keel_buf text = keel_buf_init(1 << 22, NULL);
    bool agree = true;

    for (size_t i = 0; i < 20000 && agree; i++) {
        keel_buf_clear(&text);
        made_value(&text, (made_shape){ .depth_max = 4 });
        agree = twin_readers_agree(broken, keel_buf_str(&text), &rules);
        made_fault(&text);
        agree = agree && twin_readers_agree(broken, keel_buf_str(&text), &rules);
    }
    keel_buf_deinit(&text);
    return !agree;
}

TEST(a_broken_reader_is_found_out)
{
    CHECK(is_found_out(refuses_del));
    CHECK(is_found_out(loses_a_flag));
    CHECK(is_found_out(takes_what_is_cut));
    CHECK(!is_found_out(fast_read));
}
