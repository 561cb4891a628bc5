using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Builtins.Methods;

/// <summary>The methods of dicts.</summary>
internal static class DictMethods
{
    internal static IEnumerable<Builtin> All { get; } =
    [
        new("get(self, key, default=, /)", Get),
        new("keys(self, /)", Keys),
        new("values(self, /)", Values),
        new("items(self, /)", Items),
        new("copy(self, /)", Copy),
        new("pop(self, key, default=, /)", Pop),
        new("popitem(self, /)", PopItem),
        new("setdefault(self, key, default=, /)", SetDefault),
        new("update(self, other=, /, **kwargs)", Update),
        new("clear(self, /)", Clear),
        new("fromkeys(self, iterable, value=, /)", FromKeys),
    ];

    /// <summary>The value of a key, or a default (None).</summary>
    /// <example>{{ {"a": 1}.get("a") }} {{ {"a": 1}.get("b", 0) }} => 1 0</example>
    private static Value Get(Arguments args) => args[0].AsDict.TryGet(args[1], out var value) ? value : args.Or(2, Value.None);

    /// <summary>The keys, in the order in which they came in.</summary>
    /// <example>{{ {"b": 1, "a": 2}.keys()|list }} => ['b', 'a']</example>
    private static Value Keys(Arguments args) => Value.From(new DictView(args[0].AsDict, DictViewKind.Keys));

    /// <summary>The values, in the order of the keys.</summary>
    /// <example>{{ {"b": 1, "a": 2}.values()|sum }} => 3</example>
    private static Value Values(Arguments args) => Value.From(new DictView(args[0].AsDict, DictViewKind.Values));

    /// <summary>The pairs of key and value.</summary>
    /// <example>{% for k, v in {"b": 1, "a": 2}.items() %}{{ k }}={{ v }} {% endfor %} => b=1 a=2 </example>
    private static Value Items(Arguments args) => Value.From(new DictView(args[0].AsDict, DictViewKind.Items));

    /// <summary>A new dict with the same entries.</summary>
    /// <example>{% set d = {"a": 1} %}{% set _ = d.copy().clear() %}{{ d }} => {'a': 1}</example>
    private static Value Copy(Arguments args)
    {
        args.State.ReserveItems(args[0].AsDict.Count);
        return Value.From(args[0].AsDict.Copy());
    }

    /// <summary>Removes a key and gives its value, or a default; without one, a key that is not there is an error.</summary>
    /// <example>{% set d = {"a": 1} %}{{ d.pop("a") }} {{ d.pop("a", "gone") }} => 1 gone</example>
    private static Value Pop(Arguments args) =>
        args[0].AsDict.Remove(args[1], out var value) ? value
        : args.Has(2) ? args[2]
        : throw TemplateException.Runtime(Printing.Repr(args[1]));

    /// <summary>Removes the entry that came in last and gives it as a pair.</summary>
    /// <example>{{ {"a": 1, "b": 2}.popitem() }} => ('b', 2)</example>
    private static Value PopItem(Arguments args) =>
        args[0].AsDict.RemoveLast(out var key, out var value)
            ? Value.Tuple(key, value)
            : throw TemplateException.Runtime("'popitem(): dictionary is empty'");

    /// <summary>The value of a key, which becomes a default (None) if it is not there.</summary>
    /// <example>{% set d = {} %}{% set _ = d.setdefault("a", []).append(1) %}{{ d }} => {'a': [1]}</example>
    private static Value SetDefault(Arguments args)
    {
        var dict = args[0].AsDict;
        if (!dict.TryGet(args[1], out var value))
        {
            args.State.Step();
            value = args.Or(2, Value.None);
            dict.Set(args[1], value);
        }

        return value;
    }

    /// <summary>Takes in the entries of another dict, of pairs, of keyword arguments.</summary>
    /// <example>{% set d = {"a": 1} %}{% set _ = d.update({"b": 2}, c=3) %}{{ d }} => {'a': 1, 'b': 2, 'c': 3}</example>
    private static Value Update(Arguments args)
    {
        var dict = args[0].AsDict;
        if (args.Has(1) && !ReferenceEquals(args[1].Reference, dict))
        {
            Arguments.Reject(args[1]);
            foreach (var (key, value) in Pairs.Of(args.State, args[1]))
            {
                dict.Set(key, value);
            }
        }

        dict.Update(args[2].AsDict);
        return Value.None;
    }

    /// <summary>Removes all entries.</summary>
    /// <example>{% set d = {"a": 1} %}{% set _ = d.clear() %}{{ d }} => {}</example>
    private static Value Clear(Arguments args)
    {
        args[0].AsDict.Clear();
        return Value.None;
    }

    /// <summary>A new dict with the keys given, all of one value (None).</summary>
    /// <example>{{ {}.fromkeys(["a", "b"], 0) }} => {'a': 0, 'b': 0}</example>
    private static Value FromKeys(Arguments args)
    {
        var dict = new DictValue();
        foreach (var key in Iteration.Each(args.State, args[1]))
        {
            dict.Set(key, args.Or(2, Value.None));
        }

        return Value.From(dict);
    }
}
