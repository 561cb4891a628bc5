namespace SesMailEngine.Server.Dashboard.Web;

/// <summary>Leads elsewhere after a form was handled, so that reloading does not send the form again.</summary>
/// <param name="Path">Where to: a path of this dashboard.</param>
/// <param name="Notice">A sentence to show there; null for none.</param>
/// <param name="IsProblem">True when the sentence tells of a failure.</param>
internal sealed record RedirectAnswer(string Path, string? Notice, bool IsProblem) : Answer
{
    /// <summary>The cookie to set; null for none.</summary>
    public string? Cookie { get; init; }
}
