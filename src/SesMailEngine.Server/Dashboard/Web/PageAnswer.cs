using SesMailEngine.Server.Dashboard.Markup;

namespace SesMailEngine.Server.Dashboard.Web;

/// <summary>A page in the dashboard's frame.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Body">What stands below.</param>
/// <param name="Status">The HTTP status.</param>
internal sealed record PageAnswer(string Title, Html Body, int Status) : Answer
{
    /// <summary>What stands beside the heading.</summary>
    public Html Beside { get; init; }

    /// <summary>True for a page whose numbers come by themselves.</summary>
    public bool IsLive { get; init; }

    /// <summary>False for the page that asks for the password, which shows no way further.</summary>
    public bool HasNavigation { get; init; } = true;
}
