using SesMailEngine.Core.Model.EventPatterns;

namespace SesMailEngine.Core.Tests.Model.EventPatterns;

public sealed class EventPatternParserTests
{
    private static string ErrorOf(string pattern)
    {
        EventPattern.TryParse(pattern, out var parsed, out var error).ShouldBeFalse();
        parsed.ShouldBeNull();
        return error!;
    }

    [Theory]
    [InlineData("[]", "Filter is not an object")]
    [InlineData("\"x\"", "Filter is not an object")]
    [InlineData("{}", "Empty objects are not allowed")]
    [InlineData("""{"detail":{}}""", "Empty objects are not allowed")]
    [InlineData("""{"detail":[]}""", "Empty arrays are not allowed")]
    [InlineData("""{"source":"x"}""", "\"source\" must be an object or an array")]
    [InlineData("""{"source":5}""", "\"source\" must be an object or an array")]
    [InlineData("""{"source":[["x"]]}""", "Match value must be String, number, true, false, or null")]
    [InlineData("""{"source":[{}]}""", "Match expression name not found")]
    [InlineData("""{"source":[{"like":"x"}]}""", "Unrecognized match type like")]
    [InlineData("""{"source":[{"prefix":1}]}""", "prefix match pattern must be a string")]
    [InlineData("""{"source":[{"prefix":"a","suffix":"b"}]}""", "Only one key allowed in match expression")]
    [InlineData("""{"source":[{"prefix":{"wildcard":"a"}}]}""", "Unsupported prefix pattern: wildcard")]
    [InlineData("""{"source":[{"prefix":{}}]}""", "Prefix expression name not found")]
    [InlineData("""{"source":[{"suffix":["a"]}]}""", "suffix match pattern must be a string")]
    [InlineData("""{"source":[{"suffix":{"prefix":"a"}}]}""", "Unsupported suffix pattern: prefix")]
    [InlineData("""{"source":[{"equals-ignore-case":null}]}""", "equals-ignore-case match pattern must be a string")]
    [InlineData("""{"source":[{"wildcard":1}]}""", "wildcard match pattern must be a string")]
    [InlineData("""{"source":[{"wildcard":"a**"}]}""", "Consecutive wildcard characters at pos 2")]
    [InlineData("""{"source":[{"wildcard":"a\\b"}]}""", "Invalid escape character at pos 2")]
    [InlineData("""{"source":[{"exists":"yes"}]}""", "exists match pattern must be either true or false.")]
    [InlineData("""{"source":[{"cidr":"10.0.0.0"}]}""", "Malformed CIDR, one '/' required")]
    [InlineData("""{"source":[{"cidr":"10.0.0.0/x"}]}""", "Malformed CIDR, mask bits must be an integer")]
    [InlineData("""{"source":[{"cidr":"10.0.0.0/-1"}]}""", "Malformed CIDR, mask bits must not be negative")]
    [InlineData("""{"source":[{"cidr":"10.0.0.0/32"}]}""", "IPv4 mask bits must be < 32")]
    [InlineData("""{"source":[{"cidr":"::/128"}]}""", "IPv6 mask bits must be < 128")]
    [InlineData("""{"source":[{"cidr":"host/8"}]}""", "Nonstandard IP address: host")]
    [InlineData("""{"source":[{"anything-but":null}]}""", "Value of anything-but must be an array or single string/number value.")]
    [InlineData("""{"source":[{"anything-but":[null]}]}""", "Inside anything but list, start|null|boolean is not supported.")]
    [InlineData("""{"source":[{"anything-but":["a",1]}]}""", "Inside anything but list, either all values are number or string")]
    [InlineData("""{"source":[{"anything-but":[]}]}""", "Inside anything but list, either all values are number or string")]
    [InlineData("""{"source":[{"anything-but":{"numeric":1}}]}""", "Unsupported anything-but pattern: numeric")]
    [InlineData("""{"source":[{"anything-but":{"prefix":""}}]}""", "Null prefix/suffix not allowed")]
    [InlineData("""{"source":[{"anything-but":{"prefix":1}}]}""", "prefix/suffix match pattern must be a string")]
    [InlineData("""{"source":[{"anything-but":{"wildcard":[1]}}]}""", "wildcard match pattern must be a string")]
    [InlineData("""{"source":[{"numeric":5}]}""", "Value of numeric must be an array.")]
    [InlineData("""{"source":[{"numeric":[5]}]}""", "Invalid member in numeric match: 5")]
    [InlineData("""{"source":[{"numeric":["!",5]}]}""", "Unrecognized numeric range operator: !")]
    [InlineData("""{"source":[{"numeric":["=","5"]}]}""", "Value of equals must be numeric")]
    [InlineData("""{"source":[{"numeric":[">","5"]}]}""", "Value of > must be numeric")]
    [InlineData("""{"source":[{"numeric":["=",5,6]}]}""", "Too many elements in numeric expression")]
    [InlineData("""{"source":[{"numeric":["<",5,">",1]}]}""", "Too many elements in numeric expression")]
    [InlineData("""{"source":[{"numeric":[">",5,6]}]}""", "Bad value in numeric range: 6")]
    [InlineData("""{"source":[{"numeric":[">",5,">",6]}]}""", "Bad numeric range operator: >")]
    [InlineData("""{"source":[{"numeric":[">",5,"<",4]}]}""", "Bottom must be less than top")]
    [InlineData("""{"source":[{"numeric":[">",5,"<",9,1]}]}""", "Too many terms in numeric range expression")]
    [InlineData("""{"source":[{"numeric":[">",5000000001]}]}""", "Value must be between -5.0E9 and 5.0E9, inclusive")]
    [InlineData("""{"$or":{"a":["x"]}}""", "It must be an Array followed with $or.")]
    [InlineData("""{"$or":[{"a":["x"]}]}""", "There must have at least 2 Objects in $or relationship.")]
    [InlineData("""{"$or":["a","b"]}""", "Only JSON object is allowed in array of $or relationship.")]
    [InlineData("""{"$or":[{"prefix":["x"]},{"a":["x"]}]}""", "prefix is Ruler reserved fieldName which cannot be used inside $or.")]
    public void A_wrong_pattern_is_told_why(string pattern, string reason) =>
        ErrorOf(pattern).ShouldStartWith("Event pattern is not valid. Reason: " + reason);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"a":["x"]""")]
    [InlineData("""{"a":["x"]} {}""")]
    [InlineData("""{"a":["x",]}""")]
    [InlineData("""{"a":["\ud800"]}""")]
    [InlineData("""{'a':['x']}""")]
    public void What_is_no_JSON_is_refused(string pattern) =>
        ErrorOf(pattern).ShouldStartWith("Event pattern is not valid. Reason: ");

    [Theory]
    [InlineData("""{"source": ["aws.health"], "detail": {}}""", 1, 40)]
    [InlineData("{\n  \"source\": \"x\"\n}", 2, 14)]
    public void The_place_is_told(string pattern, int line, int column) =>
        ErrorOf(pattern).ShouldEndWith($"\n at [Source: (String)\"{pattern}\"; line: {line}, column: {column}]");

    [Fact]
    public void A_pattern_is_bounded_in_length() =>
        ErrorOf($$"""{"a":["{{new string('x', EventPattern.MaxLength)}}"]}""").ShouldContain("longer than 4096");

    [Fact]
    public void A_pattern_is_bounded_in_depth() =>
        ErrorOf(string.Concat(Enumerable.Repeat("""{"a":""", 200))).ShouldStartWith("Event pattern is not valid.");

    [Fact]
    public void A_pattern_is_bounded_in_combinations()
    {
        const string or = """{"$or":[{"a":[1]},{"b":[1]},{"c":[1]},{"d":[1]}]}""";
        var pattern = "{" + string.Join(",", Enumerable.Range(0, 5).Select(i => $"\"f{i}\":{or}")) + "}";
        ErrorOf(pattern).ShouldContain("more than 1000 combinations");
    }

    [Fact]
    public void A_field_named_twice_counts_as_named_last() =>
        EventPattern.TryParse("""{"a":["x"],"a":["y"]}""", out _, out _).ShouldBeTrue();

    [Fact]
    public void Or_may_be_a_key_of_the_event_below_another_name() =>
        EventPattern.TryParse("""{"a":{"or":["y"]}}""", out _, out _).ShouldBeTrue();
}
