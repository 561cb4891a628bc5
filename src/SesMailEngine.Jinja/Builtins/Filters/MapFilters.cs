using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Rendering;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;
using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Builtins.Filters;

/// <summary>The filters <c>map</c> and <c>attr</c>: from items to what they become.</summary>
internal static class MapFilters
{
    internal static IEnumerable<Builtin> All { get; } =
    [
        new("map(value, /, *args, **kwargs)", Map),
        new("attr(obj, name)", Attr),
    ];

    /// <summary>
    /// Every item sent through a filter, or with <c>attribute</c> replaced by an attribute of it (with a default for
    /// items that lack it).
    /// </summary>
    /// <example>{{ ["a", "b"]|map("upper")|join }} {{ [{"n": 1}, {}]|map(attribute="n", default=0)|list }} => AB [1, 0]</example>
    private static Value Map(Arguments args) =>
        Value.From(new IteratorValue(Mapped(args.State, args[0], args[1].AsTuple.Items, args[2].AsDict)));

    /// <summary>An attribute by name. Items of the same name are not looked at.</summary>
    /// <example>{{ ("abc"|attr("upper"))() }} [{{ {"key": 1}|attr("key") }}] => ABC []</example>
    private static Value Attr(Arguments args)
    {
        var name = args[1];
        return name.IsText
            ? Lookup.AttributeOnly(args.State, args[0], name.AsText)
            : throw TemplateException.Runtime($"attribute name must be string, not '{name.TypeName}'");
    }

    private static IEnumerable<Value> Mapped(RenderState state, Value value, Value[] positional, DictValue keywords)
    {
        if (!Truth.Of(value))
        {
            yield break;
        }

        var map = Mapping(state, positional, keywords);
        foreach (var item in Iteration.Each(state, value))
        {
            yield return map(item);
        }
    }

    private static Func<Value, Value> Mapping(RenderState state, Value[] positional, DictValue keywords)
    {
        if (positional.Length > 0)
        {
            var filter = NamedCall.Filter(positional[0]);
            return item => filter.Invoke(state, [item, .. positional.AsSpan(1)], keywords);
        }

        if (!keywords.Remove("attribute", out var attribute))
        {
            throw TemplateException.FilterArgument("map requires a filter argument");
        }

        keywords.Remove("default", out var fallback);
        foreach (var (name, _) in keywords)
        {
            throw TemplateException.FilterArgument($"Unexpected keyword argument {StringRepr.Quote(name.AsText)}");
        }

        var path = AttributePath.Parse(attribute);
        return item => path.Get(state, item, fallback);
    }
}
