using System.Diagnostics.CodeAnalysis;

namespace SesMailEngine.Core.Templates;

/// <summary>
/// A version ordered as Semantic Versioning 2.0.0, section 11, says. Numbers may have any length; build metadata has no part in
/// the order.
/// </summary>
internal sealed class SemanticVersion : IComparable<SemanticVersion>
{
    private readonly string[] core;
    private readonly string[] preRelease;

    private SemanticVersion(string[] core, string[] preRelease)
    {
        this.core = core;
        this.preRelease = preRelease;
    }

    /// <summary>The version of what has none: 0.0.0.</summary>
    public static SemanticVersion None { get; } = new(["0", "0", "0"], []);

    /// <summary>
    /// Reads a version. As people write it in a metadata file, so a leading <c>v</c> and a missing minor or patch number pass
    /// (<c>v1.2</c> is 1.2.0); everything else the specification forbids is refused.
    /// </summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SemanticVersion? version)
    {
        version = null;
        if (string.IsNullOrEmpty(text) || text.Length > 128) return false;
        var rest = text[0] is 'v' or 'V' ? text[1..] : text;
        var plus = rest.IndexOf('+');
        if (plus >= 0)
        {
            if (!rest[(plus + 1)..].Split('.').All(IsIdentifier)) return false;
            rest = rest[..plus];
        }
        var dash = rest.IndexOf('-');
        string[] preRelease = dash < 0 ? [] : rest[(dash + 1)..].Split('.');
        if (!preRelease.All(part => IsIdentifier(part) && (!IsNumber(part) || IsWithoutLeadingZero(part)))) return false;
        var numbers = (dash < 0 ? rest : rest[..dash]).Split('.');
        if (numbers.Length > 3 || !numbers.All(part => IsNumber(part) && IsWithoutLeadingZero(part))) return false;
        version = new SemanticVersion([.. numbers, .. Enumerable.Repeat("0", 3 - numbers.Length)], preRelease);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(SemanticVersion? other)
    {
        if (other is null) return 1;
        for (var i = 0; i < 3; i++)
        {
            if (CompareNumbers(core[i], other.core[i]) is var order and not 0) return order;
        }
        if (preRelease.Length == 0 || other.preRelease.Length == 0)
        {
            return (preRelease.Length == 0).CompareTo(other.preRelease.Length == 0);
        }
        for (var i = 0; i < Math.Min(preRelease.Length, other.preRelease.Length); i++)
        {
            if (CompareIdentifiers(preRelease[i], other.preRelease[i]) is var order and not 0) return order;
        }
        return preRelease.Length.CompareTo(other.preRelease.Length);
    }

    private static int CompareIdentifiers(string a, string b)
    {
        var (first, second) = (IsNumber(a), IsNumber(b));
        if (first && second) return CompareNumbers(a, b);
        return first != second ? (first ? -1 : 1) : string.CompareOrdinal(a, b);
    }

    private static int CompareNumbers(string a, string b) =>
        a.Length != b.Length ? a.Length.CompareTo(b.Length) : string.CompareOrdinal(a, b);

    private static bool IsIdentifier(string part) => part.Length > 0 && part.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private static bool IsNumber(string part) => part.Length > 0 && part.All(char.IsAsciiDigit);

    private static bool IsWithoutLeadingZero(string part) => part.Length == 1 || part[0] != '0';
}
