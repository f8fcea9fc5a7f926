/* What a person asked for by the environment, before the terminal is asked. */
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

bool terminal_colour(terminal_stream stream, terminal_choice flag)
{
    if (flag != TERMINAL_AUTO) return flag == TERMINAL_ALWAYS;
    if (terminal_set_to("NO_COLOR") != NULL) return false;
    if (is_on("FORCE_COLOR") || is_on("CLICOLOR_FORCE")) return true;
    return terminal_platform_paints(stream);
}
