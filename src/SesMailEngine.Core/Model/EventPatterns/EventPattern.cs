using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace SesMailEngine.Core.Model.EventPatterns;

/// <summary>
/// An EventBridge event pattern, compiled: the whole language of
/// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html. Immutable, and safe to use from
/// any number of threads. A match costs at most the length of the event times the number of values in the pattern.
/// </summary>
public sealed class EventPattern
{
    /// <summary>The longest pattern, in characters (the quota of PutRule at its highest).</summary>
    public const int MaxLength = 4096;

    private readonly FieldGroup root;

    private EventPattern(FieldGroup root) => this.root = root;

    /// <summary>Reads a pattern.</summary>
    /// <param name="json">The pattern, a JSON object.</param>
    /// <param name="pattern">The compiled pattern.</param>
    /// <param name="error">
    /// <c>Event pattern is not valid. Reason: …</c>, with the place, as EventBridge words it; null when the pattern is valid.
    /// </param>
    /// <returns>True when the pattern is valid.</returns>
    public static bool TryParse(
        string json, [NotNullWhen(true)] out EventPattern? pattern, [NotNullWhen(false)] out string? error)
    {
        pattern = null;
        error = null;
        if (json.Length > MaxLength)
        {
            error = $"Event pattern is not valid. Reason: Event pattern is longer than {MaxLength} characters";
            return false;
        }
        try
        {
            pattern = new EventPattern(EventPatternParser.Parse(json));
            return true;
        }
        catch (EventPatternException invalid)
        {
            error = $"Event pattern is not valid. Reason: {invalid.Message}";
            return false;
        }
    }

    /// <summary>True when an event (the whole envelope: source, detail-type, detail…) matches.</summary>
    public bool Matches(JsonElement envelope)
    {
        try
        {
            return envelope.ValueKind == JsonValueKind.Object && root.Matches(envelope, envelope);
        }
        catch (InvalidOperationException)
        {
            return false; // a name or value with a lone surrogate: JSON by its grammar, but no text to compare
        }
    }

    /// <summary>
    /// What can be said from an event's <c>source</c> and <c>detail-type</c> alone: true or false when they decide, null when
    /// the rest must be looked at. Most rules name a detail-type, so most events need not be parsed for most rules.
    /// </summary>
    public bool? Judge(string source, string detailType) => root.Judge(source, detailType);
}
