using System.Text.Json;
using SesMailEngine.Core.Model;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Logs;

/// <summary>
/// The log groups of this host: those of the stack's three functions, named as on AWS, and <c>/sesmailengine/{stack}-Host</c> with the
/// lines of the host itself.
/// </summary>
internal sealed class LogGroups(ResourceNames names, bool hasStack = true)
{
    private const int MaxNameLength = 512;
    private const int MaxIdentifierLength = 2048;

    private readonly LogGroup[] all =
    [
        .. from function in hasStack ? [names.EmailSender, names.FeedbackProcessor, names.TemplateSeeder] : Array.Empty<string>()
           select new LogGroup($"/aws/lambda/{function}", function),
        new($"/sesmailengine/{names.Stack}-Host", $"{names.Stack}-Host"),
    ];

    /// <summary>All of them, by name.</summary>
    public IReadOnlyList<LogGroup> All => all;

    /// <summary>The group's ARN; AWS writes it with <c>:*</c> at its end in <c>arn</c> and without in <c>logGroupArn</c>.</summary>
    public string Arn(LogGroup group) => names.Arn("logs", $"log-group:{group.Name}");

    /// <summary>The group a request names, by <c>logGroupName</c> or by <c>logGroupIdentifier</c> (a name or an ARN), but not by both.</summary>
    public LogGroup Require(JsonElement input)
    {
        var name = input.Text("logGroupName");
        var identifier = input.Text("logGroupIdentifier");
        if (name is not null && identifier is not null)
            throw LogsErrors.Invalid("LogGroupName and LogGroupIdentifier cannot both be specified.");
        if (name is null && identifier is null)
            throw LogsErrors.Invalid("Either LogGroupName or LogGroupIdentifier must be specified.");
        if (name is not null) RequireName(name, "logGroupName");
        else RequireIdentifier(identifier!);
        var wanted = name ?? (identifier!.StartsWith("arn:", StringComparison.Ordinal)
            ? all.FirstOrDefault(group => Arn(group) == identifier)?.Name : identifier);
        return all.FirstOrDefault(group => group.Name == wanted) ?? throw LogsErrors.NoGroup();
    }

    /// <summary>Refuses what cannot be a group's name, nor its beginning.</summary>
    public static void RequireName(string name, string member)
    {
        if (name.Length is < 1 or > MaxNameLength)
            throw LogsErrors.Constraint("of its length", member, $"Member must have length between 1 and {MaxNameLength}");
        if (!name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '/' or '#'))
            throw LogsErrors.Constraint("given", member, "Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+");
    }

    private static void RequireIdentifier(string identifier)
    {
        if (identifier.Length is < 1 or > MaxIdentifierLength)
            throw LogsErrors.Constraint("of its length", "logGroupIdentifier", $"Member must have length between 1 and {MaxIdentifierLength}");
        if (!identifier.All(c => char.IsAsciiLetterOrDigit(c) || "_#+=/:,.@-".Contains(c)))
            throw LogsErrors.Constraint("given", "logGroupIdentifier", "Member must satisfy regular expression pattern: [\\w#+=/:,.@-]*");
    }
}
