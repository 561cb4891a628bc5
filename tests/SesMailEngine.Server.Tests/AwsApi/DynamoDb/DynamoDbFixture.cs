using System.Buffers;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using SesMailEngine.Core.Model;
using SesMailEngine.Server.AwsApi.DynamoDb;

namespace SesMailEngine.Server.Tests.AwsApi.DynamoDb;

/// <summary>The API over tables in memory, called with JSON and answering with JSON.</summary>
internal sealed class DynamoDbFixture : IDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private readonly DynamoDbApi _api;

    public DynamoDbFixture() => _api = new DynamoDbApi(Tables, new ResourceNames("s", "000000000000", "us-east-1"), Clock);

    public MemoryTables Tables { get; } = new();

    public FakeTimeProvider Clock { get; } = new(Noon);

    public static TrackingRecord Record(string emailId, EmailStatus status = EmailStatus.Sent, int minutes = 0) => new()
    {
        EmailId = emailId,
        ToEmail = "jo@example.com",
        Status = status,
        Timestamp = Noon.AddMinutes(minutes),
        TemplateName = "welcome",
        Source = "my.app",
        OriginalEmailId = emailId,
    };

    public static SuppressionEntry Entry(string email, SuppressionType type = SuppressionType.Bounce, int minutes = 0) => new()
    {
        Email = email,
        Type = type,
        Reason = SuppressionReasons.HardBounce,
        AddedAt = Noon.AddMinutes(minutes),
    };

    public async Task<JsonElement> CallAsync(string operation, string body)
    {
        var answer = new ArrayBufferWriter<byte>();
        await _api.ExecuteAsync(operation, System.Text.Encoding.UTF8.GetBytes(body), answer, CancellationToken.None);
        return JsonDocument.Parse(answer.WrittenMemory).RootElement;
    }

    public async Task<DynamoDbException> RefusedAsync(string operation, string body) =>
        await Should.ThrowAsync<DynamoDbException>(() => CallAsync(operation, body));

    public void Dispose() => _api.Dispose();
}
