/* Terminals as POSIX has them. */
#include "ground/os/terminal_platform.h"

#include <strings.h>
#include <sys/ioctl.h>
#include <unistd.h>

static const int descriptors[] = { STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO };

bool terminal_is(terminal_stream stream) { return isatty(descriptors[stream]) == 1; }

size_t terminal_platform_columns(terminal_stream stream)
{
    struct winsize size;

    return ioctl(descriptors[stream], TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

bool terminal_platform_paints(terminal_stream stream)
{
    const char *term = terminal_set_to("TERM");

    return terminal_is(stream) && term != NULL && strcmp(term, "dumb") != 0;
}

bool terminal_utf8(void)
{
    static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *locale = terminal_set_to(names[i]);
        if (locale != NULL) return strcasestr(locale, "utf-8") != NULL || strcasestr(locale, "utf8") != NULL;
    }
    return false;
}
