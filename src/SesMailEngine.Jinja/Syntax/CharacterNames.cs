using System.Globalization;

namespace SesMailEngine.Jinja.Syntax;

/// <summary>
/// Unicode names for <c>\N{…}</c>: Latin, Greek, Cyrillic, punctuation, currency, arrows, mathematics, symbols and
/// emoji. The rest of Unicode has to be written as <c>\u</c> or itself.
/// </summary>
internal static class CharacterNames
{
    private static readonly Lazy<Dictionary<string, string>> s_names = new(Load);

    internal static bool TryGet(string name, out string character) =>
        s_names.Value.TryGetValue(name, out character!);

    private static Dictionary<string, string> Load()
    {
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        using var stream = typeof(CharacterNames).Assembly.GetManifestResourceStream("CharacterNames.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            int space = line.IndexOf(' ', StringComparison.Ordinal);
            int code = int.Parse(line.AsSpan(0, space), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            names[line[(space + 1)..]] = char.ConvertFromUtf32(code);
        }

        return names;
    }
}
