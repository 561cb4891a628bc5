using SesMailEngine.Server.Dashboard.Markup;

namespace SesMailEngine.Server.Dashboard.Web;

/// <summary>A part of a page, for the script to put in place.</summary>
/// <param name="Body">The part.</param>
/// <param name="Location">The address that shows the same as a page; null to leave the browser's as it is.</param>
internal sealed record FragmentAnswer(Html Body, string? Location) : Answer;
