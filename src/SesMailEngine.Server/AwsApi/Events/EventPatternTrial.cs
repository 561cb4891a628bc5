using System.Text.Json;
using SesMailEngine.Core.Model.EventPatterns;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Events;

/// <summary>TestEventPattern (https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_TestEventPattern.html).</summary>
internal static class EventPatternTrial
{
    private static readonly string[] Required = ["id", "account", "source", "time", "region", "resources", "detail-type"];

    /// <summary>Says whether a pattern matches an event.</summary>
    public static async Task HandleAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        using var input = JsonInput.Parse(request);
        input.RootElement.RequireKnown("EventPattern", "Event");
        var text = input.RootElement.Text("EventPattern")
            ?? throw EventsErrors.Constraint("null", "eventPattern", "Member must not be null");
        var eventText = input.RootElement.Text("Event")
            ?? throw EventsErrors.Constraint("null", "event", "Member must not be null");
        if (!EventPattern.TryParse(text, out var pattern, out var problem))
            throw new AwsException("InvalidEventPatternException", problem);
        using var document = ParseEvent(eventText);
        await request.WriteJsonAsync(
            pattern.Matches(document.RootElement),
            static (json, matches) =>
            {
                json.WriteStartObject();
                json.WriteBoolean("Result", matches);
                json.WriteEndObject();
            },
            cancellationToken);
    }

    private static JsonDocument ParseEvent(string text)
    {
        try
        {
            var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                var missing = Array.Find(Required, name => !document.RootElement.TryGetProperty(name, out _));
                if (missing is null) return document;
                document.Dispose();
                throw AwsException.Validation($"Parameter Event is not valid. Reason: {missing} is a required argument.");
            }
            document.Dispose();
        }
        catch (JsonException)
        {
            // Falls through to the refusal below.
        }
        throw AwsException.Validation("Parameter Event is not valid. Reason: it is not a JSON object.");
    }
}
