using System.Text.Json;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Events;

/// <summary>DescribeEventBus and ListEventBuses.</summary>
internal sealed class BusOperations(BusNames buses)
{
    /// <summary>DescribeEventBus.</summary>
    public async Task DescribeAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        using var input = JsonInput.Parse(request);
        input.RootElement.RequireKnown("Name");
        var bus = buses.Require(input.RootElement.Text("Name"));
        await request.WriteJsonAsync((bus, buses), static (json, s) => WriteBus(json, s.bus, s.buses), cancellationToken);
    }

    /// <summary>ListEventBuses.</summary>
    public async Task ListAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        using var input = JsonInput.Parse(request);
        input.RootElement.RequireKnown("NamePrefix", "NextToken", "Limit");
        var prefix = input.RootElement.Text("NamePrefix") ?? "";
        var page = Page<string>.Cut(
            buses.All.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            static name => name, input.RootElement);
        await request.WriteJsonAsync(
            (page, buses),
            static (json, s) =>
            {
                json.WriteStartObject();
                json.WriteStartArray("EventBuses");
                foreach (var bus in s.page.Items) WriteBus(json, bus, s.buses);
                json.WriteEndArray();
                s.page.WriteToken(json);
                json.WriteEndObject();
            },
            cancellationToken);
    }

    private static void WriteBus(Utf8JsonWriter json, string bus, BusNames buses)
    {
        json.WriteStartObject();
        json.WriteString("Name", bus);
        json.WriteString("Arn", buses.Arn(bus));
        json.WriteEndObject();
    }
}
