using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Templates;

namespace SesMailEngine.Core.Tests.Templates;

public sealed class StarterTemplatesStoreTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly StarterTemplates _starters = new();

    [Fact]
    public async Task The_eight_starters_are_inside_with_their_three_files()
    {
        var names = await _starters.ListTemplatesAsync(None);

        names.ShouldBe(
        [
            "contact-form-notification", "email-verification", "invoice", "password-reset", "purchase-confirmation",
            "shipping-notification", "subscription-renewal", "welcome",
        ]);
        foreach (var name in names)
        {
            (await _starters.ListAsync(name, None)).ShouldBe(["metadata.json", "template.html", "template.txt"]);
            (await _starters.ReadAsync($"{name}/template.html", 262_144, None))!.Content.IsEmpty.ShouldBeFalse();
        }
    }

    [Fact]
    public async Task Of_a_file_too_long_only_the_length_is_told()
    {
        var file = await _starters.ReadAsync("welcome/template.html", 10, None);

        file!.Content.IsEmpty.ShouldBeTrue();
        file.Length.ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task Nothing_else_is_read_and_nothing_is_written()
    {
        (await _starters.ReadAsync("welcome/../welcome/template.html", 262_144, None)).ShouldBeNull();

        (await Should.ThrowAsync<PortException>(() => _starters.WriteAsync("a/b", default, None))).ErrorName.ShouldBe("AccessDenied");
    }
}
