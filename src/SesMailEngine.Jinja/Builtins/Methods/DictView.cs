using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Builtins.Methods;

/// <summary>The keys, values or items of a dict as it is, not as it was when it was asked.</summary>
internal sealed class DictView(DictValue dict, DictViewKind kind) : ObjectValue
{
    internal override string TypeName => kind switch
    {
        DictViewKind.Keys => "dict_keys",
        DictViewKind.Values => "dict_values",
        _ => "dict_items",
    };

    internal override long? Length => dict.Count;

    internal override bool IsIterable => true;

    internal override IEnumerator<Value> Iterate()
    {
        int version = dict.Version;
        int at = 0;
        while (dict.NextEntry(ref at, out var key, out var value))
        {
            yield return kind switch
            {
                DictViewKind.Keys => key,
                DictViewKind.Values => value,
                _ => Value.Tuple(key, value),
            };
            if (version != dict.Version)
            {
                throw TemplateException.Runtime("dictionary changed size during iteration");
            }
        }
    }

    internal override void WriteRepr(ReprWriter writer) => writer.Sequence(this, TypeName + "([", Entries(), "])");

    private IEnumerable<Value> Entries()
    {
        var entries = Iterate();
        while (entries.MoveNext())
        {
            yield return entries.Current;
        }
    }
}
