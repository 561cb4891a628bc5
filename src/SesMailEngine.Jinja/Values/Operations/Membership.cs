using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Rendering;
using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Values.Operations;

/// <summary>Python's <c>in</c>.</summary>
internal static class Membership
{
    internal static bool Contains(Value container, Value item)
    {
        switch (container.Reference)
        {
            case string text:
                if (item.Reference is string part)
                {
                    RenderState.ChargeCurrent(text.Length / 64);
                    return Occurrences.IndexOf(text, part) >= 0;
                }

                Builtins.Arguments.Reject(item);
                throw TemplateException.Runtime($"'in <string>' requires string as left operand, not {item.TypeName}");
            case DictValue dict:
                return dict.TryGet(item, out _);
            case ListValue list:
                return ContainsItem(list.Items, item);
            case TupleValue tuple:
                return ContainsItem(tuple.Items, item);
            case RangeValue range:
                return ContainsNumber(range, item);
            case UndefinedValue { IsStrict: true } undefined:
                throw undefined.Fail();
            case ObjectValue { IsIterable: true } items:
                return ContainsItem(items.Iterate(), item);
            default:
                throw TemplateException.Runtime($"argument of type '{container.TypeName}' is not iterable");
        }
    }

    private static bool ContainsItem(IReadOnlyList<Value> items, Value item)
    {
        RenderState.ChargeCurrent(items.Count / 8);
        for (int i = 0; i < items.Count; i++)
        {
            if (Equality.AreEqual(items[i], item))
            {
                return true;
            }
        }

        return false;
    }

    private static bool ContainsItem(IEnumerator<Value> items, Value item)
    {
        while (items.MoveNext())
        {
            RenderState.ChargeCurrent(1);
            if (Equality.AreEqual(items.Current, item))
            {
                return true;
            }
        }

        return false;
    }

    private static bool ContainsNumber(RangeValue range, Value item)
    {
        if (item.IsFloat && item.AsFloat == Math.Floor(item.AsFloat) && Math.Abs(item.AsFloat) < 9e18)
        {
            item = Value.From((long)item.AsFloat);
        }

        if (!(item.IsInt || item.IsBool) || range.Count == 0)
        {
            return false;
        }

        Int128 offset = (Int128)item.AsInt - range.Start;
        return offset % range.Step == 0 && offset / range.Step >= 0 && offset / range.Step < range.Count;
    }
}
