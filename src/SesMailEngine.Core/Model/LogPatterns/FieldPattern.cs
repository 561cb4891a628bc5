using System.Text;

namespace SesMailEngine.Core.Model.LogPatterns;

/// <summary>
/// Conditions on a line's fields by their place. Fields are parted by spaces; what stands in quotation marks or square brackets is
/// one field. Without an ellipsis the last field of the pattern takes all that is left of the line.
/// </summary>
/// <param name="Before">The fields before the ellipsis, or all of them; null for one without a condition.</param>
/// <param name="After">The fields after the ellipsis, counted from the end of the line; null when there is no ellipsis.</param>
internal sealed record FieldPattern(IReadOnlyList<Predicate<string>?> Before, IReadOnlyList<Predicate<string>?>? After) : ILineTest
{
    /// <inheritdoc/>
    public bool Matches(ReadOnlyMemory<byte> line)
    {
        var text = Encoding.UTF8.GetString(line.Span);
        var fields = LineFields.Split(text, After is null ? Before.Count : int.MaxValue);
        if (fields.Count < Before.Count + (After?.Count ?? 0)) return false;
        for (var i = 0; i < Before.Count; i++)
        {
            if (Before[i] is { } test && !test(fields[i])) return false;
        }
        for (var i = 1; i <= After?.Count; i++)
        {
            if (After[^i] is { } test && !test(fields[^i])) return false;
        }
        return true;
    }
}
