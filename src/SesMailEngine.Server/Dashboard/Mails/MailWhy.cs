using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Model;
using SesMailEngine.Server.Dashboard.Markup;

namespace SesMailEngine.Server.Dashboard.Mails;

/// <summary>Says in words what became of a mail, and what to do about it.</summary>
internal static class MailWhy
{
    /// <summary>The card; empty when all is well.</summary>
    public static Html Write(TrackingRecord record)
    {
        var entry = ErrorCatalogue.Find(record.ErrorCode) ?? ErrorCatalogue.Match(record.ErrorMessage);
        if (entry is null) return Html.Empty;
        return Html.Of($"""
            <section class="card why"><h2>Why</h2>
            <p>{entry.Cause}</p>
            <div><h3>What to do</h3><p>{entry.Fix}</p></div>
            </section>
            """);
    }
}
