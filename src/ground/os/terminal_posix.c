/* Terminals as POSIX has them. */
#include "ground/os/terminal_platform.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <unistd.h>

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

size_t terminal_platform_columns(terminal_stream stream)
{
    struct winsize size;

    return ioctl(descriptors[stream], TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

const char *terminal_platform_dumb(terminal_stream stream)
{
    const char *term = terminal_set_to("TERM");

    (void)stream; /* the environment speaks for all of them */
    return term == NULL || strcmp(term, "dumb") == 0 ? "TERM is empty or dumb" : NULL;
}

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
        const char *value = terminal_set_to(names[i]);

        if (value == NULL) continue;
        return strcasestr(value, "utf-8") != NULL || strcasestr(value, "utf8") != NULL;
    }
    return false;
}
