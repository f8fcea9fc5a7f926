/* One option in one sentence, replaced. */
#include "ground/mend.h"

#define NAMED "option '"

static const char *find_word(const mend_word *words, size_t count, keel_str field)
{
    for (size_t i = 0; i < count; i++)
        if (keel_str_equal(field, keel_str_from(words[i].field))) return words[i].here;
    return NULL;
}

void mend_translate(keel_error *err, const mend_word *words, size_t count)
{
    char mend[sizeof err->mend];
    const char *named, *field, *end, *here;

    memcpy(mend, err->mend, sizeof mend);
    named = strstr(mend, NAMED);
    if (named == NULL) return;
    field = named + strlen(NAMED);
    end = strchr(field, '\'');
    here = end == NULL ? NULL : find_word(words, count, (keel_str){ field, (size_t)(end - field) });
    if (here != NULL) keel_error_mend(err, "%.*s%s%s", (int)(named - mend), mend, here, end + 1);
}
