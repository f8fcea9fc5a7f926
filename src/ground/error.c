/* Sentences of fixed size; what does not fit is cut at a character and ends in "...". */
#include "ground/error.h"

#include <stdarg.h>
#include <stdio.h>

#define ELLIPSIS "..."

/* Cuts before the last character that does not fit whole, so that a sentence stays valid UTF-8. */
static void mark_cut(char *sentence, size_t size)
{
    size_t end = size - sizeof ELLIPSIS;

    while (end > 0 && ((unsigned char)sentence[end] & 0xC0) == 0x80) end--;
    memcpy(sentence + end, ELLIPSIS, sizeof ELLIPSIS);
}

KEEL_PRINTF(3, 0) static void say(char *sentence, size_t size, const char *format, va_list args)
{
    int needed = vsnprintf(sentence, size, format, args);

    if (needed < 0)
        sentence[0] = '\0';
    else if ((size_t)needed >= size)
        mark_cut(sentence, size);
}

static void begin(keel_error *err, keel_code code, const char *name)
{
    err->code = code;
    err->name = name;
    err->sys = 0;
    err->offset = KEEL_NOWHERE;
    err->what[0] = err->place[0] = err->mend[0] = '\0';
}

keel_code keel_error_set(keel_error *err, keel_code code, const char *name, const char *what, ...)
{
    va_list args;

    if (err == NULL) return code;
    begin(err, code, name);
    va_start(args, what);
    say(err->what, sizeof err->what, what, args);
    va_end(args);
    return code;
}

keel_code keel_error_system(keel_error *err, keel_code code, const char *name, int sys, const char *what, ...)
{
    char sentence[sizeof err->what];
    const char *reason = strerror(sys);
    size_t behind = strlen(": ") + strlen(reason);
    va_list args;

    if (err == NULL) return code;
    va_start(args, what);
    say(sentence, behind < sizeof sentence / 2 ? sizeof sentence - behind : sizeof sentence, what, args);
    va_end(args);
    keel_error_set(err, code, name, "%s: %s", sentence, reason);
    err->sys = sys;
    return code;
}

keel_code keel_error_place(keel_error *err, const char *place, ...)
{
    va_list args;

    if (err == NULL) return KEEL_OK;
    va_start(args, place);
    say(err->place, sizeof err->place, place, args);
    va_end(args);
    return err->code;
}

keel_code keel_error_mend(keel_error *err, const char *mend, ...)
{
    va_list args;

    if (err == NULL) return KEEL_OK;
    va_start(args, mend);
    say(err->mend, sizeof err->mend, mend, args);
    va_end(args);
    return err->code;
}

keel_code keel_error_within(keel_error *err, const char *place, ...)
{
    char inner[sizeof err->place], outer[sizeof err->place];
    va_list args;

    if (err == NULL) return KEEL_OK;
    memcpy(inner, err->place, sizeof inner);
    va_start(args, place);
    say(outer, sizeof outer, place, args);
    va_end(args);
    return inner[0] == '\0' ? keel_error_place(err, "%s", outer) : keel_error_place(err, "%s, %s", inner, outer);
}

const char *keel_code_name(keel_code code)
{
    switch (code) {
    case KEEL_OK: return "OK";
    case KEEL_MORE: return "MORE";
#define KEEL_CODE(name, exit, meaning) \
    case KEEL_##name:                  \
        return #name;
#include "ground/codes.def"
#undef KEEL_CODE
    }
    return "?";
}

enum {
#define KEEL_EXIT(name, status, meaning) EXIT_OF_##name = (status),
#include "ground/exits.def"
#undef KEEL_EXIT
};

int keel_code_exit(keel_code code)
{
    switch (code) {
    case KEEL_OK:
    case KEEL_MORE: return EXIT_OF_DONE;
#define KEEL_CODE(name, exit, meaning) \
    case KEEL_##name:                  \
        return EXIT_OF_##exit;
#include "ground/codes.def"
#undef KEEL_CODE
    }
    return EXIT_OF_BUG;
}
