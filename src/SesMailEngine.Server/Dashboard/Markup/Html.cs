using System.Text;

namespace SesMailEngine.Server.Dashboard.Markup;

/// <summary>
/// Markup that may be sent to a browser as it is. It is made from interpolated strings: what stands between the holes is markup, and what
/// goes into a hole is encoded, unless it is <see cref="Html"/> itself. A value of a type nobody decided on does not compile.
/// </summary>
/// <param name="Text">The markup.</param>
internal readonly record struct Html(string Text)
{
    /// <summary>No markup.</summary>
    public static readonly Html Empty = new("");

    /// <summary>True when there is none.</summary>
    public bool IsEmpty => string.IsNullOrEmpty(Text);

    /// <summary>The markup of an interpolated string.</summary>
    public static Html Of(HtmlHandler markup) => new(markup.ToMarkup());

    /// <summary>One after the other.</summary>
    public static Html Join(IEnumerable<Html> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts) text.Append(part.Text);
        return new(text.ToString());
    }

    /// <summary>One for each item.</summary>
    public static Html Each<T>(IEnumerable<T> items, Func<T, Html> write) => Join(items.Select(write));

    /// <summary>The markup when the condition holds.</summary>
    public static Html If(bool condition, Func<Html> write) => condition ? write() : Empty;

    /// <summary>The markup.</summary>
    public override string ToString() => Text ?? "";
}
