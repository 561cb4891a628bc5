using BenchmarkDotNet.Running;
using SesMailEngine.Benchmarks;

// --quick [engine …] compares renders per second in about a minute; anything else goes to BenchmarkDotNet.
if (args is ["--quick", .. var engines])
{
    QuickRun.Run(
        Console.Out,
        engines.Length > 0 ? engines : ["jinja", "fluid", "scriban"],
        rounds: 5,
        TimeSpan.FromSeconds(0.5),
        TimeSpan.FromSeconds(2));
    return;
}

// --rates SECONDS prints figures for bench/jinja2/compare.sh.
if (args is ["--rates", var seconds])
{
    QuickRun.RunRates(Console.Out, TimeSpan.FromSeconds(double.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture)));
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(TemplateBenchmarks).Assembly).Run(args);
