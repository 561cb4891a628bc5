using SesMailEngine.Jinja.Values;

namespace SesMailEngine.Jinja.Rendering;

/// <summary>Where a variable lives: a slot of the running body, or of one some steps out.</summary>
internal readonly record struct SlotReference(int Hops, int Slot)
{
    internal Value Read(Frame frame)
    {
        for (int i = 0; i < Hops; i++)
        {
            frame = frame.Outer!;
        }

        return frame.Slots[Slot];
    }
}
