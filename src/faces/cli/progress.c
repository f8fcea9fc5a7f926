/* One line that vanishes. */
#include "faces/cli/cli.h"
#include "ground/os/clock.h"

#include <stdarg.h>
#include <stdio.h>

#define QUIET_NS   300000000u /* what ends sooner needs no line */
#define BETWEEN_NS 100000000u /* between two drawings */
#define LINE_BYTES 256

progress progress_begin(const call *c)
{
    return (progress){ .on = terminal_redraws(TERMINAL_STDERR) && !cli_given(c, OPTION_QUIET) &&
                             !cli_given(c, OPTION_JSON),
                       .begun_ns = clock_now_ns(),
                       .width = terminal_width(TERMINAL_STDERR) };
}

void progress_say(progress *p, const char *format, ...)
{
    uint64_t now = p->on ? clock_now_ns() : 0;
    char line[LINE_BYTES];
    va_list args;

    if (!p->on || now - p->begun_ns < QUIET_NS || now - p->drawn_ns < BETWEEN_NS) return;
    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    fprintf(stderr, "\r%.*s (%.1f s)\033[K", (int)(p->width > 12 ? p->width - 12 : 0), line,
            (double)(now - p->begun_ns) / 1e9);
    fflush(stderr);
    p->drawn = true;
    p->drawn_ns = now;
}

void progress_end(progress *p)
{
    if (p->drawn) fputs("\r\033[K", stderr);
    p->drawn = false;
}
