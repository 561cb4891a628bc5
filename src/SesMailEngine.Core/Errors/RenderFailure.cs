namespace SesMailEngine.Core.Errors;

/// <summary>The words that stand before a message when a template could not be rendered.</summary>
public static class RenderFailure
{
    private const string Start = "Failed to render template '";
    private const string End = "': ";

    /// <summary><c>Failed to render template 'welcome': Undefined variable: 'a' is undefined</c>.</summary>
    public static string Message(string templateName, string message) => $"{Start}{templateName}{End}{message}";

    /// <summary>The message behind the prefix; the text itself when it has none.</summary>
    public static string WithoutPrefix(string text)
    {
        if (!text.StartsWith(Start, StringComparison.Ordinal)) return text;
        var end = text.IndexOf(End, Start.Length, StringComparison.Ordinal);
        return end < 0 ? text : text[(end + End.Length)..];
    }
}
