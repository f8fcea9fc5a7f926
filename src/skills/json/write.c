/* Writing strings. */
#include "skills/json/json.h"

static void quote_char(unsigned char c, keel_buf *out)
{
    static const char letters[] = "btn?fr";

    if (c == '"' || c == '\\')
        keel_buf_add_format(out, "\\%c", c);
    else if (c >= '\b' && c <= '\r' && c != '\v')
        keel_buf_add_format(out, "\\%c", letters[c - '\b']);
    else if (c < 0x20)
        keel_buf_add_format(out, "\\u%04x", c);
    else
        keel_buf_add_char(out, (char)c);
}

void keel_json_quote(keel_str text, bool ascii, keel_buf *out)
{
    (void)ascii;
    keel_buf_add_char(out, '"');
    for (size_t i = 0; i < text.len; i++) quote_char((unsigned char)text.data[i], out);
    keel_buf_add_char(out, '"');
}
