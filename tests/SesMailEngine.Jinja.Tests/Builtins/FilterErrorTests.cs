using SesMailEngine.Jinja.Errors;

namespace SesMailEngine.Jinja.Tests.Builtins;

public sealed class FilterErrorTests
{
    [Theory]
    [InlineData("[1]|map|list", "map requires a filter argument")]
    [InlineData("[1]|map(attribute='x', nope=1)|list", "Unexpected keyword argument 'nope'")]
    [InlineData("[1]|selectattr|list", "Missing parameter for attribute name")]
    [InlineData("{}|dictsort(by='x')", "You can only sort by either \"key\" or \"value\"")]
    [InlineData("1|round(method='up')", "method must be common, ceil or floor")]
    [InlineData("5|reverse", "argument must be iterable")]
    [InlineData("'a'|urlize(extra_schemes=['x'])", "'x' is not a valid URI scheme prefix.")]
    [InlineData("'%s'|format(1, a=2)", "can't handle positional and keyword arguments at the same time")]
    public void Arguments_a_filter_cannot_take_are_filter_argument_errors(string expression, string message)
    {
        var error = Render.Error($"{{{{ {expression} }}}}");

        error.Kind.ShouldBe(TemplateErrorKind.FilterArgument);
        error.Message.ShouldBe(message);
    }

    [Theory]
    [InlineData("[1, 'a']|sort", "'<' not supported between instances of 'str' and 'int'")]
    [InlineData("[1, none]|max", "'>' not supported between instances of 'NoneType' and 'int'")]
    [InlineData("[1]|items|list", "Can only get item pairs from a mapping.")]
    [InlineData("[{}]|unique|list", "unhashable type: 'dict'")]
    [InlineData("5|length", "object of type 'int' has no len()")]
    [InlineData("none|list", "'NoneType' object is not iterable")]
    [InlineData("[1]|map('nope')|list", "No filter named 'nope'.")]
    [InlineData("[1]|select('nope')|list", "No test named 'nope'.")]
    [InlineData("range(3)|tojson", "Object of type range is not JSON serializable")]
    [InlineData("{(1, 2): 1}|tojson", "keys must be str, int, float, bool or None, not tuple")]
    [InlineData("{'a b': 1}|xmlattr", "Invalid character in attribute name: 'a b'")]
    [InlineData("'x'|filesizeformat", "could not convert string to float: 'x'")]
    [InlineData("'abc'|truncate(2)", "expected length >= 3, got 2")]
    [InlineData("[1, 'a']|sum", "unsupported operand type(s) for +: 'int' and 'str'")]
    [InlineData("range(1, 2, 0)", "range() arg 3 must not be zero")]
    [InlineData("range(100001)", "Range too big. The sandbox blocks ranges larger than MAX_RANGE (100000).")]
    [InlineData("cycler()", "at least one item has to be provided")]
    [InlineData("dict([1])", "cannot convert dictionary update sequence element #0 to a sequence")]
    [InlineData("[].pop()", "pop from empty list")]
    [InlineData("[1].index(2)", "2 is not in list")]
    [InlineData("{}.pop('a')", "'a'")]
    [InlineData("'a'.index('b')", "substring not found")]
    [InlineData("'a'.center(3, 'xx')", "The fill character must be exactly one character long")]
    [InlineData("','.join([1])", "sequence item 0: expected str instance, int found")]
    public void Errors_of_python_keep_its_words(string expression, string message)
    {
        var error = Render.Error($"{{{{ {expression} }}}}");

        error.Kind.ShouldBe(TemplateErrorKind.Runtime);
        error.Message.ShouldBe(message);
    }

    [Theory]
    [InlineData("'a'|center(999999999)")]
    [InlineData("'a\nb'|indent(999999999)")]
    [InlineData("[1]|batch(999999999, 0)|list")]
    [InlineData("'a'.ljust(999999999)")]
    [InlineData("'a'.zfill(10 ** 30)")]
    [InlineData("'\t'.expandtabs(999999999)")]
    [InlineData("'{:999999999}'.format(1)")]
    [InlineData("'{:{}}'.format(1, 999999999)")]
    [InlineData("('a' * 99999)|replace('a', 'b' * 99999)")]
    [InlineData("('b' * 99999).join('a' * 99999)")]
    [InlineData("[[1]]|tojson(999999999)")]
    [InlineData("lipsum(999999999)")]
    [InlineData("lipsum(999999999, min=0, max=1)")]
    public void No_builtin_makes_more_than_the_limits_allow(string expression) =>
        Render.Error($"{{{{ {expression} }}}}").Kind.ShouldBe(TemplateErrorKind.Limit);

    [Theory]
    [InlineData("range(50000)|join(',')|length", "288889")]
    [InlineData("range(50000)|list|tojson|length", "338890")]
    [InlineData("(['word'] * 50000)|join(' ')|wordwrap(20)|length", "249999")]
    [InlineData("('line\n' * 50000)|indent(2)|length", "349998")]
    public void Long_results_within_the_limits_are_no_errors(string expression, string expected) =>
        Render.Text($"{{{{ {expression} }}}}").ShouldBe(expected);

    [Theory]
    [InlineData("'{0.__class__}'.format('x')")]
    [InlineData("'{0[__class__]}'.format('x')")]
    [InlineData("'{a.__init__.__globals__}'.format(a='x')")]
    [InlineData("'{a.__class__}'.format_map({'a': 1})")]
    [InlineData("('{0.__class__}'|safe).format('x')")]
    [InlineData("'x'|attr('__class__')")]
    [InlineData("['x']|map(attribute='__class__')|join")]
    public void Formats_and_filters_open_no_way_into_objects(string expression) =>
        Render.Error($"{{{{ {expression} }}}}", options: new JinjaOptions { Undefined = Jinja.Values.UndefinedKind.Strict })
            .Kind.ShouldBe(TemplateErrorKind.Security);
}
