using BenchmarkDotNet.Attributes;

namespace SesMailEngine.Benchmarks;

/// <summary>Cold (parse and compile) and warm (render) for each engine and template.</summary>
[MemoryDiagnoser]
public class TemplateBenchmarks
{
    private JinjaEngine _jinja = null!;
    private FluidEngine _fluid = null!;
    private ScribanEngine _scriban = null!;

    /// <summary>The template.</summary>
    [Params("small", "medium", "large")]
    public string Name { get; set; } = "small";

    /// <summary>Makes the engines.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _jinja = new JinjaEngine(Name);
        _fluid = new FluidEngine(Name);
        _scriban = new ScribanEngine(Name);
    }

    /// <summary>This engine, warm.</summary>
    [Benchmark(Baseline = true)]
    public string Jinja() => _jinja.Render();

    /// <summary>Fluid, warm.</summary>
    [Benchmark]
    public string Fluid() => _fluid.Render();

    /// <summary>Scriban, warm.</summary>
    [Benchmark]
    public string Scriban() => _scriban.Render();

    /// <summary>This engine, cold.</summary>
    [Benchmark]
    public object JinjaCompile() => _jinja.Compile();

    /// <summary>Fluid, cold.</summary>
    [Benchmark]
    public object FluidCompile() => _fluid.Compile();

    /// <summary>Scriban, cold.</summary>
    [Benchmark]
    public object ScribanCompile() => _scriban.Compile();
}
