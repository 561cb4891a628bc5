using SesMailEngine.Jinja.Conformance;

namespace SesMailEngine.Jinja.Tests.Builtins;

/// <summary>
/// Two thousand expressions made at random from all filters, tests, methods and operators, with what Jinja2 3.1.6 and
/// MarkupSafe 3.0.3 made of them.
/// </summary>
public sealed class ExpressionTests
{
    [Fact]
    public void Random_expressions_give_what_the_reference_gives()
    {
        var failures = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Builtins", "expressions.jsonl"))
            .Select(ConformanceCase.Parse)
            .Select(ConformanceRunner.Run)
            .OfType<ConformanceFailure>();

        string.Join("\n", failures).ShouldBeEmpty();
    }
}
