/* The gathered rows. */
#include "ground/names.h"

static const keel_error_page pages[] = {
#define KEEL_ERROR(name, code, title, text) { name, KEEL_##code, title, text },
#include "errors-all.def"
#undef KEEL_ERROR
};

const keel_error_page *keel_error_pages(size_t *count)
{
    *count = sizeof pages / sizeof pages[0];
    return pages;
}

const keel_error_page *keel_error_page_find(keel_str name)
{
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
        if (keel_str_equal(name, keel_str_from(pages[i].name))) return &pages[i];
    return NULL;
}
