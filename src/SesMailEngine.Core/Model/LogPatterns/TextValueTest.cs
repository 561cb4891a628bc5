namespace SesMailEngine.Core.Model.LogPatterns;

/// <summary><c>= "text"</c>: the whole value, where each <c>*</c> stands for any characters or none.</summary>
internal sealed class TextValueTest(string text, bool isNegated) : IValueTest
{
    private readonly string[] parts = text.Split('*');

    /// <summary>True for <c>= *</c>, which asks only that there is a value.</summary>
    public bool IsAnything => !isNegated && parts.Length > 1 && Array.TrueForAll(parts, part => part.Length == 0);

    /// <inheritdoc/>
    public bool Matches(string value) => Equals(value) != isNegated;

    private bool Equals(string value)
    {
        if (parts.Length == 1) return value == parts[0];
        var first = parts[0];
        var last = parts[^1];
        if (value.Length < first.Length + last.Length || !value.StartsWith(first, StringComparison.Ordinal)
            || !value.EndsWith(last, StringComparison.Ordinal)) return false;
        // What is between two stars is taken as early as it comes: if any way fits, this one does.
        var at = first.Length;
        var end = value.Length - last.Length;
        for (var i = 1; i < parts.Length - 1; i++)
        {
            var found = value.AsSpan(at, end - at).IndexOf(parts[i], StringComparison.Ordinal);
            if (found < 0) return false;
            at += found + parts[i].Length;
        }
        return true;
    }
}
