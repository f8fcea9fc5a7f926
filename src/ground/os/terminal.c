/* What a person asked for by flag and environment, before the terminal itself is asked. */
#include "ground/os/terminal_platform.h"

#include <stdlib.h>

#define WIDTH_MAX 1000

size_t terminal_width(terminal_stream stream)
{
    const char *columns = terminal_set_to("COLUMNS");
    long asked = columns == NULL ? 0 : strtol(columns, NULL, 10);
    size_t told;

    if (asked > 0 && asked <= WIDTH_MAX) return (size_t)asked;
    told = terminal_platform_columns(stream);
    return told > 0 ? told : TERMINAL_WIDTH_STANDARD;
}

const char *terminal_set_to(const char *name)
{
    const char *value = getenv(name);

    return value != NULL && value[0] != '\0' ? value : NULL;
}

static bool is_on(const char *name)
{
    const char *value = terminal_set_to(name);

    return value != NULL && strcmp(value, "0") != 0;
}

typedef struct verdict {
    bool colour;
    const char *why;
} verdict;

static verdict judge_colour(terminal_stream stream, terminal_choice flag)
{
    const char *dumb;

    if (flag != TERMINAL_AUTO) return (verdict){ flag == TERMINAL_ALWAYS, "--color" };
    if (terminal_set_to("NO_COLOR") != NULL) return (verdict){ false, "NO_COLOR" };
    if (is_on("FORCE_COLOR")) return (verdict){ true, "FORCE_COLOR" };
    if (is_on("CLICOLOR_FORCE")) return (verdict){ true, "CLICOLOR_FORCE" };
    if (!terminal_is(stream)) return (verdict){ false, "not a terminal" };
    dumb = terminal_platform_dumb(stream);
    return dumb != NULL ? (verdict){ false, dumb } : (verdict){ true, "a terminal" };
}

bool terminal_colour(terminal_stream stream, terminal_choice flag) { return judge_colour(stream, flag).colour; }

const char *terminal_colour_why(terminal_stream stream, terminal_choice flag) { return judge_colour(stream, flag).why; }

bool terminal_redraws(terminal_stream stream) { return terminal_is(stream) && terminal_platform_dumb(stream) == NULL; }
