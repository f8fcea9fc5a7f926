/* Terminals as POSIX has them. */
#include "ground/os/terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define WIDTH_MAX 1000

static const int descriptors[] = { STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO };

bool terminal_is(terminal_stream stream) { return isatty(descriptors[stream]) == 1; }

/* The null device opened the wrong way round: it holds the place, and refuses with EBADF as the closed one did.
 * Lower descriptors are held first, so open gives the very one that is missing. */
void terminal_keep_streams(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        if (fcntl(fd, F_GETFD) != -1 || errno != EBADF) continue;
        if (open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0) return;
    }
}

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

static bool is_dumb(void)
{
    const char *term = set_to("TERM");

    return term == NULL || strcmp(term, "dumb") == 0;
}

typedef struct verdict {
    bool colour;
    const char *why;
} verdict;

static verdict judge_colour(terminal_stream stream, terminal_choice flag)
{
    if (flag != TERMINAL_AUTO) return (verdict){ flag == TERMINAL_ALWAYS, "--color" };
    if (set_to("NO_COLOR") != NULL) return (verdict){ false, "NO_COLOR" };
    if (is_on("FORCE_COLOR")) return (verdict){ true, "FORCE_COLOR" };
    if (is_on("CLICOLOR_FORCE")) return (verdict){ true, "CLICOLOR_FORCE" };
    if (!terminal_is(stream)) return (verdict){ false, "not a terminal" };
    if (is_dumb()) return (verdict){ false, "TERM is empty or dumb" };
    return (verdict){ true, "a terminal" };
}

bool terminal_colour(terminal_stream stream, terminal_choice flag) { return judge_colour(stream, flag).colour; }

const char *terminal_colour_why(terminal_stream stream, terminal_choice flag) { return judge_colour(stream, flag).why; }

bool terminal_redraws(terminal_stream stream) { return terminal_is(stream) && !is_dumb(); }

bool terminal_input_ready(unsigned ms)
{
    struct pollfd in = { .fd = STDIN_FILENO, .events = POLLIN };

    return poll(&in, 1, (int)ms) != 0; /* an error is for the reading to tell */
}

size_t terminal_height(void)
{
    struct winsize size;

    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_row : 0;
}

bool terminal_page(const char *pager, keel_str text)
{
    void (*before)(int) = signal(SIGPIPE, SIG_IGN); /* a pager that is left early closes its end */
    FILE *pipe = popen(pager, "w");

    if (pipe != NULL) {
        fwrite(text.data, 1, text.len, pipe);
        pclose(pipe);
    }
    signal(SIGPIPE, before);
    return pipe != NULL;
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
