using System.Collections.Frozen;
using SesMailEngine.Core.Errors.Entries;

namespace SesMailEngine.Core.Errors;

/// <summary>
/// Every error the engine can report: the only source of its messages, of the error index in the documents, and of what
/// diagnosis says.
/// </summary>
public static class ErrorCatalogue
{
    private static readonly FrozenDictionary<string, ErrorEntry> ByCode;

    static ErrorCatalogue()
    {
        All =
        [
            .. TemplateErrors.All, .. RequestErrors.All, .. SesErrors.All, .. StoreErrors.All, .. FeedbackErrors.All,
            .. SeederErrors.All, .. InstallerErrors.All, .. AlarmErrors.All,
        ];
        ByCode = All.ToFrozenDictionary(entry => entry.Code, StringComparer.Ordinal);
    }

    /// <summary>All entries, by category, then code.</summary>
    public static IReadOnlyList<ErrorEntry> All { get; }

    /// <summary>The entry of a code; null for none.</summary>
    public static ErrorEntry? Find(string? code) => code is null ? null : ByCode.GetValueOrDefault(code);

    /// <summary>The message of a code with its arguments filled in, in the order of the pattern.</summary>
    /// <exception cref="KeyNotFoundException">There is no such code.</exception>
    public static string Format(string code, params ReadOnlySpan<string> arguments) => ByCode[code].Format(arguments);

    /// <summary>
    /// The entry a text belongs to: a message as records hold it (with or without its
    /// <c>Failed to render template</c> prefix), or a log line or a service's words that contain one. The pattern that
    /// explains most of the text wins. Null when none is recognised.
    /// </summary>
    public static ErrorEntry? Match(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var message = RenderFailure.WithoutPrefix(text.Trim());
        return Best(entry => entry.Fits(message)) ?? Best(entry => entry.FitsInside(message));
    }

    private static ErrorEntry? Best(Func<ErrorEntry, int> fit)
    {
        ErrorEntry? best = null;
        var most = 0;
        foreach (var entry in All)
        {
            var size = fit(entry);
            if (size <= most) continue;
            most = size;
            best = entry;
        }
        return best;
    }
}
