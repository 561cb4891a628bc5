using System.Text.Json;
using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Logs;

namespace SesMailEngine.Embedded.Tests.Logs;

public sealed class FolderLogTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_line_is_one_json_object_in_the_functions_file_of_the_day()
    {
        await using (var log = Open())
        {
            log.Write(new LogEntry(LogLevel.Error, "Template error\nfor jo@example.com")
            {
                Function = "EmailSender",
                EmailId = "e-1",
                ErrorCode = "TMPL001",
                DurationMs = 1.23456,
            });
        }

        var line = File.ReadAllLines(Path.Combine(_folder.Path, "s-EmailSender", "2026-11-24.jsonl")).ShouldHaveSingleItem();
        using var json = JsonDocument.Parse(line);
        json.RootElement.GetProperty("timestamp").GetString().ShouldBe("2026-11-24T12:00:00.000Z");
        json.RootElement.GetProperty("level").GetString().ShouldBe("ERROR");
        json.RootElement.GetProperty("message").GetString().ShouldBe("Template error\nfor j***@example.com");
        json.RootElement.GetProperty("function").GetString().ShouldBe("s-EmailSender");
        json.RootElement.GetProperty("emailId").GetString().ShouldBe("e-1");
        json.RootElement.GetProperty("durationMs").GetDouble().ShouldBe(1.235);
        json.RootElement.TryGetProperty("status", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Lines_below_the_level_are_not_kept()
    {
        await using (var log = Open())
        {
            log.IsEnabled(LogLevel.Debug).ShouldBeFalse();
            log.Write(new LogEntry(LogLevel.Debug, "x"));
        }

        Directory.Exists(Path.Combine(_folder.Path, "s-Host")).ShouldBeFalse();
    }

    [Fact]
    public async Task Files_past_the_retention_go()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder.Path, "s-Host")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "2026-11-13.jsonl"), "{}");
        await File.WriteAllTextAsync(Path.Combine(folder, "2026-11-14.jsonl"), "{}");
        await File.WriteAllTextAsync(Path.Combine(folder, "mine.jsonl"), "{}");

        await using (var log = Open()) log.Write(new LogEntry(LogLevel.Info, "x"));

        Directory.GetFiles(folder).Select(Path.GetFileName).Order()
            .ShouldBe(["2026-11-14.jsonl", "2026-11-24.jsonl", "mine.jsonl"]);
    }

    private FolderLog Open() => new(_folder.Path, "s", 10, 1 << 20, LogLevel.Info, _folder.Clock);
}
