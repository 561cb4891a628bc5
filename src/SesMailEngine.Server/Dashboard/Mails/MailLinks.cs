using SesMailEngine.Server.Dashboard.Web;

namespace SesMailEngine.Server.Dashboard.Mails;

/// <summary>Addresses of pages about mails. None shows a mail address: what could hold one is sealed.</summary>
internal static class MailLinks
{
    /// <summary>The parameter with a mail's id, as it is.</summary>
    public const string Id = "id";

    /// <summary>The parameter with a mail's id, sealed: for ids that callers made of addresses.</summary>
    public const string SealedId = "s";

    /// <summary>The parameter with a search, sealed.</summary>
    public const string Search = "f";

    /// <summary>The parameter that says which mail: <c>id=…</c> or <c>s=…</c>.</summary>
    public static string Which(DashboardKeys keys, string emailId) => emailId.Contains('@', StringComparison.Ordinal)
        ? $"{SealedId}={keys.Seal(SealedId, emailId)}" : $"{Id}={Uri.EscapeDataString(emailId)}";

    /// <summary>A mail's page.</summary>
    public static string Mail(DashboardKeys keys, string emailId, string view = "") =>
        $"/mail?{Which(keys, emailId)}{(view.Length == 0 ? "" : "&view=" + view)}";

    /// <summary>The mails of a search.</summary>
    public static string Mails(DashboardKeys keys, MailSearch search)
    {
        if (search == MailSearch.All) return "/mails";
        // What names nobody may be read in the address, and can be linked to by hand.
        if (search.IsPlain)
        {
            var parts = new List<string>();
            if (search.Status is { } status) parts.Add($"status={status}");
            if (search.TemplateName is { } template) parts.Add($"template={Uri.EscapeDataString(template)}");
            if (search.ErrorCode is { } error) parts.Add($"error={Uri.EscapeDataString(error)}");
            return "/mails?" + string.Join('&', parts);
        }
        return $"/mails?{Search}={keys.Seal(Search, search.ToText())}";
    }

    /// <summary>The mail a request is about; null for none.</summary>
    public static string? IdOf(DashboardRequest request) =>
        request.Sealed(SealedId) ?? (request.Query(Id) is { Length: <= 128 } id ? id : null);

    /// <summary>The search a request is about; null when its seal is of another run of the program.</summary>
    public static MailSearch? SearchOf(DashboardRequest request)
    {
        if (request.Query(Search) is not null) return MailSearch.Parse(request.Sealed(Search));
        return new MailSearch { Status = request.Query("status"), TemplateName = request.Query("template"), ErrorCode = request.Query("error") }.Checked();
    }
}
