namespace SesMailEngine.Jinja.Tests.Fuzzing;

/// <summary>Random templates, most of them valid: the same seed gives the same template.</summary>
internal sealed class TemplateGrammar(Random random)
{
    private static readonly string[] s_names = ["a", "b", "c", "user", "items", "missing", "loop", "self", "ns", "m", "caller"];
    private static readonly string[] s_filters =
        ["upper", "default('x')", "length", "join(',')", "list", "first", "int", "float(2)", "replace('a', b)", "e", "safe", "sort", "map('upper')", "batch(2)", "round(1)", "tojson", "truncate(5)", "format(a)", "nope"];

    private static readonly string[] s_operators =
        [" + ", " - ", " * ", " / ", " // ", " % ", " ** ", " ~ ", " == ", " < ", " >= ", " in ", " not in ", " and ", " or ", " is "];

    private int _budget = 60;

    internal string Template() => string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => Statement()));

    private string Pick(string[] of) => of[random.Next(of.Length)];

    private string Body() => string.Concat(Enumerable.Range(0, random.Next(0, 3)).Select(_ => Statement()));

    private string Statement()
    {
        if (--_budget < 0)
        {
            return "t";
        }

        string e = Expression();
        return random.Next(16) switch
        {
            0 => $"{{% if {e} %}}{Body()}{{% elif {Expression()} %}}{Body()}{{% else %}}{Body()}{{% endif %}}",
            1 => $"{{% for {Pick(s_names)} in {e} %}}{Body()}{{% else %}}{Body()}{{% endfor %}}",
            2 => $"{{% for a, b in {e} if {Expression()} recursive %}}{Body()}{{{{ loop(a) }}}}{{% endfor %}}",
            3 => $"{{% set {Pick(s_names)} = {e} %}}",
            4 => $"{{% set {Pick(s_names)} | upper %}}{Body()}{{% endset %}}",
            5 => $"{{% macro m({Pick(s_names)}, b={e}) %}}{Body()}{{% endmacro %}}",
            6 => $"{{% call(a) m({e}) %}}{Body()}{{% endcall %}}",
            7 => $"{{% with {Pick(s_names)} = {e} %}}{Body()}{{% endwith %}}",
            8 => $"{{% autoescape {e} %}}{Body()}{{% endautoescape %}}",
            9 => $"{{% filter {Pick(s_filters)} %}}{Body()}{{% endfilter %}}",
            10 => $"{{% block x{random.Next(1000)} scoped %}}{Body()}{{% endblock %}}",
            11 => $"{{% include {e} ignore missing %}}",
            12 => $"text <b> {{# {e} #}}\n  ",
            13 => $"{{% set ns.{Pick(s_names)} = {e} %}}",
            _ => $"{{{{{(random.Next(4) == 0 ? "- " : " ")}{e} }}}}",
        };
    }

    private string Expression()
    {
        if (--_budget < 0)
        {
            return Pick(s_names);
        }

        return random.Next(16) switch
        {
            0 => random.Next(-5, 100).ToString(System.Globalization.CultureInfo.InvariantCulture),
            1 => $"{random.Next(100)}.5",
            2 => "'<text " + random.Next(10) + ">'",
            3 => $"[{Expression()}, {Expression()}]",
            4 => $"{{'k': {Expression()}}}",
            5 => $"({Expression()}, {Expression()})",
            6 => $"{Expression()}{Pick(s_operators)}{Expression()}",
            7 => $"({Expression()})|{Pick(s_filters)}",
            8 => $"{Pick(s_names)}.{Pick(s_names)}",
            9 => $"{Pick(s_names)}[{Expression()}:{Expression()}]",
            10 => $"{Pick(s_names)}({Expression()}, a={Expression()})",
            11 => $"{Expression()} if {Expression()} else {Expression()}",
            12 => $"range({random.Next(9)})",
            13 => $"not {Expression()}",
            14 => $"namespace(a={Expression()})",
            _ => Pick(s_names),
        };
    }
}
