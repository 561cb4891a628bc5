using Microsoft.Extensions.Time.Testing;
using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Rendering;

namespace SesMailEngine.Jinja.Tests.Rendering;

public sealed class LimitTests
{
    [Theory]
    [InlineData("{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}")]
    [InlineData("{% for a in range(2000) %}{{ 'x' * 4000 }}{% endfor %}")]
    [InlineData("{{ 'x' * 100000000 }}")]
    [InlineData("{{ [0] * 1000000000 }}")]
    [InlineData("{{ '%999999999d' % 1 }}")]
    [InlineData("{{ 9 ** 99999999 }}")]
    [InlineData("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}")]
    [InlineData("{% include 'self' %}")]
    [InlineData("{% extends 'loop' %}")]
    [InlineData("{% import 'importself' as x %}")]
    [InlineData("{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}")]
    [InlineData("{% block a %}{{ self.a() }}{% endblock %}")]
    [InlineData("{% set ns = namespace(s='x' * 1000) %}{% for i in range(1000) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}")]
    [InlineData("{% set ns = namespace(l=[1]) %}{% for i in range(1000) %}{% set ns.l = ns.l + ns.l %}{% endfor %}")]
    [InlineData("{% set ns = namespace(l=[]) %}{% for i in range(40) %}{% set ns.l = [ns.l, ns.l] %}{% endfor %}{{ ns.l }}")]
    [InlineData("{% set ns = namespace(l=[], m=[]) %}{% for i in range(40) %}{% set ns.l = [ns.l, ns.l] %}{% set ns.m = [ns.m, ns.m] %}{% endfor %}{{ ns.l == ns.m }}")]
    public void What_would_not_end_or_fit_ends_in_an_error(string source)
    {
        var error = Render.Error(
            source, templates: [("self", "{% include 'self' %}"), ("loop", "{% extends 'loop' %}"), ("importself", "{% import 'importself' as x %}")]);

        error.Kind.ShouldBeOneOf(TemplateErrorKind.Limit, TemplateErrorKind.Runtime);
    }

    [Theory]
    [InlineData("{% set s = 'a' * 5000000 %}{% for i in range(99999) %}{% set x = s|upper|length %}{% endfor %}")]
    [InlineData("{% set s = 'http://a.b ' * 400000 %}{% for i in range(99999) %}{% set x = s|urlize %}{% endfor %}")]
    [InlineData("{% set l = range(99999)|list %}{% for i in range(99999) %}{{ 'x' if -1 in l }}{% endfor %}")]
    [InlineData("{% set s = 'a' * 5000000 %}{% for i in range(99999) %}{{ 'x' if 'b' in s }}{% endfor %}")]
    public void Work_on_long_texts_and_lists_counts_against_the_time(string source)
    {
        var options = new JinjaOptions { Limits = new RenderLimits { MaxTime = TimeSpan.FromMilliseconds(200) } };

        Render.Error(source, options: options).Kind.ShouldBe(TemplateErrorKind.Limit);
    }

    [Theory]
    [InlineData("{{ ('-' * 1000000)|wordwrap(10)|length }}")]
    [InlineData("{{ ('<' * 1000000)|wordwrap(10)|length }}")]
    [InlineData("{{ ('<!--' * 250000)|striptags|length }}")]
    public void A_long_text_takes_time_in_proportion(string source)
    {
        var options = new JinjaOptions { Limits = new RenderLimits { MaxTime = TimeSpan.FromMinutes(1) } };
        long start = System.Diagnostics.Stopwatch.GetTimestamp();

        Render.Text(source, options: options);

        System.Diagnostics.Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void Output_is_counted_in_bytes()
    {
        var options = new JinjaOptions { Limits = new RenderLimits { MaxOutput = 9 } };

        Render.Text("{{ 'äöü€' }}", options: options).ShouldBe("äöü€");
        Render.Error("{{ 'äöü€a' }}", options: options).Message.ShouldBe("the output exceeds the limit of 9 bytes");
    }

    [Fact]
    public void Loop_steps_are_counted_over_all_loops()
    {
        var options = new JinjaOptions { Limits = new RenderLimits { MaxSteps = 3000 } };

        Render.Text("{% for a in range(2990) %}{% endfor %}", options: options).ShouldBeEmpty();
        Render.Error("{% for a in range(100) %}{% for b in range(50) %}{% endfor %}{% endfor %}", options: options)
            .Message.ShouldBe("rendering takes more than 3000 loop steps");
    }

    [Fact]
    public void Time_is_measured_by_the_given_clock()
    {
        var clock = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromSeconds(3) };
        var options = new JinjaOptions { Time = clock };

        Render.Error("{% for a in range(5000) %}{% endfor %}", options: options).Message.ShouldBe("rendering takes longer than 2 s");
    }

    [Fact]
    public void Rendering_can_be_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        var template = new JinjaEnvironment().Compile("{% for a in range(5000) %}{% endfor %}");

        Should.Throw<OperationCanceledException>(() => template.Render(Render.Context("{}"), cancellation.Token));
    }
}
