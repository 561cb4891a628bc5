using System.Diagnostics;

namespace SesMailEngine.Benchmarks;

/// <summary>
/// A comparison in a minute: engines take turns, a figure is the median of the rounds. One line for each engine and
/// template: name, template, renders per second, bytes allocated per render, compilations per second.
/// </summary>
internal static class QuickRun
{
    internal static void Run(TextWriter output, string[] engines, int rounds, TimeSpan length, TimeSpan warmUp)
    {
        output.WriteLine($"{"engine",-10}{"template",-10}{"renders/s",12}{"bytes/render",14}{"compiles/s",12}{"to jinja",10}");
        foreach (string name in TemplateFiles.Names)
        {
            var candidates = engines.Select(engine => (Name: engine, Engine: Create(engine, name))).ToArray();
            foreach (var (engine, candidate) in candidates)
            {
                string text = candidate.Render();
                string expected = TemplateFiles.Expected(name);
                if (text != expected)
                {
                    throw new InvalidOperationException($"{engine} renders {name} otherwise:\n{text}");
                }

                Measure(() => candidate.Render(), warmUp);
                Measure(() => candidate.Compile(), warmUp / 4);
            }

            var rates = candidates.ToDictionary(candidate => candidate.Name, _ => new List<double>());
            var compiles = candidates.ToDictionary(candidate => candidate.Name, _ => new List<double>());
            for (int round = 0; round < rounds; round++)
            {
                foreach (var (engine, candidate) in candidates)
                {
                    rates[engine].Add(Measure(() => candidate.Render(), length));
                    compiles[engine].Add(Measure(() => candidate.Compile(), length / 4));
                }
            }

            double own = Median(rates[engines[0]]);
            foreach (var (engine, candidate) in candidates)
            {
                double rate = Median(rates[engine]);
                output.WriteLine(FormattableString.Invariant(
                    $"{engine,-10}{name,-10}{rate,12:F0}{Allocated(candidate),14}{Median(compiles[engine]),12:F0}{own / rate,9:F2}x"));
            }
        }
    }

    /// <summary>Lines of engine, template and median of renders per second, for the script that compares engines of other languages.</summary>
    internal static void RunRates(TextWriter output, TimeSpan length)
    {
        foreach (string engine in (string[])["jinja", "fluid", "scriban"])
        {
            foreach (string name in TemplateFiles.Names)
            {
                var candidate = Create(engine, name);
                if (candidate.Render() != TemplateFiles.Expected(name))
                {
                    throw new InvalidOperationException($"{engine} renders {name} otherwise.");
                }

                // Compiling for speed goes on in the background for some seconds.
                Measure(() => candidate.Render(), TimeSpan.FromSeconds(Math.Max(4, length.TotalSeconds)));
                List<double> rates = [.. Enumerable.Range(0, 3).Select(_ => Measure(() => candidate.Render(), length))];
                output.WriteLine(FormattableString.Invariant($"{(engine == "jinja" ? "sesmailengine" : engine)} {name} {Median(rates):F0}"));
            }
        }
    }

    private static ITemplateEngine Create(string engine, string name) => engine switch
    {
        "jinja" => new JinjaEngine(name),
        "fluid" => new FluidEngine(name),
        "scriban" => new ScribanEngine(name),
        _ => throw new ArgumentException($"There is no engine '{engine}'.", nameof(engine)),
    };

    private static double Measure(Action action, TimeSpan length)
    {
        long start = Stopwatch.GetTimestamp();
        long end = start + (long)(length.TotalSeconds * Stopwatch.Frequency);
        int count = 0;
        while (Stopwatch.GetTimestamp() < end)
        {
            action();
            count++;
        }

        return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static long Allocated(ITemplateEngine engine)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            engine.Render();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / 100;
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
