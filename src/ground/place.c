/* Counts lines and code points from the start: an error is told once, so it need not be fast. */
#include "ground/place.h"
#include "ground/screen.h"
#include "ground/utf8.h"

#include <stdio.h>

#define SHOWN_WIDTH_MIN 20u

static bool starts_character(char c) { return ((unsigned char)c & 0xC0) != 0x80; }

static size_t line_start(keel_str text, size_t offset)
{
    while (offset > 0 && text.data[offset - 1] != '\n') offset--;
    return offset;
}

static size_t line_end(keel_str text, size_t offset)
{
    while (offset < text.len && text.data[offset] != '\n') offset++;
    return offset;
}

keel_place keel_place_of(keel_str text, size_t offset)
{
    keel_place at = { 1, 1 };
    size_t start;

    if (offset > text.len) offset = text.len;
    start = line_start(text, offset);
    for (size_t i = 0; i < start; i++) at.line += text.data[i] == '\n';
    for (size_t i = start; i < offset; i++) at.column += starts_character(text.data[i]);
    return at;
}

/* Is it one character, whole, that may be shown? */
static bool is_shown(keel_str character)
{
    size_t at = 0;

    return keel_utf8_valid(character) && !screen_steers(keel_utf8_next(character, &at)) && at == character.len;
}

/* One character as it may be shown: itself, a blank for a tab, '.' for all that is not to be shown. Moves `*i` past
 * it. */
static void show_character(keel_str line, size_t *i, keel_buf *out)
{
    keel_str character = { line.data + *i, 1 };

    while (*i + character.len < line.len && !starts_character(line.data[*i + character.len])) character.len++;
    if (is_shown(character))
        keel_buf_add(out, character);
    else
        keel_buf_add_char(out, line.data[*i] == '\t' ? ' ' : '.');
    *i += character.len;
}

void keel_place_show(keel_str text, size_t offset, size_t width, keel_buf *out)
{
    keel_place at = keel_place_of(text, offset);
    char margin[24];
    size_t start, end, from, room, shown = 0, caret = 0;
    keel_str line;
    int margin_len;

    if (offset > text.len) offset = text.len;
    if (width < SHOWN_WIDTH_MIN) width = SHOWN_WIDTH_MIN;
    margin_len = snprintf(margin, sizeof margin, "%6llu", (unsigned long long)at.line);
    room = width - (size_t)margin_len - 4;
    start = line_start(text, offset);
    end = line_end(text, offset);
    if (end < text.len && end > start && text.data[end - 1] == '\r') end--; /* of a line end, so not of the line */
    line = (keel_str){ text.data + start, end - start };

    from = offset - start > room / 2 ? offset - start - room / 2 : 0;
    while (from > 0 && from < line.len && !starts_character(line.data[from])) from--;
    keel_buf_add_format(out, "%s | ", margin);
    for (size_t i = from; i < line.len && shown < room; shown++) {
        if (i < offset - start) caret = shown + 1;
        show_character(line, &i, out);
    }
    keel_buf_add_format(out, "\n%*s | %*s^\n", margin_len, "", (int)caret, "");
}
