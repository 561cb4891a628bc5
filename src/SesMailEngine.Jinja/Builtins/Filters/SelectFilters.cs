using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Rendering;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Builtins.Filters;

/// <summary>Filters that keep the items that pass a test, or those that do not. Without a test, truth decides.</summary>
internal static class SelectFilters
{
    internal static IEnumerable<Builtin> All { get; } =
    [
        new("select(value, /, *args, **kwargs)", Select),
        new("reject(value, /, *args, **kwargs)", Reject),
        new("selectattr(value, /, *args, **kwargs)", SelectAttr),
        new("rejectattr(value, /, *args, **kwargs)", RejectAttr),
    ];

    /// <summary>The items that pass a test.</summary>
    /// <example>{{ range(6)|select("odd")|list }} => [1, 3, 5]</example>
    private static Value Select(Arguments args) => Chosen(args, wanted: true, byAttribute: false);

    /// <summary>The items that do not pass a test.</summary>
    /// <example>{{ range(6)|reject("odd")|list }} => [0, 2, 4]</example>
    private static Value Reject(Arguments args) => Chosen(args, wanted: false, byAttribute: false);

    /// <summary>The items of which an attribute passes a test.</summary>
    /// <example>{{ [{"n": 1}, {"n": 2}]|selectattr("n", "gt", 1)|list }} => [{'n': 2}]</example>
    private static Value SelectAttr(Arguments args) => Chosen(args, wanted: true, byAttribute: true);

    /// <summary>The items of which an attribute does not pass a test.</summary>
    /// <example>{{ [{"done": true}, {"done": false}]|rejectattr("done")|list }} => [{'done': False}]</example>
    private static Value RejectAttr(Arguments args) => Chosen(args, wanted: false, byAttribute: true);

    private static Value Chosen(Arguments args, bool wanted, bool byAttribute) =>
        Value.From(new IteratorValue(Chosen(args.State, args[0], args[1].AsTuple.Items, args[2].AsDict, wanted, byAttribute)));

    private static IEnumerable<Value> Chosen(
        RenderState state, Value value, Value[] positional, DictValue keywords, bool wanted, bool byAttribute)
    {
        if (!Truth.Of(value))
        {
            yield break;
        }

        if (byAttribute && positional.Length == 0)
        {
            throw TemplateException.FilterArgument("Missing parameter for attribute name");
        }

        var path = AttributePath.Parse(byAttribute ? positional[0] : Value.None);
        int testAt = byAttribute ? 1 : 0;
        var test = positional.Length > testAt ? NamedCall.Test(positional[testAt]) : null;
        var rest = test is null ? [] : positional[(testAt + 1)..];
        foreach (var item in Iteration.Each(state, value))
        {
            var subject = path.Get(state, item);
            var answer = test is null ? subject : test.Invoke(state, [subject, .. rest], keywords);
            if (Truth.Of(answer) == wanted)
            {
                yield return item;
            }
        }
    }
}
