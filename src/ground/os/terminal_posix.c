/* Terminals as POSIX has them. */
#include "ground/os/terminal.h"

#include <stdlib.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define WIDTH_MAX 1000

static const int descriptors[] = { STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO };

bool terminal_is(terminal_stream stream) { return isatty(descriptors[stream]) == 1; }

size_t terminal_width(terminal_stream stream)
{
    const char *columns = getenv("COLUMNS");
    struct winsize size;
    long asked = columns == NULL ? 0 : strtol(columns, NULL, 10);

    if (asked > 0 && asked <= WIDTH_MAX) return (size_t)asked;
    if (ioctl(descriptors[stream], TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
    return TERMINAL_WIDTH_STANDARD;
}

/* What the environment says; NULL if it is unset or empty. */
static const char *set_to(const char *name)
{
    const char *value = getenv(name);

    return value != NULL && value[0] != '\0' ? value : NULL;
}

static bool is_on(const char *name)
{
    const char *value = set_to(name);

    return value != NULL && strcmp(value, "0") != 0;
}

bool terminal_colour(terminal_stream stream, terminal_choice flag)
{
    const char *term = set_to("TERM");

    if (flag != TERMINAL_AUTO) return flag == TERMINAL_ALWAYS;
    if (set_to("NO_COLOR") != NULL) return false;
    if (is_on("FORCE_COLOR") || is_on("CLICOLOR_FORCE")) return true;
    return terminal_is(stream) && term != NULL && strcmp(term, "dumb") != 0;
}

bool terminal_utf8(void)
{
    static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *value = set_to(names[i]);

        if (value == NULL) continue;
        return strcasestr(value, "utf-8") != NULL || strcasestr(value, "utf8") != NULL;
    }
    return false;
}
