using System.Globalization;
using System.Text.Json;

namespace SesMailEngine.Embedded.Bus;

/// <summary>How far the delivery of an event to an endpoint is; kept with the message, in place of message attributes.</summary>
/// <param name="Since">When the event was put on the bus.</param>
/// <param name="Failed">Tries that failed.</param>
public readonly record struct DeliveryState(DateTimeOffset Since, int Failed)
{
    /// <summary>The state as text.</summary>
    public string ToJson() => string.Create(
        CultureInfo.InvariantCulture, $$"""{"since":{{Since.ToUnixTimeMilliseconds()}},"failed":{{Failed}}}""");

    /// <summary>Reads the text; a message without it was put on the queue now and never tried.</summary>
    public static DeliveryState Parse(string? json, DateTimeOffset sentAt)
    {
        if (json is null) return new(sentAt, 0);
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return new(DateTimeOffset.FromUnixTimeMilliseconds(root.GetProperty("since").GetInt64()), root.GetProperty("failed").GetInt32());
    }
}
