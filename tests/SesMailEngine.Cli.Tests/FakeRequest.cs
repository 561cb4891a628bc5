using System.Text.Json;

namespace SesMailEngine.Cli.Tests;

/// <summary>A request that reached the fake endpoint.</summary>
internal sealed record FakeRequest(string Operation, string Authorization, byte[] Body)
{
    public JsonElement Json()
    {
        using var document = JsonDocument.Parse(Body);
        return document.RootElement.Clone();
    }
}
