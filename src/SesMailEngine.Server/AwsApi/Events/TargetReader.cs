using System.Text.Json;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Model.Settings;
using SesMailEngine.Embedded.Bus;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Events;

/// <summary>
/// Reads targets of PutTargets (https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Target.html): queues of this
/// host, HTTP endpoints, whose URL stands in the place of the ARN, and functions, whose ARN the settings may map to an HTTP endpoint.
/// </summary>
internal static class TargetReader
{
    private const int MaxInput = 8192;

    /// <summary>One target; what cannot be a target is refused.</summary>
    public static BusTarget Read(JsonElement target, ResourceNames names)
    {
        if (target.ValueKind != JsonValueKind.Object) throw AwsException.Serialization("A target is not an object.");
        var id = target.Text("Id") ?? throw EventsErrors.Constraint("null", "targets.1.member.id", "Member must not be null");
        if (id.Length is < 1 or > 64 || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'))
            throw EventsErrors.Constraint(
                "given", "targets.1.member.id", "Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]{1,64}");
        var arn = target.Text("Arn") ?? throw EventsErrors.Constraint("null", "targets.1.member.arn", "Member must not be null");
        var url = EndpointUrl.TryParse(arn, out var parsed) ? parsed : null;
        if (url is null && !IsQueue(arn, names) && !IsFunction(arn))
            throw AwsException.Validation(
                $"Parameter Arn is not valid for target {id}. Reason: it must be a queue of this host ({names.Arn("sqs", "NAME")}), a Lambda function, or an http or https URL.");
        if (target.Structure("SqsParameters") is not null)
            throw AwsException.Validation($"Parameter SqsParameters is not valid for target {id}. Reason: the queues of this host are not FIFO queues.");
        target.RequireKnown(
            "Id", "Arn", "RoleArn", "Input", "InputPath", "InputTransformer", "HttpParameters", "DeadLetterConfig", "RetryPolicy");

        var input = target.Text("Input");
        var inputPath = target.Text("InputPath");
        var transformer = target.Structure("InputTransformer");
        if ((input is null ? 0 : 1) + (inputPath is null ? 0 : 1) + (transformer is null ? 0 : 1) > 1)
            throw AwsException.Validation($"Only one of Input, InputPath, or InputTransformer must be provided for target {id}.");
        CheckInput(input, inputPath, transformer, id);
        var retry = target.Structure("RetryPolicy");
        retry?.RequireKnown("MaximumRetryAttempts", "MaximumEventAgeInSeconds");
        return new BusTarget(id, arn, input, inputPath, transformer?.GetRawText(), DeadLetter(target, names, id))
        {
            RoleArn = RoleArn(target),
            HttpParametersJson = HttpParametersReader.Read(target, url, takesThem: !IsQueue(arn, names), id),
            MaximumRetryAttempts = Number(retry, "MaximumRetryAttempts", 0, 185),
            MaximumEventAgeInSeconds = Number(retry, "MaximumEventAgeInSeconds", 60, 86_400),
        };
    }

    private static void CheckInput(string? input, string? inputPath, JsonElement? transformer, string id)
    {
        if (input is not null && (input.Length > MaxInput || !IsJson(input)))
            throw AwsException.Validation($"Parameter Input for target {id} is not JSON of at most {MaxInput} characters.");
        if (inputPath is not null && (inputPath.Length > 256 || (inputPath.Length > 0 && inputPath[0] != '$')))
            throw AwsException.Validation($"Parameter InputPath for target {id} is not a JSON path of at most 256 characters.");
        if (transformer is not { } given) return;
        given.RequireKnown("InputPathsMap", "InputTemplate");
        if (given.Text("InputTemplate") is not { Length: > 0 and <= MaxInput })
            throw AwsException.Validation($"Parameter InputTemplate for target {id} must have 1 to {MaxInput} characters.");
        if (given.Structure("InputPathsMap") is not { } paths) return;
        var count = 0;
        foreach (var path in paths.EnumerateObject())
        {
            if (++count > 100 || path.Name.StartsWith("AWS", StringComparison.Ordinal)
                || path.Value.ValueKind != JsonValueKind.String || path.Value.GetString() is not ['$', ..])
                throw AwsException.Validation($"Parameter InputPathsMap for target {id} must map up to 100 names to JSON paths.");
        }
    }

    private static string? DeadLetter(JsonElement target, ResourceNames names, string id)
    {
        var config = target.Structure("DeadLetterConfig");
        config?.RequireKnown("Arn");
        var arn = config?.Text("Arn");
        return arn is null || IsQueue(arn, names) ? arn : throw AwsException.Validation(
            $"Parameter DeadLetterConfig.Arn is not valid for target {id}. Reason: it must be a queue of this host ({names.Arn("sqs", "NAME")}).");
    }

    private static string? RoleArn(JsonElement target) => target.Text("RoleArn") switch
    {
        null => null,
        { Length: >= 1 and <= 1600 } arn => arn,
        _ => throw EventsErrors.Constraint("given", "targets.1.member.roleArn", "Member must have length between 1 and 1600"),
    };

    private static int? Number(JsonElement? policy, string name, int min, int max)
    {
        if (policy?.Number(name) is not { } number) return null;
        return number >= min && number <= max ? (int)number : throw EventsErrors.Constraint(
            $"'{number}'", $"targets.1.member.retryPolicy.{char.ToLowerInvariant(name[0])}{name[1..]}",
            $"Member must have value between {min} and {max}");
    }

    private static bool IsQueue(string arn, ResourceNames names)
    {
        var prefix = names.Arn("sqs", "");
        return arn.StartsWith(prefix, StringComparison.Ordinal) && arn.Length > prefix.Length
            && arn.Length <= prefix.Length + 80
            && arn.AsSpan(prefix.Length).IndexOfAnyExcept(QueueNameCharacters) < 0;
    }

    private static readonly System.Buffers.SearchValues<char> QueueNameCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private static bool IsFunction(string arn)
    {
        var parts = arn.Split(':');
        return arn.Length <= 1600 && parts.Length is 7 or 8 && parts[0] == "arn" && parts[2] == "lambda"
            && parts[5] == "function" && parts[6].Length > 0;
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
