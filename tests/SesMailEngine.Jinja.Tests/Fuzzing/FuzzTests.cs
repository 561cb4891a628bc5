using System.Diagnostics;
using System.Text.Json;
using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Rendering;
using SesMailEngine.Jinja.Values;

namespace SesMailEngine.Jinja.Tests.Fuzzing;

/// <summary>
/// Random templates and mutated cases of the corpus end in output or a <see cref="TemplateException"/>, and soon.
/// <c>JINJA_FUZZ_SECONDS</c> makes it run longer, <c>JINJA_FUZZ_SEED</c> on other ways.
/// </summary>
public sealed class FuzzTests
{
    private const string Json = """{"a": 5, "b": "<b>", "c": [3, "x", 1.5, null], "user": {"a": [1], "items": "y"}, "items": [[1, 2], ["k", "v"]]}""";

    private static double Seconds => Setting("JINJA_FUZZ_SECONDS", 2);

    private static int Seed => (int)Setting("JINJA_FUZZ_SEED", 1);

    [Fact]
    public void Random_templates_render_or_fail_cleanly() =>
        Repeat(random => (new TemplateGrammar(random).Template(), Json));

    [Fact]
    public void Mutated_cases_of_the_corpus_render_or_fail_cleanly()
    {
        JsonElement[] cases = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Conformance", "public.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)];
        string Template(Random random) => cases[random.Next(cases.Length)].GetProperty("template").GetString()!;
        Repeat(random =>
        {
            var test = cases[random.Next(cases.Length)];
            return (Mutate(test.GetProperty("template").GetString()!, Template(random), random), test.GetProperty("context").GetRawText());
        });
    }

    [Theory]
    [InlineData("{{ '%0\ud83d8.3f' % -3.14159 }}")]
    public void What_fuzzing_has_found_stays_fixed(string source)
    {
        try
        {
            Render.Text(source, Json);
        }
        catch (TemplateException)
        {
            // A clean failure is all that is asked for.
        }
    }

    private static double Setting(string name, double fallback) =>
        double.TryParse(Environment.GetEnvironmentVariable(name), System.Globalization.CultureInfo.InvariantCulture, out double value) ? value : fallback;

    private static string Mutate(string text, string other, Random random)
    {
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            int at = random.Next(text.Length + 1);
            int length = random.Next(0, Math.Min(12, text.Length - at + 1));
            int from = random.Next(other.Length + 1);
            string piece = other.Substring(from, random.Next(0, Math.Min(24, other.Length - from + 1)));
            text = random.Next(3) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, piece),
                _ => text.Remove(at, length).Insert(at, piece),
            };
        }

        return text;
    }

    private static void Repeat(Func<Random, (string Template, string Json)> make)
    {
        var options = new JinjaOptions { Limits = new RenderLimits { MaxOutput = 200_000, MaxSteps = 50_000, MaxTime = TimeSpan.FromSeconds(1) }, DoStatement = true, LoopControls = true };
        long until = Stopwatch.GetTimestamp() + (long)(Seconds * Stopwatch.Frequency);
        for (int seed = Seed * 1_000_000; Stopwatch.GetTimestamp() < until; seed++)
        {
            var (source, json) = make(new Random(seed));
            long start = Stopwatch.GetTimestamp();
            try
            {
                new JinjaEnvironment(options).Compile(source).Render(Render.Context(json));
            }
            catch (TemplateException)
            {
                // What most of them end in.
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"seed {seed}: {source}", error);
            }

            Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(5), $"seed {seed}: {source}");
        }
    }
}
