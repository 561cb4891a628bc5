using System.Text.Json;
using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Tables;
using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.AwsApi.Ses.Account;

namespace SesMailEngine.Server.AwsApi.Ses.Rest;

/// <summary>
/// The suppression list of the account is the engine's own here. SES knows the reasons BOUNCE and COMPLAINT only: an entry made by hand
/// reads BOUNCE.
/// </summary>
internal sealed class RestSuppression(ITables tables, TimeProvider time)
{
    private const int MaxListed = 1000;

    // However many entries a filter leaves out, a request looks at no more than these and goes on with the next page.
    private const int MaxLooked = 20_000;

    /// <summary>GetSuppressedDestination.</summary>
    public async Task GetAsync(AwsRequest request, string email, CancellationToken cancellationToken)
    {
        request.RequireQuery();
        var entry = await tables.GetSuppressionAsync(Key(email), cancellationToken) ?? throw NotThere();
        var record = entry.EmailId is null ? null : await tables.GetRecordAsync(entry.EmailId, cancellationToken);
        await request.WriteJsonAsync(
            (entry, record?.SesMessageId),
            static (json, s) =>
            {
                json.WriteStartObject();
                json.WriteStartObject("SuppressedDestination");
                WriteEntry(json, s.entry);
                if (s.SesMessageId is not null)
                {
                    json.WriteStartObject("Attributes");
                    json.WriteString("MessageId", s.SesMessageId);
                    json.WriteEndObject();
                }
                json.WriteEndObject();
                json.WriteEndObject();
            },
            cancellationToken);
    }

    /// <summary>ListSuppressedDestinations.</summary>
    public async Task ListAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        var query = request.RequireQuery("Reason", "StartDate", "EndDate", "NextToken", "PageSize");
        string[] reasons = [.. query["Reason"].Select(reason => RequireReason(reason ?? ""))];
        var (from, to) = (query.Time("StartDate"), query.Time("EndDate"));
        var size = query.PageSize(MaxListed);
        string? after = null;
        if (query.Text("NextToken") is { } token)
        {
            if (!PageToken.TryRead(token, out var last)) throw RestInput.InvalidToken();
            after = last;
        }
        var page = new List<SuppressionEntry>();
        string? next = null;
        for (var looked = 0; next is null; looked += MaxListed)
        {
            var entries = await tables.ScanSuppressionAsync(after, MaxListed, cancellationToken);
            foreach (var entry in entries)
            {
                var isWanted = (reasons.Length == 0 || reasons.Contains(ReasonOf(entry))) && (from is null || entry.AddedAt >= from)
                    && (to is null || entry.AddedAt <= to);
                if (isWanted && page.Count == size)
                {
                    next = PageToken.After(after!);
                    break;
                }
                after = entry.Email;
                if (isWanted) page.Add(entry);
            }
            if (entries.Count < MaxListed) break;
            if (looked >= MaxLooked) next ??= PageToken.After(after!);
        }
        await request.WriteJsonAsync(
            (page, next),
            static (json, s) =>
            {
                json.WriteStartObject();
                json.WriteStartArray("SuppressedDestinationSummaries");
                foreach (var entry in s.page)
                {
                    json.WriteStartObject();
                    WriteEntry(json, entry);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                if (s.next is not null) json.WriteString("NextToken", s.next);
                json.WriteEndObject();
            },
            cancellationToken);
    }

    /// <summary>PutSuppressedDestination: replaces what is there, as with SES.</summary>
    public async Task PutAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        using var input = JsonInput.Parse(request);
        input.RootElement.RequireKnown("EmailAddress", "Reason");
        var email = Key(input.RootElement.Text("EmailAddress") ?? throw SesErrors.Missing("emailAddress"));
        var isComplaint = RequireReason(input.RootElement.Text("Reason") ?? throw SesErrors.Missing("reason")) == "COMPLAINT";
        await tables.PutSuppressionAsync(
            new SuppressionEntry
            {
                Email = email,
                Type = isComplaint ? SuppressionType.Complaint : SuppressionType.Bounce,
                Reason = isComplaint ? SuppressionReasons.SpamComplaint : SuppressionReasons.HardBounce,
                AddedAt = time.GetUtcNow(),
            },
            cancellationToken);
        await request.WriteEmptyJsonAsync(cancellationToken);
    }

    /// <summary>DeleteSuppressedDestination.</summary>
    public async Task DeleteAsync(AwsRequest request, string email, CancellationToken cancellationToken)
    {
        request.RequireQuery();
        if (await tables.DeleteSuppressionAsync(Key(email), cancellationToken) is null) throw NotThere();
        await request.WriteEmptyJsonAsync(cancellationToken);
    }

    private static void WriteEntry(Utf8JsonWriter json, SuppressionEntry entry)
    {
        json.WriteString("EmailAddress", entry.Email);
        json.WriteString("Reason", ReasonOf(entry));
        json.WriteNumber("LastUpdateTime", entry.AddedAt.ToEpochSeconds());
    }

    private static string ReasonOf(SuppressionEntry entry) => entry.Type == SuppressionType.Complaint ? "COMPLAINT" : "BOUNCE";

    private static string RequireReason(string reason) =>
        reason is "BOUNCE" or "COMPLAINT" ? reason : throw SesErrors.Invalid("Reason must be BOUNCE or COMPLAINT.");

    private static string Key(string email) =>
        EmailAddress.TryParse(email, out var address) ? address!.ComparisonKey : throw SesErrors.Invalid("Email address is not valid.");

    private static AwsException NotThere() =>
        new("NotFoundException", "Email address does not exist on your suppression list.", 404);
}
