using SesMailEngine.Jinja.Values;

namespace SesMailEngine.Jinja.Rendering;

/// <summary>The local variables that an include, an import with context or a scoped block sees.</summary>
internal sealed class VisibleVariables((string Name, SlotReference Slot)[] variables)
{
    internal DictValue? Read(Frame frame)
    {
        if (variables.Length == 0)
        {
            return null;
        }

        RenderState.ChargeCurrent(variables.Length);
        var values = new DictValue(variables.Length);
        foreach (var (name, slot) in variables)
        {
            var value = slot.Read(frame);
            if (!value.IsMissing)
            {
                values.Set(Value.From(name), value);
            }
        }

        return values;
    }
}
