/* Terminals as Windows has them: consoles. */
#include "ground/os/terminal.h"

#include <stdlib.h>
#include <windows.h>

#define WIDTH_MAX 1000

static HANDLE handle_of(terminal_stream stream)
{
    static const DWORD names[] = { STD_INPUT_HANDLE, STD_OUTPUT_HANDLE, STD_ERROR_HANDLE };

    return GetStdHandle(names[stream]);
}

bool terminal_is(terminal_stream stream)
{
    DWORD mode;

    return GetConsoleMode(handle_of(stream), &mode) != 0;
}

size_t terminal_width(terminal_stream stream)
{
    const char *columns = getenv("COLUMNS");
    long asked = columns == NULL ? 0 : strtol(columns, NULL, 10);
    CONSOLE_SCREEN_BUFFER_INFO info;

    if (asked > 0 && asked <= WIDTH_MAX) return (size_t)asked;
    if (!GetConsoleScreenBufferInfo(handle_of(stream), &info)) return TERMINAL_WIDTH_STANDARD;
    return (size_t)(info.srWindow.Right - info.srWindow.Left + 1);
}

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

/* Consoles before Windows 10 know no sequences, later ones want to be asked. */
static bool paints(HANDLE console)
{
    DWORD mode;

    return GetConsoleMode(console, &mode) != 0 &&
           SetConsoleMode(console, mode | ENABLE_VIRTUAL_TERMINAL_PROCESSING) != 0;
}

bool terminal_colour(terminal_stream stream, terminal_choice flag)
{
    if (flag != TERMINAL_AUTO) return flag == TERMINAL_ALWAYS;
    if (set_to("NO_COLOR") != NULL) return false;
    if (is_on("FORCE_COLOR") || is_on("CLICOLOR_FORCE")) return true;
    return paints(handle_of(stream));
}

/* Without a console (0) a file or pipe takes our bytes as they are. */
bool terminal_utf8(void)
{
    UINT page = GetConsoleOutputCP();

    return page == CP_UTF8 || page == 0;
}
