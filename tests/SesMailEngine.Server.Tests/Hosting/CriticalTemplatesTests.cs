using Microsoft.Extensions.Time.Testing;
using SesMailEngine.Server.Hosting;
using SesMailEngine.Testing.Fakes;

namespace SesMailEngine.Server.Tests.Hosting;

public sealed class CriticalTemplatesTests
{
    private readonly FakeTemplateStore _store = new();
    private readonly CriticalTemplates _critical;

    public CriticalTemplatesTests()
    {
        _critical = new(_store, new ListLog(), new FakeTimeProvider());
        _store.WithTemplate("reset", "", "", """{"subject":"s","critical":true}""");
        _store.WithTemplate("bulk", "", "", """{"subject":"s","critical":false}""");
        _store.WithTemplate("broken", "", "", "{");
    }

    [Theory]
    [InlineData("""{"detail":{"to":"a@example.org","templateName":"reset"}}""", true)]
    [InlineData("""{"detail":{"templateName" : "reset","to":"a@example.org"}}""", true)]
    [InlineData("""{"detail":{"templateName":"bulk","templateData":{"x":"reset"}}}""", false)]
    [InlineData("""{"detail":{"templateName":"broken"}}""", false)]
    [InlineData("""{"detail":{"templateName":"resets"}}""", false)]
    [InlineData("""{"detail":{"templateName":7}}""", false)]
    [InlineData("""{"detail":{"templateName":"reset""", false)]
    [InlineData("""{"detail":{"templateName""", false)]
    [InlineData("", false)]
    public async Task A_request_for_a_critical_template_is_recognised(string body, bool isCritical)
    {
        await _critical.LookAsync(default);

        _critical.IsNamedIn(body).ShouldBe(isCritical);
    }

    [Fact]
    public async Task A_store_that_is_away_leaves_the_last_known()
    {
        await _critical.LookAsync(default);
        _store.Faults.FailAlways("ListTemplatesAsync");

        await _critical.LookAsync(default);

        _critical.IsNamedIn("""{"templateName":"reset"}""").ShouldBeTrue();
    }
}
