using SesMailEngine.Jinja.Values;

namespace SesMailEngine.Jinja.Rendering;

/// <summary>Fills a slot from the context when a body is entered. Nothing can change the context while the body runs.</summary>
internal sealed class ContextLoad(int slot, string name)
{
    private readonly NameKey _key = new(name);
    private int _hint;

    internal int Slot { get; } = slot;

    internal string Name => _key.Name;

    internal Value From(Context context) => context.Resolve(_key, ref _hint);
}
