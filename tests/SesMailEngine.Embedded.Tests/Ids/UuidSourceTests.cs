using Microsoft.Extensions.Time.Testing;
using SesMailEngine.Embedded.Ids;

namespace SesMailEngine.Embedded.Tests.Ids;

public sealed class UuidSourceTests
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.FromUnixTimeMilliseconds(0x019ab5b1ae00));

    [Fact]
    public void Ids_made_one_after_the_other_sort_in_that_order()
    {
        var ids = new UuidSource(_clock);

        var made = Enumerable.Range(0, 10_000).Select(_ => ids.Next("email-")).ToArray();

        made.ShouldBe(made.Order(StringComparer.Ordinal));
        made.Distinct().Count().ShouldBe(10_000);
        made[0].Length.ShouldBe("email-".Length + 32);
    }

    [Fact]
    public void An_id_is_a_uuid_of_version_7_with_its_time()
    {
        var id = new UuidSource(_clock, bytes => bytes.Fill(0xff)).Next();

        id.ToString().ShouldBe("019ab5b1-ae00-7000-bfff-ffffffffffff");
    }

    [Fact]
    public void Ids_go_on_growing_when_the_clock_goes_back()
    {
        var ids = new UuidSource(_clock);
        var before = ids.Next("");
        _clock.AdjustTime(_clock.GetUtcNow() - TimeSpan.FromSeconds(1));

        string.CompareOrdinal(ids.Next(""), before).ShouldBeGreaterThan(0);
    }
}
