using System.Text;
using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Templates;
using SesMailEngine.Core.Tests.Sending;
using SesMailEngine.Testing.Fuzzing;

namespace SesMailEngine.Core.Tests.Fuzzing;

/// <summary>Whatever stands in <c>metadata.json</c>: read, or refused with what is wrong; and a mail with it is sent or fails by the catalogue.</summary>
public sealed class MetadataFuzzTests
{
    private const int Rounds = 800;

    private const string Whole = """
        {"subject":"Welcome {{ userName }}","senderName":"Shop","senderEmail":"shop@example.com","replyTo":"help@example.com",
        "listUnsubscribe":"https://example.com/u/{{ userName }}","description":"A greeting","version":"1.2.0","critical":false,
        "requiredVariables":["userName"],"optionalVariables":["companyName"],"sampleData":{"userName":"J\u00f6","list":[1,2]}}
        """;

    [Fact]
    public async Task Broken_metadata_is_refused_with_what_is_wrong() => (await FuzzRun.ProblemsAsync(Rounds, random =>
    {
        var bytes = JsonMutator.MutateBytes(Whole, random);
        var metadata = TemplateMetadataParser.Parse(bytes, out var problem);
        return Task.FromResult(metadata is null == problem is { Length: > 0 } ? null : $"'{problem}' for {Shown(bytes)}");
    })).ShouldBeEmpty();

    [Fact]
    public async Task A_mail_with_broken_metadata_is_sent_or_fails_by_the_catalogue() => (await FuzzRun.ProblemsAsync(Rounds / 2, async random =>
    {
        var world = new SenderWorld();
        var bytes = JsonMutator.MutateBytes(Whole, random);
        await world.Templates.WriteAsync("welcome/metadata.json", bytes, CancellationToken.None);
        await world.SendAsync();
        var record = world.Record();
        if (world.Log.Lines.FirstOrDefault(line => line.Exception is not null) is { Exception: { } exception }) return $"{exception} for {Shown(bytes)}";
        return record.Status == EmailStatus.Sent || (record.Status == EmailStatus.Failed && ErrorCatalogue.Find(record.ErrorCode ?? "") is not null)
            ? null : $"{record.Status} {record.ErrorCode} {record.ErrorMessage} for {Shown(bytes)}";
    })).ShouldBeEmpty();

    private static string Shown(byte[] bytes) => Encoding.UTF8.GetString(bytes, 0, Math.Min(bytes.Length, 1_500));
}
