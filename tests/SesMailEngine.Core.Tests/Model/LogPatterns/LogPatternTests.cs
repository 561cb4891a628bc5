using SesMailEngine.Core.Model.LogPatterns;

namespace SesMailEngine.Core.Tests.Model.LogPatterns;

public sealed class LogPatternTests
{
    private const string Line =
        """{"timestamp":"2026-11-24T12:00:00.000Z","level":"ERROR","message":"Failed to publish status sent: PutEvents \"denied\"","function":"s-FeedbackProcessor","emailId":"a1-b2-c3","durationMs":12.5}""";

    private const string Json =
        """{"name":"jo","level":7,"ratio":0.5,"big":1e3,"code":"400","flag":true,"off":false,"nothing":null,"list":["a","b",{"x":1}],"deep":{"a-b":{"c.d":"v"}},"ip":"123.123.1.2"}""";

    private const string Access = """127.0.0.1 Prod frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534""";

    private static bool Matches(string pattern, string line)
    {
        LogPattern.TryParse(pattern, out var parsed, out var error).ShouldBeTrue(error);
        return parsed!.Matches(line);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("   ", true)]
    [InlineData("ERROR", true)]
    [InlineData("error", false)]
    [InlineData("Failed to publish status", true)]
    [InlineData("status publish", true)]
    [InlineData("\"Failed to publish status\"", true)]
    [InlineData("\"publish Failed\"", false)]
    [InlineData("Failed nothing", false)]
    [InlineData("a1-b2-c3", true)]
    [InlineData("\"a1-b2-c3\"", true)]
    [InlineData("a1-b2-c4", false)]
    [InlineData("-a1-b2-c3", false)]
    [InlineData("-INFO", true)]
    [InlineData("ERROR -PutEvents", false)]
    [InlineData("ERROR -\"PutEvents x\"", true)]
    [InlineData("?WARNING ?ERROR", true)]
    [InlineData("?WARNING ?INFO", false)]
    [InlineData("?\"Failed to\" ?INFO", true)]
    [InlineData("ERROR ?nothing", true)] // AWS ignores optional terms next to others.
    [InlineData("\"\\\"level\\\":\\\"ERROR\\\"\"", true)]
    [InlineData("\"PutEvents \\\\\\\"denied\"", true)]
    [InlineData("%publish.*PutEvents%", true)]
    [InlineData("%^publish%", false)]
    [InlineData("%ERR[A-R]{2}%", true)]
    [InlineData("%b\\d-c\\d%", true)]
    [InlineData("-%ERR%", false)]
    public void Terms(string pattern, bool expected) => Matches(pattern, Line).ShouldBe(expected);

    [Theory]
    [InlineData("{ $.name = \"jo\" }", true)]
    [InlineData("{$.name=jo}", true)]
    [InlineData("{ $.name = \"Jo\" }", false)]
    [InlineData("{ $.name != \"al\" }", true)]
    [InlineData("{ $.name = \"j*\" }", true)]
    [InlineData("{ $.name = *o }", true)]
    [InlineData("{ $.name = *x* }", false)]
    [InlineData("{ $.ip = 123.123.* }", true)]
    [InlineData("{ $.ip != 123.123.* }", false)]
    [InlineData("{ $.ip = %^123\\.123% }", true)]
    [InlineData("{ $.ip != %^123\\.123% }", false)]
    [InlineData("{ $.level = 7 }", true)]
    [InlineData("{ $.level = 7.0 }", true)]
    [InlineData("{ $.level != 7 }", false)]
    [InlineData("{ $.level > 6 }", true)]
    [InlineData("{ $.level > 7 }", false)]
    [InlineData("{ $.level >= 7 }", true)]
    [InlineData("{ $.level < 7.5 }", true)]
    [InlineData("{ $.level <= -1 }", false)]
    [InlineData("{ $.ratio = 5e-1 }", true)]
    [InlineData("{ $.big = 1000 }", true)]
    [InlineData("{ $.code = 400 }", true)]
    [InlineData("{ $.code = 4* }", true)]
    [InlineData("{ $.name > 1 }", false)]
    [InlineData("{ $.level = \"7\" }", true)]
    [InlineData("{ $.flag IS TRUE }", true)]
    [InlineData("{ $.flag is true }", true)]
    [InlineData("{ $.flag IS FALSE }", false)]
    [InlineData("{ $.off IS FALSE }", true)]
    [InlineData("{ $.name IS TRUE }", false)]
    [InlineData("{ $.flag = true }", true)]
    [InlineData("{ $.nothing IS NULL }", true)]
    [InlineData("{ $.name IS NULL }", false)]
    [InlineData("{ $.missing IS NULL }", false)]
    [InlineData("{ $.missing NOT EXISTS }", true)]
    [InlineData("{ $.nothing NOT EXISTS }", false)]
    [InlineData("{ $.missing = \"*\" }", false)]
    [InlineData("{ $.missing != \"x\" }", false)]
    [InlineData("{ $.level = \"*\" }", true)]
    [InlineData("{ $.deep = \"*\" }", true)]
    [InlineData("{ $.list[0] = \"a\" }", true)]
    [InlineData("{ $.list[1] = \"a\" }", false)]
    [InlineData("{ $.list[2].x = 1 }", true)]
    [InlineData("{ $.list[9] = 1 }", false)]
    [InlineData("{ $.list.x = 1 }", false)]
    [InlineData("{ $.deep.a-b.['c.d'] = \"v\" }", true)]
    [InlineData("{ $.deep[\"a-b\"]['c.d'] = v }", true)]
    [InlineData("{ $.name = \"jo\" && $.level = 7 }", true)]
    [InlineData("{ $.name = \"al\" && $.level = 7 || $.flag IS TRUE }", true)]
    [InlineData("{ $.name = \"al\" && ($.level = 7 || $.flag IS TRUE) }", false)]
    [InlineData("{ ($.name = \"al\") || (($.level = 7)) }", true)]
    [InlineData("{($.name=al)||($.missing NOT EXISTS)&&($.off IS FALSE)}", true)]
    public void Json_conditions(string pattern, bool expected) => Matches(pattern, Json).ShouldBe(expected);

    [Theory]
    [InlineData("plain text")]
    [InlineData("[1]")]
    [InlineData("{\"name\":\"jo\"")]
    [InlineData("{\"name\":\"\\ud800\"}")]
    public void A_line_that_is_no_json_object_matches_no_condition(string line) =>
        Matches("{ $.name != \"x\" || $.name NOT EXISTS }", line).ShouldBe(false);

    [Theory]
    [InlineData("[ip, user, name, time, request, status, bytes]", true)]
    [InlineData("[ip, user, name, time, request, status=404, bytes]", true)]
    [InlineData("[ip, user, name, time, request =*.html*, status = 4* || status = 5*, bytes > 1000]", true)]
    [InlineData("[ip, user, name, time, request, status = 404 && status != 410, bytes]", true)]
    [InlineData("[ip, user, name, time, request, status = 200, bytes]", false)]
    [InlineData("[ip, user, name, time, request, status, bytes < 1000]", false)]
    [InlineData("[ip, user, name, time, request, status, bytes, more]", false)]
    [InlineData("[..., request = \"GET *\", status, bytes]", true)]
    [InlineData("[ip = 127.*, ..., bytes = 1534]", true)]
    [InlineData("[ip = 10.*, ...]", false)]
    [InlineData("[..., bytes = %^15\\d+$%]", true)]
    [InlineData("[ip, user = Prod, rest = *index*]", true)]
    [InlineData("[ip, user, name, time = *2000*, ...]", true)]
    [InlineData("[ip, (user = Prod || user = Test) && user != x, ...]", true)]
    public void Fields_by_their_place(string pattern, bool expected) => Matches(pattern, Access).ShouldBe(expected);

    [Theory]
    [InlineData("\"never closed", "the quotation mark at character 1 is never closed")]
    [InlineData("a\"b", "a space (or the whole term in quotation marks) expected at character 2")]
    [InlineData("\"a\"b", "a space expected at character 4")]
    [InlineData("-", "a term expected at the end")]
    [InlineData("? x", "a term expected at character 2")]
    [InlineData("%abc", "never closed by %")]
    [InlineData("%%", "a regular expression is empty")]
    [InlineData("%a(b)%", "may not hold '('")]
    [InlineData("%something!%", "may not hold '!'")]
    [InlineData("%\\1%", "may follow a backslash")]
    [InlineData("%[z-a]%", "cannot be read")]
    [InlineData("%a{3000}%", "repeats more than 2000 times")]
    [InlineData("%a% %b% %c%", "more than 2 regular expressions")]
    [InlineData("{", "a field that begins with $ expected at the end")]
    [InlineData("{ }", "a field that begins with $ expected at character 3")]
    [InlineData("{ name = 1 }", "a field that begins with $")]
    [InlineData("{ $ = 1 }", "'.' after $")]
    [InlineData("{ $. = 1 }", "a field's name")]
    [InlineData("{ $.a[x] = 1 }", "a position such as 0")]
    [InlineData("{ $.a[0 = 1 }", "']' expected")]
    [InlineData("{ $.a }", "an operator")]
    [InlineData("{ $.a = }", "a value expected")]
    [InlineData("{ $.a > x }", "a number after >")]
    [InlineData("{ $.a > \"5\" }", "a number after >")]
    [InlineData("{ $.a IS maybe }", "NULL, TRUE or FALSE after IS")]
    [InlineData("{ $.a NOT HERE }", "EXISTS after NOT")]
    [InlineData("{ $.a = 1", "'&&', '||' or '}' expected at the end")]
    [InlineData("{ $.a = 1 && }", "a field that begins with $")]
    [InlineData("{ ($.a = 1 }", "')' expected")]
    [InlineData("{ $.a = 1 } x", "nothing after '}'")]
    [InlineData("[", "a field's name expected at the end")]
    [InlineData("[a b]", "',' or ']'")]
    [InlineData("[a, ]", "a field's name")]
    [InlineData("[..., a, ...]", "a second ellipsis")]
    [InlineData("[a = 1 || b = 2]", "name two: a and b")]
    [InlineData("[a] b", "nothing after ']'")]
    public void A_malformed_pattern_says_what_is_wrong(string pattern, string problem)
    {
        LogPattern.TryParse(pattern, out var parsed, out var error).ShouldBeFalse();
        parsed.ShouldBeNull();
        error.ShouldNotBeNull().ShouldStartWith("Invalid filter pattern: ");
        error.ShouldContain(problem);
    }

    [Fact]
    public void A_pattern_past_the_limits_is_refused()
    {
        LogPattern.TryParse(new string('a', LogPattern.MaxLength), out _, out _).ShouldBeTrue();
        LogPattern.TryParse(new string('a', LogPattern.MaxLength + 1), out _, out var tooLong).ShouldBeFalse();
        LogPattern.TryParse("{" + new string('(', 900), out _, out var tooDeep).ShouldBeFalse();

        tooLong.ShouldNotBeNull().ShouldContain("longer than 1024");
        tooDeep.ShouldNotBeNull().ShouldContain("nested more than 50 deep");
    }

    [Fact]
    public void Any_mutation_of_a_pattern_is_read_or_refused()
    {
        string[] seeds =
        [
            "?ERROR -\"a \\\" b\" %x{1,3}[a-c]|y%", "{ ($.a.b[0] = \"x*\") && $.c >= 1e3 || $.['d'] IS NULL }", "[a, ..., b = 4* || b != %x%, c]",
        ];
        var random = new Random(20261125);
        const string Nasty = "{}[]()\"'%\\$.*?-=!<>&|, \0\ud800é9";
        for (var i = 0; i < 5000; i++)
        {
            var text = seeds[i % seeds.Length].ToList();
            for (var n = random.Next(1, 4); n > 0; n--) text[random.Next(text.Count)] = Nasty[random.Next(Nasty.Length)];
            if (LogPattern.TryParse(string.Concat(text), out var pattern, out var error)) pattern.Matches(Json);
            else error.ShouldNotBeNullOrEmpty();
        }
    }
}
