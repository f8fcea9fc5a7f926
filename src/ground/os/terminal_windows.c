/* Terminals as Windows has them: consoles. */
#include "ground/os/terminal_platform.h"

#include <windows.h>

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

size_t terminal_platform_columns(terminal_stream stream)
{
    CONSOLE_SCREEN_BUFFER_INFO info;

    if (!GetConsoleScreenBufferInfo(handle_of(stream), &info)) return 0;
    return (size_t)(info.srWindow.Right - info.srWindow.Left + 1);
}

/* Consoles before Windows 10 know no sequences, later ones want to be asked. */
bool terminal_platform_paints(terminal_stream stream)
{
    HANDLE console = handle_of(stream);
    DWORD mode;

    return GetConsoleMode(console, &mode) != 0 &&
           SetConsoleMode(console, mode | ENABLE_VIRTUAL_TERMINAL_PROCESSING) != 0;
}

/* Without a console (0) a file or pipe takes our bytes as they are. */
bool terminal_utf8(void)
{
    UINT page = GetConsoleOutputCP();

    return page == CP_UTF8 || page == 0;
}
