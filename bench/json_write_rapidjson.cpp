#include "json_write.h"

#include <cstdlib>
#include <rapidjson/document.h>
#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

using namespace rapidjson;

namespace
{

struct ready {
    keel_str text;
    Document tree;
};

void parse(keel_str text, Document &tree)
{
    tree.Parse(text.data, text.len);
    if (tree.HasParseError()) abort();
}

void *prepare(keel_str text)
{
    ready *r = new ready;

    r->text = text;
    parse(text, r->tree);
    return r;
}

void release(void *ctx) { delete static_cast<ready *>(ctx); }

size_t written(void *ctx)
{
    StringBuffer out;
    Writer<StringBuffer> writer(out);

    static_cast<ready *>(ctx)->tree.Accept(writer);
    return out.GetSize();
}

void write_tree(void *ctx)
{
    if (written(ctx) == 0) abort();
}

void read_tree(void *ctx)
{
    Document tree;

    parse(static_cast<ready *>(ctx)->text, tree);
}

void format(void *ctx)
{
    Document tree;
    StringBuffer out;
    PrettyWriter<StringBuffer> writer(out);

    parse(static_cast<ready *>(ctx)->text, tree);
    writer.SetIndent(' ', 2);
    tree.Accept(writer);
}

} // namespace

extern "C" const json_write_peer json_write_rapidjson = { "rapidjson", prepare,   release, write_tree,
                                                          written,     read_tree, format };
