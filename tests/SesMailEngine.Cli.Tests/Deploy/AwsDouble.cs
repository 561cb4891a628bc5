using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace SesMailEngine.Cli.Tests.Deploy;

/// <summary>
/// An account with just enough of AWS for an installation, on loopback: STS, SES, S3, DynamoDB, Lambda and EventBridge as tables
/// a test fills, CloudFormation as <see cref="StackMachine"/>.
/// </summary>
internal sealed partial class AwsDouble : IAsyncDisposable
{
    public const string Account = "123456789012";

    private readonly WebApplication application;
    private readonly Lock gate = new();
    private readonly List<string> calls = [];
    private readonly Dictionary<string, string> mails = new(StringComparer.Ordinal);

    private AwsDouble(WebApplication application)
    {
        this.application = application;
        Stacks = new StackMachine(this);
        application.Run(AnswerAsync);
    }

    public StackMachine Stacks { get; }

    public Uri Url => new(application.Urls.Single());

    public bool IsProduction { get; set; }

    public bool IsPaused { get; set; }

    public HashSet<string> Verified { get; } = new(StringComparer.Ordinal) { "example.com" };

    public Dictionary<string, SortedDictionary<string, long>> Buckets { get; } = new(StringComparer.Ordinal);

    /// <summary>Buckets of other accounts.</summary>
    public HashSet<string> Foreign { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Tables { get; } = new(StringComparer.Ordinal);

    /// <summary>Errors by call, for example <c>sts:GetCallerIdentity</c>: code, message.</summary>
    public Dictionary<string, (int Status, string Code, string Message)> Refusals { get; } = new(StringComparer.Ordinal);

    /// <summary>What a mail's record says.</summary>
    public string MailStatus { get; set; } = "delivered";

    public string SeederAnswer { get; set; } = """{"statusCode":200,"installed":["welcome"],"updated":[],"skipped":[],"message":"Installed 8, updated 0, skipped 0"}""";

    /// <summary>Is told each call before it is answered.</summary>
    public Action<string>? Calling { get; set; }

    public IReadOnlyList<string> Calls
    {
        get { lock (gate) return [.. calls]; }
    }

    /// <summary>The calls that changed something.</summary>
    public IEnumerable<string> Writes => Calls.Where(call => !Reading().IsMatch(call));

    public static async Task<AwsDouble> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var aws = new AwsDouble(builder.Build());
        await aws.application.StartAsync();
        return aws;
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        using var buffer = new MemoryStream();
        await http.Request.Body.CopyToAsync(buffer);
        var body = buffer.ToArray();
        var service = Scope().Match(http.Request.Headers.Authorization.ToString()).Groups[1].Value;
        var (call, form) = Name(service, http.Request, body);
        Calling?.Invoke(call);
        int status;
        string answer;
        lock (gate)
        {
            calls.Add(call);
            (status, answer) = Refusals.TryGetValue(call, out var refusal)
                ? (refusal.Status, Error(service, refusal.Code, refusal.Message))
                : Answer(service, call, http, body, form);
        }
        http.Response.StatusCode = status;
        if (status != 204 && http.Request.Method != "HEAD") await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(answer));
    }

    private static (string Call, Dictionary<string, string> Form) Name(string service, HttpRequest request, byte[] body)
    {
        if (service is "sts" or "cloudformation")
        {
            var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body)).ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
            return ($"{service}:{form["Action"]}", form);
        }
        if (request.Headers["X-Amz-Target"].ToString() is { Length: > 0 } target) return ($"{service}:{target.Split('.')[1]}", []);
        var key = request.Path.Value!.Trim('/').Split('/', 2);
        var name = service == "s3"
            ? $"{request.Method} {(key.Length > 1 && key[1].Length > 0 ? "object" : "bucket")}{(request.Query.Count > 0 ? "?" + request.Query.Keys.First(k => k != "x-id") : "")}"
            : $"{request.Method} {request.Path}";
        return ($"{service}:{name}", []);
    }

    private (int Status, string Body) Answer(string service, string call, HttpContext http, byte[] body, Dictionary<string, string> form) => service switch
    {
        "sts" => (200, $"<GetCallerIdentityResponse><GetCallerIdentityResult><Account>{Account}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>"),
        "ses" => Ses(http.Request.Path.Value!),
        "cloudformation" => Stacks.Answer(form),
        "s3" => S3(http.Request, body),
        "dynamodb" => Table(call, body),
        "lambda" => (200, SeederAnswer),
        "events" => Put(body),
        _ => (500, "unknown service " + service),
    };

    private (int Status, string Body) Ses(string path)
    {
        if (path == "/v2/email/account")
        {
            return (200, JsonSerializer.Serialize(new
            {
                ProductionAccessEnabled = IsProduction,
                SendingEnabled = !IsPaused,
                EnforcementStatus = IsPaused ? "SHUTDOWN" : "HEALTHY",
                SendQuota = new { MaxSendRate = 1.0, Max24HourSend = 200.0, SentLast24Hours = 3.0 },
            }));
        }
        var identity = Uri.UnescapeDataString(path.Split('/')[^1]);
        return Verified.Contains(identity)
            ? (200, """{"VerifiedForSendingStatus":true}""")
            : (404, Error("ses", "NotFoundException", $"Email identity {identity} does not exist."));
    }

    private (int Status, string Body) Table(string call, byte[] body)
    {
        using var json = JsonDocument.Parse(body);
        var table = json.RootElement.GetProperty("TableName").GetString()!;
        if (!Tables.Contains(table)) return (400, Error("dynamodb", "ResourceNotFoundException", "Requested resource not found"));
        if (call == "dynamodb:DescribeTable") return (200, $$$"""{"Table":{"TableName":"{{{table}}}","TableStatus":"ACTIVE"}}""");
        var id = json.RootElement.GetProperty("Key").GetProperty("emailId").GetProperty("S").GetString()!;
        if (!mails.TryGetValue(id, out var status)) return (200, "{}");
        // The first look finds it on its way.
        mails[id] = MailStatus;
        return (200, $$$$"""{"Item":{"emailId":{"S":"{{{{id}}}}"},"status":{"S":"{{{{status}}}}"},"errorCode":{"S":"SES003"},"errorMessage":{"S":"it went wrong"}}}""");
    }

    private (int Status, string Body) Put(byte[] body)
    {
        using var json = JsonDocument.Parse(body);
        var entry = json.RootElement.GetProperty("Entries")[0];
        using var detail = JsonDocument.Parse(entry.GetProperty("Detail").GetString()!);
        detail.RootElement.GetProperty("to").GetString().ShouldBe("success@simulator.amazonses.com");
        mails[detail.RootElement.GetProperty("emailId").GetString()!] = "sending";
        return (200, """{"FailedEntryCount":0,"Entries":[{"EventId":"e-1"}]}""");
    }

    private (int Status, string Body) S3(HttpRequest request, byte[] body)
    {
        var parts = request.Path.Value!.Trim('/').Split('/', 2);
        var (bucket, key) = (parts[0], parts.Length > 1 && parts[1].Length > 0 ? parts[1] : null);
        if (Foreign.Contains(bucket))
        {
            return request.Method == "PUT" ? (409, Error("s3", "BucketAlreadyExists", "The requested bucket name is not available.")) : (403, Error("s3", "AccessDenied", "Access Denied"));
        }
        if (request.Method == "PUT" && key is null && request.Query.Count == 0)
        {
            Buckets[bucket] = new(StringComparer.Ordinal);
            return (200, "");
        }
        if (!Buckets.TryGetValue(bucket, out var objects)) return (404, Error("s3", "NoSuchBucket", "The specified bucket does not exist"));
        if (key is not null)
        {
            if (request.Method == "PUT")
            {
                objects[key] = long.Parse(
                    request.Headers["x-amz-decoded-content-length"].ToString() is { Length: > 0 } decoded ? decoded : $"{body.Length}",
                    System.Globalization.CultureInfo.InvariantCulture);
                return (200, "");
            }
            if (!objects.TryGetValue(key, out var size)) return (404, "");
            request.HttpContext.Response.ContentLength = size;
            return (200, "");
        }
        switch (request.Method)
        {
            case "GET":
                return (200, "<ListVersionsResult><IsTruncated>false</IsTruncated>" + string.Concat(objects.Take(3).Select((pair, i) =>
                    i % 2 == 0
                        ? $"<Version><Key>{pair.Key}</Key><VersionId>v-{i}</VersionId><Size>1</Size></Version>"
                        : $"<DeleteMarker><Key>{pair.Key}</Key><VersionId>v-{i}</VersionId></DeleteMarker>")) + "</ListVersionsResult>");
            case "POST":
                foreach (Match match in DeletedKey().Matches(Encoding.UTF8.GetString(body))) objects.Remove(match.Groups[1].Value);
                return (200, "<DeleteResult></DeleteResult>");
            case "DELETE" when objects.Count > 0:
                return (409, Error("s3", "BucketNotEmpty", "The bucket you tried to delete is not empty"));
            case "DELETE":
                Buckets.Remove(bucket);
                return (204, "");
            default:
                return (200, "");
        }
    }

    private static string Error(string service, string code, string message) => service switch
    {
        "ses" or "dynamodb" or "events" or "lambda" => JsonSerializer.Serialize(new { __type = code, message }),
        "s3" => $"<Error><Code>{code}</Code><Message>{message}</Message></Error>",
        _ => $"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error></ErrorResponse>",
    };

    [GeneratedRegex(@"Credential=[^/]+/\d+/[^/]+/([^/]+)/")]
    private static partial Regex Scope();

    [GeneratedRegex("<Key>([^<]+)</Key>")]
    private static partial Regex DeletedKey();

    [GeneratedRegex(":(Describe|Get|HEAD|GET )")]
    private static partial Regex Reading();
}
