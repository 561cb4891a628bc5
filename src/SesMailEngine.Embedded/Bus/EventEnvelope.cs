using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SesMailEngine.Embedded.Bus;

/// <summary>
/// An event as EventBridge hands it on (https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html). The detail goes through
/// letter by letter.
/// </summary>
internal sealed class EventEnvelope(string id, BusEvent busEvent, string account, string region, DateTimeOffset now) : IDisposable
{
    private string? _text;
    private JsonDocument? _document;

    /// <summary>When the bus took the event.</summary>
    public DateTimeOffset IngestedAt => now;

    /// <summary>The whole event.</summary>
    public string Text => _text ??= Write(busEvent.Detail);

    /// <summary>The event with an empty detail.</summary>
    public string TextWithoutDetail => Write("{}");

    /// <summary>The whole event, parsed.</summary>
    public JsonElement Root => (_document ??= JsonDocument.Parse(Text)).RootElement;

    /// <inheritdoc/>
    public void Dispose() => _document?.Dispose();

    /// <summary>A string's content as it stands between the quotes of JSON.</summary>
    public static string Escape(string text) =>
        JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text);

    private string Write(string detail)
    {
        var time = (busEvent.Time ?? now).UtcDateTime;
        var resources = busEvent.Resources is { Count: > 0 } arns
            ? '"' + string.Join("\",\"", arns.Select(Escape)) + '"'
            : "";
        return string.Create(CultureInfo.InvariantCulture,
            $$"""{"version":"0","id":"{{id}}","detail-type":"{{Escape(busEvent.DetailType)}}","source":"{{Escape(busEvent.Source)}}","account":"{{account}}","time":"{{time:yyyy-MM-dd'T'HH:mm:ss'Z'}}","region":"{{region}}","resources":[{{resources}}],"detail":{{detail}}}""");
    }
}
