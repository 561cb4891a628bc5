using SesMailEngine.Jinja.Values;

namespace SesMailEngine.Jinja.Rendering;

/// <summary>What happens to the variables of a scope when it is entered: cleared, or copied from the scope around.</summary>
internal sealed class ScopeEntry(int[] cleared, (int Slot, SlotReference Source)[] copied)
{
    internal static readonly ScopeEntry Empty = new([], []);

    internal bool IsEmpty => cleared.Length == 0 && copied.Length == 0;

    internal void Apply(Frame frame)
    {
        foreach (int slot in cleared)
        {
            frame.Slots[slot] = Value.Missing;
        }

        foreach (var (slot, source) in copied)
        {
            frame.Slots[slot] = source.Read(frame);
        }
    }
}
