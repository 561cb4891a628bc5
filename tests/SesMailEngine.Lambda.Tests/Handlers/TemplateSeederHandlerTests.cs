using System.Text;
using SesMailEngine.Core.Templates;
using SesMailEngine.Lambda.Handlers;
using SesMailEngine.Testing.Fakes;

namespace SesMailEngine.Lambda.Tests.Handlers;

public sealed class TemplateSeederHandlerTests
{
    private readonly FakeTemplateStore bucket = new();

    [Fact]
    public async Task The_starters_in_the_program_are_installed_and_skipped_the_second_time()
    {
        (await HandleAsync()).ShouldEndWith("\"message\":\"Installed 8, updated 0, skipped 0\"}");
        (await HandleAsync()).ShouldEndWith("\"message\":\"Installed 0, updated 0, skipped 8\"}");
    }

    [Fact]
    public async Task A_missing_setting_is_answered_with_its_code()
    {
        var answer = await new TemplateSeederHandler(null, "TEMPLATE_BUCKET").HandleAsync(new("r", default, null, null), CancellationToken.None);

        Encoding.UTF8.GetString(answer.Span).ShouldContain("\"errorCode\":\"SEED001\",\"message\":\"ConfigurationError: missing setting 'TEMPLATE_BUCKET'\"");
    }

    private async Task<string> HandleAsync()
    {
        var handler = new TemplateSeederHandler(new TemplateSeeder(new StarterTemplates(), bucket, new RecordingLog()), "");
        return Encoding.UTF8.GetString((await handler.HandleAsync(new("r", "null"u8.ToArray(), null, null), CancellationToken.None)).Span);
    }
}
