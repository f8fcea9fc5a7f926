/* Terminals as Windows has them: consoles. */
#include "ground/os/terminal_platform.h"

#include <stdio.h>
#include <windows.h>

#define PIPE_LOOK_MS 10u /* a pipe cannot be waited for: it is looked at again and again */

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

/* Here no file takes the place of a closed stream: a stream is a name of its own and not the lowest free number. */
void terminal_keep_streams(void) {}

size_t terminal_platform_columns(terminal_stream stream)
{
    CONSOLE_SCREEN_BUFFER_INFO info;

    if (!GetConsoleScreenBufferInfo(handle_of(stream), &info)) return 0;
    return (size_t)(info.srWindow.Right - info.srWindow.Left + 1);
}

size_t terminal_height(void)
{
    CONSOLE_SCREEN_BUFFER_INFO info;

    if (!GetConsoleScreenBufferInfo(handle_of(TERMINAL_STDOUT), &info)) return 0;
    return (size_t)(info.srWindow.Bottom - info.srWindow.Top + 1);
}

/* Consoles before Windows 10 know no sequences, later ones want to be asked. */
const char *terminal_platform_dumb(terminal_stream stream)
{
    HANDLE console = handle_of(stream);
    const char *term = terminal_set_to("TERM");
    DWORD mode;

    if (term != NULL && strcmp(term, "dumb") == 0) return "TERM is dumb";
    if (GetConsoleMode(console, &mode) && SetConsoleMode(console, mode | ENABLE_VIRTUAL_TERMINAL_PROCESSING))
        return NULL;
    return "a console that knows no colours";
}

static bool pipe_ready(HANDLE in, unsigned ms)
{
    for (unsigned waited = 0;; waited += PIPE_LOOK_MS) {
        DWORD there = 0;
        if (!PeekNamedPipe(in, NULL, 0, NULL, &there, NULL) || there > 0)
            return true; /* an end is for the reading to tell */
        if (waited >= ms) return false;
        Sleep(PIPE_LOOK_MS);
    }
}

bool terminal_input_ready(unsigned ms)
{
    HANDLE in = handle_of(TERMINAL_STDIN);

    if (GetFileType(in) == FILE_TYPE_PIPE) return pipe_ready(in, ms);
    return WaitForSingleObject(in, ms) != WAIT_TIMEOUT;
}

bool terminal_page(const char *pager, keel_str text)
{
    FILE *pipe = _popen(pager, "wb");

    if (pipe == NULL) return false;
    fwrite(text.data, 1, text.len, pipe);
    _pclose(pipe);
    return true;
}

/* Without a console (0) a file or pipe takes our bytes as they are. */
bool terminal_utf8(void)
{
    UINT page = GetConsoleOutputCP();

    return page == CP_UTF8 || page == 0;
}
