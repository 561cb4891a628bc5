using System.Diagnostics;
using System.Net;
using System.Text;
using SesMailEngine.Server.Hosting;

namespace SesMailEngine.EndToEnd.Tests.Fuzz;

// Ten thousand broken requests against the whole host: each gets a refusal in its service's own shape, or is taken; none breaks
// the host. The seed is fixed; SESMAILENGINE_FUZZ_SEED and SESMAILENGINE_FUZZ_COUNT give other ones.
public sealed class FuzzTests : IAsyncLifetime
{
    private const int AtOnce = 8;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly string folder = Directory.CreateTempSubdirectory("sesmailengine-fuzz-").FullName;
    private EmbeddedHost host = null!;
    private bool isStopped;

    public async ValueTask InitializeAsync() =>
        host = await EmbeddedHost.StartAsync(TestHost.Options(folder), TimeProvider.System, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        if (!isStopped) await host.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task No_broken_request_breaks_the_host()
    {
        await AssertCorpusWorksAsync();
        var seed = Number("SESMAILENGINE_FUZZ_SEED", 20261125);
        var problems = new System.Collections.Concurrent.ConcurrentBag<string>();
        await Parallel.ForAsync(0, Number("SESMAILENGINE_FUZZ_COUNT", 10_000), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, _) =>
        {
            if (problems.Count < 20 && await ProblemAsync(i, new Random(seed + i)) is { } problem) problems.Add(problem);
        });
        problems.ShouldBeEmpty();

        using var client = new HttpClient { BaseAddress = host.Address };
        (await client.GetAsync(new Uri("/health", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await AssertCorpusWorksAsync();
        isStopped = true;
        await host.DisposeAsync();
        Unexpected().ShouldBeEmpty();
    }

    private async Task<string?> ProblemAsync(int number, Random random)
    {
        var call = FuzzCorpus.Calls[number % FuzzCorpus.Calls.Count];
        var kind = random.Next(FuzzMutator.Kinds.Count);
        var request = FuzzMutator.Mutate(call, kind, random);
        var breaksHttp = FuzzMutator.BreaksHttp(kind);
        var started = Stopwatch.GetTimestamp();
        string? problem;
        RawAnswer? answer = null;
        try
        {
            using var limit = new CancellationTokenSource(Limit);
            answer = await RawAnswer.GetAsync(Endpoint, request, !breaksHttp, limit.Token);
            problem = answer.Problem(breaksHttp);
        }
        catch (OperationCanceledException)
        {
            problem = $"no answer within {Limit.TotalSeconds} s";
        }
        if (problem is null && Stopwatch.GetElapsedTime(started) > Limit / 2) problem = "a slow answer";
        return problem is null ? null :
            $"{number}: {call.Name}, {FuzzMutator.Kinds[kind]}: {problem}\n  > {Shown(request)}\n  < {answer?.Status} {(answer is null ? "" : Shown(answer.Body))}";
    }

    private async Task AssertCorpusWorksAsync()
    {
        var wrong = new List<string>();
        foreach (var call in FuzzCorpus.Calls)
        {
            using var limit = new CancellationTokenSource(Limit);
            var answer = await RawAnswer.GetAsync(Endpoint, call.ToBytes(), true, limit.Token);
            var problem = answer.Problem(false);
            // The mutations began as many uploads as there may be.
            if (call.Path.EndsWith("?uploads", StringComparison.Ordinal) && answer.Status == 400) continue;
            if (problem is not null || answer.Status < 400 != call.Works)
                wrong.Add($"{call.Name}: {answer.Status} {problem} {Encoding.UTF8.GetString(answer.Body)}");
        }
        wrong.ShouldBeEmpty();
    }

    // Exceptions that a request brought about. What the mutated events ask for may fail, but by the catalogue, not by an exception.
    private List<string> Unexpected() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(folder, "logs")).SelectMany(File.ReadLines)
            .Where(line => line.Contains("\"exception\":", StringComparison.Ordinal)).Take(5),
    ];

    private IPEndPoint Endpoint => new(IPAddress.Loopback, host.Address.Port);

    private static int Number(string variable, int standard) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), out var number) ? number : standard;

    private static string Shown(byte[] bytes) => Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, 700))
        .Replace("\r\n", "\\r\\n", StringComparison.Ordinal);
}
