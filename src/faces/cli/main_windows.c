/* The door on Windows, where arguments come in UTF-16 and consoles have a page of characters of their own. From here
 * on all is UTF-8, and lines end as they do everywhere else. */
#include "ground/assert.h"
#include "ground/memory.h"
#include "ground/utf8.h"

#include <fcntl.h>
#include <io.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>
#include <windows.h>

int main(int argc, char **argv);
int wmain(int argc, wchar_t **wide_argv);

static_assert(sizeof(wchar_t) == sizeof(uint16_t), "a wide character of Windows is a unit of UTF-16");

static UINT page_before;

static void give_page_back(void) { SetConsoleOutputCP(page_before); }

static void speak_utf8(void)
{
    page_before = GetConsoleOutputCP();
    if (page_before != 0 && page_before != CP_UTF8 && SetConsoleOutputCP(CP_UTF8)) atexit(give_page_back);
    _setmode(_fileno(stdout), _O_BINARY);
    _setmode(_fileno(stderr), _O_BINARY);
}

/* Owned by the process, which ends with it. */
static char *narrow(const wchar_t *wide)
{
    size_t units = wcslen(wide), len;
    char *narrowed = keel_memory_resize(NULL, NULL, 0, units * 3 + 1);

    if (narrowed == NULL) return NULL;
    len = keel_utf8_from_utf16(narrowed, (const uint16_t *)wide, units);
    narrowed[len] = '\0';
    return narrowed;
}

int wmain(int argc, wchar_t **wide_argv)
{
    char **argv = keel_memory_resize(NULL, NULL, 0, ((size_t)argc + 1) * sizeof *argv);

    speak_utf8();
    for (int i = 0; argv != NULL && i < argc; i++) {
        argv[i] = narrow(wide_argv[i]);
        if (argv[i] == NULL) argv = NULL;
    }
    if (argv == NULL) {
        fputs("error: out of memory  [memory.refused]\n", stderr);
        return EXIT_FAILURE;
    }
    argv[argc] = NULL;
    return main(argc, argv);
}
