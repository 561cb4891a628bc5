using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Builtins.Methods;

/// <summary>The methods of lists. Those that change the list give None.</summary>
internal static class ListMethods
{
    internal static IEnumerable<Builtin> All { get; } =
    [
        new("append(self, object, /)", Append),
        new("extend(self, iterable, /)", Extend),
        new("insert(self, index, object, /)", Insert),
        new("remove(self, value, /)", Remove),
        new("pop(self, index=, /)", Pop),
        new("clear(self, /)", Clear),
        new("copy(self, /)", Copy),
        new("reverse(self, /)", Reverse),
        new("sort(self, /, *args, **kwargs)", Sort),
    ];

    /// <summary>Adds an item at the end.</summary>
    /// <example>{% set l = [1] %}{{ l.append(2) }} {{ l }} => None [1, 2]</example>
    private static Value Append(Arguments args)
    {
        args.State.Step();
        args[0].AsList.Items.Add(args[1]);
        return Value.None;
    }

    /// <summary>Adds all items of something at the end.</summary>
    /// <example>{% set l = [1] %}{% set _ = l.extend("ab") %}{{ l }} => [1, 'a', 'b']</example>
    private static Value Extend(Arguments args)
    {
        args[0].AsList.Items.AddRange(Iteration.ToList(args.State, args[1]));
        return Value.None;
    }

    /// <summary>Adds an item before an index.</summary>
    /// <example>{% set l = [1, 3] %}{% set _ = l.insert(1, 2) %}{{ l }} => [1, 2, 3]</example>
    private static Value Insert(Arguments args)
    {
        var items = args[0].AsList.Items;
        long index = args.Long(1);
        index = index < 0 ? Math.Max(0, index + items.Count) : Math.Min(index, items.Count);
        args.State.Step();
        items.Insert((int)index, args[2]);
        return Value.None;
    }

    /// <summary>Removes the first item that equals a value; an error if there is none.</summary>
    /// <example>{% set l = [1, 2, 1] %}{% set _ = l.remove(1) %}{{ l }} => [2, 1]</example>
    private static Value Remove(Arguments args)
    {
        var items = args[0].AsList.Items;
        args.State.Steps(items.Count);
        for (int i = 0; i < items.Count; i++)
        {
            if (Equality.AreEqual(items[i], args[1]))
            {
                items.RemoveAt(i);
                return Value.None;
            }
        }

        throw TemplateException.Runtime("list.remove(x): x not in list");
    }

    /// <summary>Removes the last item, or the one at an index, and gives it.</summary>
    /// <example>{% set l = [1, 2, 3] %}{{ l.pop() }} {{ l.pop(0) }} {{ l }} => 3 1 [2]</example>
    private static Value Pop(Arguments args)
    {
        var items = args[0].AsList.Items;
        if (items.Count == 0)
        {
            throw TemplateException.Runtime("pop from empty list");
        }

        long index = args.Long(1, -1);
        index = index < 0 ? index + items.Count : index;
        if (index < 0 || index >= items.Count)
        {
            throw TemplateException.Runtime("pop index out of range");
        }

        var item = items[(int)index];
        items.RemoveAt((int)index);
        return item;
    }

    /// <summary>Removes all items.</summary>
    /// <example>{% set l = [1, 2] %}{% set _ = l.clear() %}{{ l }} => []</example>
    private static Value Clear(Arguments args)
    {
        args[0].AsList.Items.Clear();
        return Value.None;
    }

    /// <summary>A new list with the same items.</summary>
    /// <example>{% set l = [1] %}{% set m = l.copy() %}{% set _ = m.append(2) %}{{ l }} {{ m }} => [1] [1, 2]</example>
    private static Value Copy(Arguments args) => Value.From(new ListValue(Iteration.ToList(args.State, args[0])));

    /// <summary>Turns the order of the items round.</summary>
    /// <example>{% set l = [1, 2, 3] %}{% set _ = l.reverse() %}{{ l }} => [3, 2, 1]</example>
    private static Value Reverse(Arguments args)
    {
        args.State.Steps(args[0].AsList.Items.Count);
        args[0].AsList.Items.Reverse();
        return Value.None;
    }

    /// <summary>Sorts the list itself; <c>key</c> is a function of an item, <c>reverse</c> puts the greatest first.</summary>
    /// <example>{% set l = [3, 1, 2] %}{% set _ = l.sort(reverse=true) %}{{ l }} => [3, 2, 1]</example>
    private static Value Sort(Arguments args)
    {
        if (args[1].AsTuple.Items.Length > 0)
        {
            throw TemplateException.Runtime("sort() takes no positional arguments");
        }

        var state = args.State;
        var keywords = args[2].AsDict;
        var key = keywords.Remove("key", out var given) ? given : Value.None;
        bool reverse = keywords.Remove("reverse", out var flag) && Truth.Of(flag);
        foreach (var (name, _) in keywords)
        {
            throw TemplateException.Runtime($"'{name.AsText}' is an invalid keyword argument for sort()");
        }

        if (!key.IsNone && key.Reference is not ObjectValue { IsCallable: true })
        {
            throw TemplateException.Runtime($"'{key.TypeName}' object is not callable");
        }

        var list = args[0].AsList;
        var sorted = StableSort.Sort(
            state,
            list.Items,
            item => key.IsNone ? item : ((ObjectValue)key.Reference!).Call(state, [item], null),
            reverse);
        list.Items.Clear();
        list.Items.AddRange(sorted);
        return Value.None;
    }
}
