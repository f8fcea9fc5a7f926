/* A text that ends where a page ends, and behind it a page that nobody may touch: one byte too far is a crash. */
#include "harness.h"
#include "made.h"
#include "twin.h"
#include "ground/cpu.h"

#include <sys/mman.h>
#include <unistd.h>

#define PAGES 3u

/* The end of readable memory; NULL if the system gives none. */
static char *last_readable_end(void)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    char *pages = mmap(NULL, PAGES * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (pages == MAP_FAILED || mprotect(pages + (PAGES - 1) * page, page, PROT_NONE) != 0) return NULL;
    return pages + (PAGES - 1) * page;
}

static void check_at(char *end, const keel_buf *text)
{
    json_rules rules;
    keel_str at_end = { end - text->len, text->len };

    REQUIRE(json_rules_from(NULL, &rules, NULL) == KEEL_OK);
    memcpy(end - text->len, text->data, text->len);
    CHECK_SAYS(twin_readers_agree(fast_read, at_end, &rules), "%.*s", KEEL_STR_ARG(at_end));
    CHECK_SAYS(twin_minifiers_agree(at_end, &rules), "%.*s", KEEL_STR_ARG(at_end));
}

static void check_page_ends(void)
{
    char *end = last_readable_end();
    keel_buf text = keel_buf_init(1 << 16, NULL);

    REQUIRE(end != NULL);
    for (size_t len = 0; len <= 200; len++) {
        keel_buf_clear(&text);
        made_of_length(&text, len);
        for (size_t cut = 0; cut < 4 && text.len > 0; cut++, text.len--) check_at(end, &text);
        for (size_t fault = 0; fault < 4; fault++) {
            made_fault(&text);
            if (text.len > 0) check_at(end, &text);
        }
    }
    keel_buf_deinit(&text);
    munmap(end - (PAGES - 1) * (size_t)sysconf(_SC_PAGESIZE), PAGES * (size_t)sysconf(_SC_PAGESIZE));
}

TEST(no_byte_behind_the_text_is_read) { twin_at_every_level(check_page_ends); }
