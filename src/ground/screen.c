/* Columns, lines, tables. */
#include "ground/screen.h"
#include "ground/utf8.h"

#define COLUMNS_MAX    12
#define LAST_WIDTH_MIN 24u /* a last column narrower than this is not wrapped: it would be a ladder of words */

/* ---- how wide ----------------------------------------------------------------------------------------------- */

typedef struct range {
    uint32_t from, to;
} range;

/* Marks that stand on the character before them, joiners and variation selectors. */
static const range without_width[] = {
    { 0x0300, 0x036F },   { 0x0483, 0x0489 }, { 0x0591, 0x05BD }, { 0x0610, 0x061A }, { 0x064B, 0x065F },
    { 0x06D6, 0x06DC },   { 0x0900, 0x0902 }, { 0x093C, 0x093C }, { 0x0E31, 0x0E31 }, { 0x0E34, 0x0E3A },
    { 0x0E47, 0x0E4E },   { 0x1AB0, 0x1AFF }, { 0x1DC0, 0x1DFF }, { 0x200B, 0x200F }, { 0x202A, 0x202E },
    { 0x2060, 0x2064 },   { 0x20D0, 0x20F0 }, { 0xFE00, 0xFE0F }, { 0xFE20, 0xFE2F }, { 0xFEFF, 0xFEFF },
    { 0xE0100, 0xE01EF },
};

/* East Asian wide and full-width forms, and pictographs. */
static const range double_width[] = {
    { 0x1100, 0x115F },   { 0x231A, 0x231B },   { 0x23E9, 0x23EC }, { 0x2614, 0x2615 },   { 0x26AA, 0x26AB },
    { 0x2705, 0x2705 },   { 0x274C, 0x274C },   { 0x2E80, 0x303E }, { 0x3041, 0x33FF },   { 0x3400, 0x4DBF },
    { 0x4E00, 0x9FFF },   { 0xA000, 0xA4CF },   { 0xA960, 0xA97F }, { 0xAC00, 0xD7A3 },   { 0xF900, 0xFAFF },
    { 0xFE30, 0xFE6F },   { 0xFF00, 0xFF60 },   { 0xFFE0, 0xFFE6 }, { 0x1F300, 0x1F64F }, { 0x1F680, 0x1F6FF },
    { 0x1F900, 0x1F9FF }, { 0x20000, 0x3FFFD },
};

static bool in_ranges(uint32_t c, const range *ranges, size_t count)
{
    size_t low = 0, high = count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (c > ranges[middle].to)
            low = middle + 1;
        else if (c < ranges[middle].from)
            high = middle;
        else
            return true;
    }
    return false;
}

static size_t width_of(uint32_t c)
{
    if (c < 0x300) return 1;
    if (in_ranges(c, without_width, sizeof without_width / sizeof without_width[0])) return 0;
    return in_ranges(c, double_width, sizeof double_width / sizeof double_width[0]) ? 2 : 1;
}

size_t screen_width(keel_str text)
{
    size_t width = 0;

    while (text.len > 0) {
        keel_str good = { text.data, keel_utf8_valid_prefix(text) };
        size_t bad = good.len < text.len;
        for (size_t at = 0; at < good.len;) width += width_of(keel_utf8_next(good, &at));
        width += bad;
        text = (keel_str){ text.data + good.len + bad, text.len - good.len - bad };
    }
    return width;
}

/* ---- what may be shown -------------------------------------------------------------------------------------- */

/* Control characters of ASCII and Latin-1; the marks, line ends, embeddings and isolates of Unicode that rule which way
 * a line runs, and whether it goes on. */
static const range steering[] = {
    { 0x0000, 0x001F }, { 0x007F, 0x009F }, { 0x061C, 0x061C },
    { 0x200E, 0x200F }, { 0x2028, 0x202E }, { 0x2066, 0x2069 },
};

bool screen_steers(uint32_t c) { return in_ranges(c, steering, sizeof steering / sizeof steering[0]); }

static void add_shown(keel_str good, keel_buf *out)
{
    for (size_t at = 0, from = 0; at < good.len; from = at) {
        uint32_t c = keel_utf8_next(good, &at);
        if (screen_steers(c))
            keel_buf_add_char(out, '.');
        else
            keel_buf_add(out, (keel_str){ good.data + from, at - from });
    }
}

void screen_clean(keel_str text, keel_buf *out)
{
    while (text.len > 0) {
        keel_str good = { text.data, keel_utf8_valid_prefix(text) };
        size_t bad = good.len < text.len;
        add_shown(good, out);
        if (bad) keel_buf_add(out, KEEL_STR("\xEF\xBF\xBD"));
        text = (keel_str){ text.data + good.len + bad, text.len - good.len - bad };
    }
}

void screen_blanks(size_t count, keel_buf *out)
{
    for (; count > 0; count--) keel_buf_add_char(out, ' ');
}

/* ---- lines -------------------------------------------------------------------------------------------------- */

static keel_str cut(keel_str *rest, char at)
{
    const char *end = rest->len == 0 ? NULL : memchr(rest->data, at, rest->len);
    keel_str head = { rest->data, end == NULL ? rest->len : (size_t)(end - rest->data) };
    size_t taken = head.len + (end != NULL);

    *rest = (keel_str){ rest->data + taken, rest->len - taken };
    return head;
}

static void wrap_line(keel_str line, size_t indent, size_t column, size_t width, keel_buf *out)
{
    bool fresh = true;

    while (line.len > 0) {
        keel_str word = cut(&line, ' ');
        size_t wide = screen_width(word);
        if (!fresh && column + 1 + wide > width) {
            keel_buf_add_char(out, '\n');
            column = 0;
            fresh = true;
        }
        if (fresh && column < indent) {
            screen_blanks(indent - column, out);
            column = indent;
        } else if (!fresh) {
            keel_buf_add_char(out, ' ');
            column++;
        }
        keel_buf_add(out, word);
        column += wide;
        fresh = false;
    }
    keel_buf_add_char(out, '\n');
}

void screen_wrap(keel_str text, size_t indent, size_t column, size_t width, keel_buf *out)
{
    while (text.len > 0) {
        wrap_line(cut(&text, '\n'), indent, column, width, out);
        column = 0;
    }
}

void screen_heading(const char *on, const screen_look *look, keel_buf *out)
{
    keel_buf_add_format(out, look->colour ? "\033[1m%s\033[0m" : "%s", on);
}

/* ---- tables ------------------------------------------------------------------------------------------------- */

static size_t measure(keel_str rows, size_t widths[COLUMNS_MAX])
{
    size_t columns = 0;

    while (rows.len > 0) {
        keel_str line = cut(&rows, '\n');
        for (size_t i = 0; line.len > 0 && i < COLUMNS_MAX; i++) {
            size_t wide = screen_width(cut(&line, '\t'));
            if (wide > widths[i]) widths[i] = wide;
            if (i + 1 > columns) columns = i + 1;
        }
    }
    return columns;
}

static void aligned(keel_str line, const size_t *widths, size_t columns, const screen_look *look, keel_buf *out)
{
    size_t column = 0;

    for (size_t i = 0; i + 1 < columns; i++) {
        keel_str cell = cut(&line, '\t');
        keel_buf_add(out, cell);
        screen_blanks(widths[i] - screen_width(cell) + 2, out);
        column += widths[i] + 2;
    }
    screen_wrap(line.len > 0 ? line : KEEL_STR("\n"), column, column,
                look->width > column + LAST_WIDTH_MIN ? look->width : SIZE_MAX, out);
}

void screen_table(keel_str rows, const char *headings, const screen_look *look, keel_buf *out)
{
    size_t widths[COLUMNS_MAX] = { 0 }, columns;

    if (!look->person) {
        keel_buf_add(out, rows);
        return;
    }
    columns = measure(rows, widths);
    measure(keel_str_from(headings), widths);
    if (look->colour) keel_buf_add(out, KEEL_STR("\033[1m"));
    aligned(keel_str_from(headings), widths, columns, look, out);
    if (look->colour) {
        out->len -= out->failed == KEEL_OK; /* the end of bold belongs before the end of the line */
        keel_buf_add(out, KEEL_STR("\033[0m\n"));
    }
    while (rows.len > 0) aligned(cut(&rows, '\n'), widths, columns, look, out);
}
