using System.Reflection;
using System.Xml.Linq;
using SesMailEngine.Jinja.Builtins;
using SesMailEngine.Jinja.Values;

namespace SesMailEngine.Jinja.Tests.Builtins;

/// <summary>
/// Every filter, test, function and method has an example in its documentation, <c>template => output</c>, and the
/// example is true. <c>\n</c> in an output stands for a line break.
/// </summary>
public class DocumentationExampleTests
{
    private static readonly Dictionary<string, string> Examples = XDocument
        .Load(Path.ChangeExtension(typeof(JinjaEnvironment).Assembly.Location, ".xml"))
        .Descendants("member")
        .Where(member => member.Element("example") is not null)
        .ToDictionary(member => member.Attribute("name")!.Value.Split('(')[0], member => member.Element("example")!.Value);

    private static readonly Dictionary<string, Builtin> Builtins = new(
        Tables().SelectMany(table => table.Table.Names.Select(
            name => KeyValuePair.Create($"{table.Kind} {name}", table.Table.Find(name)!))));

    public static TheoryData<string> Names => [.. Builtins.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_example_of_a_builtin_renders_as_documented(string name)
    {
        string documentation = ExampleOf(Builtins[name]).ShouldNotBeNull($"{name} has no <example> in its documentation");
        int arrow = documentation.LastIndexOf(" => ", StringComparison.Ordinal);
        arrow.ShouldBeGreaterThan(0, "an example reads: template => output");

        string output = new JinjaEnvironment().Compile(documentation[..arrow]).Render(new DictValue());

        output.ShouldBe(documentation[(arrow + 4)..].Replace("\\n", "\n", StringComparison.Ordinal));
    }

    [Fact]
    public void All_builtins_of_the_reference_are_there()
    {
        string[] filters =
        [
            "abs", "attr", "batch", "capitalize", "center", "count", "d", "default", "dictsort", "e", "escape",
            "filesizeformat", "first", "float", "forceescape", "format", "groupby", "indent", "int", "items", "join", "last",
            "length", "list", "lower", "map", "max", "min", "pprint", "reject", "rejectattr", "replace", "reverse", "round",
            "safe", "select", "selectattr", "slice", "sort", "string", "striptags", "sum", "title", "tojson", "trim",
            "truncate", "unique", "upper", "urlencode", "urlize", "wordcount", "wordwrap", "xmlattr",
        ];
        string[] tests =
        [
            "!=", "<", "<=", "==", ">", ">=", "boolean", "callable", "defined", "divisibleby", "eq", "equalto", "escaped",
            "even", "false", "filter", "float", "ge", "greaterthan", "gt", "in", "integer", "iterable", "le", "lessthan",
            "lower", "lt", "mapping", "ne", "none", "number", "odd", "sameas", "sequence", "string", "test", "true",
            "undefined", "upper",
        ];
        string[] functions = ["cycler", "dict", "joiner", "lipsum", "namespace", "range"];

        BuiltinTables.Filters.Names.ShouldBe(filters, ignoreOrder: true);
        BuiltinTables.Tests.Names.ShouldBe(tests, ignoreOrder: true);
        BuiltinTables.Functions.Names.ShouldBe(functions, ignoreOrder: true);
    }

    private static string? ExampleOf(Builtin builtin)
    {
        var body = (Delegate)typeof(Builtin).GetField("_body", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(builtin)!;
        return Examples.GetValueOrDefault($"M:{body.Method.DeclaringType!.FullName}.{body.Method.Name}");
    }

    private static IEnumerable<(string Kind, BuiltinTable Table)> Tables()
    {
        yield return ("filter", BuiltinTables.Filters);
        yield return ("test", BuiltinTables.Tests);
        yield return ("function", BuiltinTables.Functions);
        foreach (var kind in (ValueKind[])[ValueKind.String, ValueKind.List, ValueKind.Tuple, ValueKind.Dict, ValueKind.Int, ValueKind.Float, ValueKind.Range])
        {
            yield return ($"{kind} method", BuiltinTables.MethodsOf(kind));
        }
    }
}
