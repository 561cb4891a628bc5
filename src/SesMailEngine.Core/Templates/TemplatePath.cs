namespace SesMailEngine.Core.Templates;

/// <summary>Paths inside the template bucket, relative to <c>templates/</c>: <c>welcome/template.html</c>.</summary>
internal static class TemplatePath
{
    public const string Html = "template.html";
    public const string Text = "template.txt";
    public const string Metadata = "metadata.json";

    /// <summary>The largest file, in bytes.</summary>
    public const int MaxFileBytes = 262_144;

    private const int MaxLength = 512;

    /// <summary>
    /// True for a path that stays below <c>templates/</c>: parts of letters, digits, <c>_ - .</c> and blanks, none of them
    /// <c>.</c> or <c>..</c>, parted by <c>/</c>.
    /// </summary>
    public static bool IsSafe(string path)
    {
        if (path.Length is 0 or > MaxLength) return false;
        foreach (var range in path.AsSpan().Split('/'))
        {
            var part = path.AsSpan(range);
            if (part.IsEmpty || part is "." or "..") return false;
            foreach (var c in part)
            {
                if (!char.IsLetterOrDigit(c) && c is not ('_' or '-' or '.' or ' ')) return false;
            }
        }
        return true;
    }
}
