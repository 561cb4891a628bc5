using Microsoft.Extensions.Time.Testing;
using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Templates;
using SesMailEngine.Testing.Fakes;

namespace SesMailEngine.Core.Tests.Templates;

public sealed class TemplateCacheTests
{
    private readonly FakeTimeProvider time = new();
    private readonly List<string> loads = [];
    private readonly TemplateCache<string> cache;
    private Func<string, Task<string>> load = name => Task.FromResult(name);

    public TemplateCacheTests() => cache = new(
        (name, _) =>
        {
            lock (loads) loads.Add(name);
            return load(name);
        },
        value => value.StartsWith("bad", StringComparison.Ordinal), time);

    [Fact]
    public async Task A_template_is_loaded_once_in_five_minutes()
    {
        await GetAsync("a");
        time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        await GetAsync("a");
        loads.Count.ShouldBe(1);
        time.Advance(TimeSpan.FromTicks(1));
        await GetAsync("a");
        loads.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_problem_is_kept_for_seconds_only()
    {
        await GetAsync("bad");
        await GetAsync("bad");
        loads.Count.ShouldBe(1);
        time.Advance(TemplateCache<string>.ProblemLifetime);
        await GetAsync("bad");
        loads.Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_least_recently_used_goes_first()
    {
        for (var i = 0; i < TemplateCache<string>.Capacity; i++) await GetAsync($"t{i}");
        await GetAsync("t0");
        await GetAsync("one more");
        cache.Count.ShouldBe(50);
        loads.Clear();
        await GetAsync("t0");
        loads.ShouldBeEmpty();
        await GetAsync("t1");
        loads.ShouldBe(["t1"]);
    }

    [Fact]
    public async Task Who_asks_for_a_template_being_loaded_waits_for_that_load()
    {
        var answer = new TaskCompletionSource<string>();
        load = _ => answer.Task;
        var waiting = Enumerable.Range(0, 10).Select(_ => GetAsync("a")).ToArray();
        answer.SetResult("done");
        (await Task.WhenAll(waiting)).ShouldAllBe(v => v == "done");
        loads.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_load_that_failed_is_tried_again()
    {
        load = _ => Task.FromException<string>(Faults.Away);
        await Should.ThrowAsync<PortException>(() => GetAsync("a"));
        load = name => Task.FromResult(name);
        (await GetAsync("a")).ShouldBe("a");
    }

    [Fact]
    public async Task One_callers_impatience_does_not_fail_the_others()
    {
        var answer = new TaskCompletionSource<string>();
        load = _ => answer.Task;
        using var stop = new CancellationTokenSource();
        var impatient = cache.GetAsync("a", stop.Token).AsTask();
        var patient = GetAsync("a");
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => impatient);
        answer.SetResult("done");
        (await patient).ShouldBe("done");
    }

    private Task<string> GetAsync(string name) => cache.GetAsync(name, default).AsTask();
}
