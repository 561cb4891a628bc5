using SesMailEngine.Server.Dashboard.Markup;

namespace SesMailEngine.Server.Dashboard.Web;

/// <summary>What a page answers with.</summary>
internal abstract record Answer
{
    /// <summary>A whole page.</summary>
    public static Answer Page(string title, Html body, int status = 200) => new PageAnswer(title, body, status);

    /// <summary>Elsewhere, by GET, with a sentence shown there once.</summary>
    public static Answer Redirect(string path, string? notice = null, bool isProblem = false) => new RedirectAnswer(path, notice, isProblem);

    /// <summary>Nothing is there.</summary>
    public static Answer NotFound(string message) => Page("Not found", Html.Of($"<p class=\"lead\">{message}</p>"), 404);

    /// <summary>The request cannot be served as it is.</summary>
    public static Answer Refused(string message, int status = 400) =>
        Page("That did not work", Html.Of($"<p class=\"lead\">{message}</p>"), status);
}
