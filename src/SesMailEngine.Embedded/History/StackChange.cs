namespace SesMailEngine.Embedded.History;

/// <summary>The settings a stack has had since a moment.</summary>
/// <param name="At">When the host first started with them.</param>
/// <param name="Settings">Names and values.</param>
public sealed record StackChange(DateTimeOffset At, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>The names whose values are others than in <paramref name="before"/>, sorted.</summary>
    public IReadOnlyList<string> NamesChangedFrom(StackChange before) =>
    [
        .. Settings.Keys.Union(before.Settings.Keys, StringComparer.Ordinal)
            .Where(name => Settings.GetValueOrDefault(name) != before.Settings.GetValueOrDefault(name))
            .Order(StringComparer.Ordinal),
    ];
}
