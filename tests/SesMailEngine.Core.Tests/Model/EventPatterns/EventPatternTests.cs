using System.Text.Json;
using SesMailEngine.Core.Model.EventPatterns;

namespace SesMailEngine.Core.Tests.Model.EventPatterns;

public sealed class EventPatternTests
{
    private static EventPattern Parsed(string pattern)
    {
        EventPattern.TryParse(pattern, out var parsed, out var error).ShouldBeTrue(error);
        return parsed!;
    }

    private static bool Matches(string pattern, string envelope) =>
        Parsed(pattern).Matches(JsonElement.Parse(envelope));

    [Theory]
    [InlineData("""["a"]""", """ "a" """, true)]
    [InlineData("""["a"]""", """ "A" """, false)]
    [InlineData("""["a","b"]""", """ "b" """, true)]
    [InlineData("""["a"]""", """ ["x","a"] """, true)]
    [InlineData("""["a"]""", """ [["x",["a"]]] """, true)]
    [InlineData("""["a"]""", """ [] """, false)]
    [InlineData("""["a"]""", """ {"a":"a"} """, false)]
    [InlineData("""["a"]""", """ 1 """, false)]
    [InlineData("""[""]""", """ "" """, true)]
    [InlineData("""[null]""", """ null """, true)]
    [InlineData("""[null]""", """ "null" """, false)]
    [InlineData("""[true]""", """ true """, true)]
    [InlineData("""[true]""", """ false """, false)]
    [InlineData("""[true]""", """ "true" """, false)]
    [InlineData("""[5]""", """ 5 """, true)]
    [InlineData("""[5]""", """ "5" """, false)]
    [InlineData("""[300]""", """ 3.0e2 """, true)]
    [InlineData("""[0.1]""", """ 0.10 """, true)]
    [InlineData("""[123456789012]""", """ 123456789012 """, true)]
    [InlineData("""[1e40]""", """ 1e40 """, true)]
    [InlineData("""[{"exactly":"a"}]""", """ "a" """, true)]
    [InlineData("""[{"prefix":"us-"}]""", """ "us-east-1" """, true)]
    [InlineData("""[{"prefix":"us-"}]""", """ "US-east-1" """, false)]
    [InlineData("""[{"prefix":"us-"}]""", """ "eu-us-" """, false)]
    [InlineData("""[{"prefix":""}]""", """ "anything" """, true)]
    [InlineData("""[{"prefix":"1"}]""", """ 1 """, false)]
    [InlineData("""[{"prefix":{"equals-ignore-case":"EventB"}}]""", """ "eventbridge" """, true)]
    [InlineData("""[{"prefix":{"equals-ignore-case":"EventB"}}]""", """ "even" """, false)]
    [InlineData("""[{"suffix":".png"}]""", """ "a.png" """, true)]
    [InlineData("""[{"suffix":".png"}]""", """ "a.PNG" """, false)]
    [InlineData("""[{"suffix":{"equals-ignore-case":".png"}}]""", """ "a.PNG" """, true)]
    [InlineData("""[{"equals-ignore-case":"alice"}]""", """ "ALICE" """, true)]
    [InlineData("""[{"equals-ignore-case":"alice"}]""", """ "alicia" """, false)]
    [InlineData("""[{"anything-but":"x"}]""", """ "y" """, true)]
    [InlineData("""[{"anything-but":"x"}]""", """ "x" """, false)]
    [InlineData("""[{"anything-but":"x"}]""", """ 1 """, true)]
    [InlineData("""[{"anything-but":"x"}]""", """ ["x","y"] """, true)]
    [InlineData("""[{"anything-but":"x"}]""", """ ["x","x"] """, false)]
    [InlineData("""[{"anything-but":["x","y"]}]""", """ "y" """, false)]
    [InlineData("""[{"anything-but":["x","y"]}]""", """ "z" """, true)]
    [InlineData("""[{"anything-but":123}]""", """ 123.0 """, false)]
    [InlineData("""[{"anything-but":123}]""", """ 124 """, true)]
    [InlineData("""[{"anything-but":[100,200]}]""", """ 200 """, false)]
    [InlineData("""[{"anything-but":{"prefix":"init"}}]""", """ "initial" """, false)]
    [InlineData("""[{"anything-but":{"prefix":"init"}}]""", """ "running" """, true)]
    [InlineData("""[{"anything-but":{"prefix":["a","b"]}}]""", """ "bc" """, false)]
    [InlineData("""[{"anything-but":{"suffix":".txt"}}]""", """ "a.txt" """, false)]
    [InlineData("""[{"anything-but":{"suffix":[".txt",".md"]}}]""", """ "a.rs" """, true)]
    [InlineData("""[{"anything-but":{"equals-ignore-case":"init"}}]""", """ "INIT" """, false)]
    [InlineData("""[{"anything-but":{"equals-ignore-case":["init","x"]}}]""", """ "X" """, false)]
    [InlineData("""[{"anything-but":{"wildcard":"*/lib/*"}}]""", """ "/usr/lib/a" """, false)]
    [InlineData("""[{"anything-but":{"wildcard":["*/lib/*","*/bin/*"]}}]""", """ "/usr/share/a" """, true)]
    [InlineData("""[{"numeric":["=",301.8]}]""", """ 3.018e2 """, true)]
    [InlineData("""[{"numeric":["<",10]}]""", """ 9.999999 """, true)]
    [InlineData("""[{"numeric":["<",10]}]""", """ 10 """, false)]
    [InlineData("""[{"numeric":["<=",10]}]""", """ 10 """, true)]
    [InlineData("""[{"numeric":[">",0]}]""", """ 0 """, false)]
    [InlineData("""[{"numeric":[">=",0]}]""", """ 0 """, true)]
    [InlineData("""[{"numeric":[">",0,"<=",5]}]""", """ 5 """, true)]
    [InlineData("""[{"numeric":[">",0,"<",5]}]""", """ 5 """, false)]
    [InlineData("""[{"numeric":[">",0]}]""", """ "5" """, false)]
    [InlineData("""[{"numeric":[">",0]}]""", """ 6000000000 """, false)]
    [InlineData("""[{"numeric":["<",0]}]""", """ -5e9 """, true)]
    [InlineData("""[{"exists":true}]""", """ null """, true)]
    [InlineData("""[{"exists":true}]""", """ {"a":1} """, false)]
    [InlineData("""[{"exists":true}]""", """ [] """, false)]
    [InlineData("""[{"exists":false}]""", """ 1 """, false)]
    [InlineData("""[{"exists":false}]""", """ {"a":1} """, true)]
    [InlineData("""[{"exists":false},"x"]""", """ "x" """, true)]
    [InlineData("""[{"wildcard":"*"}]""", """ "" """, true)]
    [InlineData("""[{"wildcard":"Simple*Service"}]""", """ "SimpleMailService" """, true)]
    [InlineData("""[{"wildcard":"Simple*Service"}]""", """ "SimpleMail" """, false)]
    [InlineData("""[{"wildcard":"*a*b"}]""", """ "xaybzab" """, true)]
    [InlineData("""[{"wildcard":"ab*ba"}]""", """ "aba" """, false)]
    [InlineData("""[{"wildcard":"*aa*aa*"}]""", """ "aaa" """, false)]
    [InlineData("""[{"wildcard":"*aa*aa*"}]""", """ "aaaa" """, true)]
    [InlineData("""[{"wildcard":"a\\*b"}]""", """ "a*b" """, true)]
    [InlineData("""[{"wildcard":"a\\*b"}]""", """ "axb" """, false)]
    [InlineData("""[{"wildcard":"a\\\\*"}]""", """ "a\\x" """, true)]
    [InlineData("""[{"wildcard":"plain"}]""", """ "plain" """, true)]
    [InlineData("""[{"cidr":"10.0.0.0/24"}]""", """ "10.0.0.255" """, true)]
    [InlineData("""[{"cidr":"10.0.0.0/24"}]""", """ "10.0.1.0" """, false)]
    [InlineData("""[{"cidr":"10.0.0.0/9"}]""", """ "10.127.0.1" """, true)]
    [InlineData("""[{"cidr":"10.0.0.0/9"}]""", """ "10.128.0.1" """, false)]
    [InlineData("""[{"cidr":"0.0.0.0/0"}]""", """ "255.1.2.3" """, true)]
    [InlineData("""[{"cidr":"10.0.0.0/24"}]""", """ "10.0.0" """, false)]
    [InlineData("""[{"cidr":"10.0.0.0/24"}]""", """ "::1" """, false)]
    [InlineData("""[{"cidr":"2001:db8::/32"}]""", """ "2001:db8:0:1::5" """, true)]
    [InlineData("""[{"cidr":"2001:db8::/32"}]""", """ "2001:db9::" """, false)]
    public void A_value_matches_as_EventBridge_says(string values, string value, bool expected) =>
        Matches("{\"detail\":{\"f\":" + values + "}}", "{\"detail\":{\"f\":" + value + "}}").ShouldBe(expected);

    [Theory]
    [InlineData("""{"detail":{"f":["x"]}}""", false)]
    [InlineData("""{"detail":{"f":[{"anything-but":"x"}]}}""", false)]
    [InlineData("""{"detail":{"f":[{"exists":true}]}}""", false)]
    [InlineData("""{"detail":{"f":[{"exists":false}]}}""", true)]
    [InlineData("""{"detail":{"f":{"g":[{"exists":false}]}}}""", true)]
    [InlineData("""{"detail":{"f":{"g":["x",{"exists":false}]}}}""", true)]
    public void A_field_that_is_not_there_matches_only_exists_false(string pattern, bool expected) =>
        Matches(pattern, """{"detail":{"other":1}}""").ShouldBe(expected);

    [Theory]
    [InlineData("""{"source":["s"],"detail":{"a":[1],"b":[2]}}""", true)]
    [InlineData("""{"source":["s"],"detail":{"a":[1],"b":[3]}}""", false)]
    [InlineData("""{"source":["t"],"detail":{"a":[1]}}""", false)]
    [InlineData("""{"detail":{"c":{"d":["deep"]}}}""", true)]
    [InlineData("""{"resources":["r2"]}""", true)]
    public void All_fields_must_match(string pattern, bool expected) =>
        Matches(pattern, """{"source":"s","resources":["r1","r2"],"detail":{"a":1,"b":2,"c":{"d":"deep"}}}""")
            .ShouldBe(expected);

    [Theory]
    [InlineData("""{"$or":[{"detail":{"a":[9]}},{"detail":{"b":[2]}}]}""", true)]
    [InlineData("""{"$or":[{"detail":{"a":[9]}},{"detail":{"b":[9]}}]}""", false)]
    [InlineData("""{"source":["s"],"$or":[{"detail":{"a":[1]}},{"x":["y"]}]}""", true)]
    [InlineData("""{"source":["t"],"$or":[{"detail":{"a":[1]}},{"x":["y"]}]}""", false)]
    [InlineData("""{"detail":{"$or":[{"a":[9]},{"b":[2],"$or":[{"c":[{"exists":true}]},{"a":[1]}]}]}}""", true)]
    [InlineData("""{"detail":{"$or":[{"a":[9]},{"b":[2],"$or":[{"c":[1]},{"a":[2]}]}]}}""", false)]
    [InlineData("""{"detail":{"$or":[{"a":[9]},{"c":[{"exists":false}]}]}}""", true)]
    public void One_alternative_of_an_or_must_match(string pattern, bool expected) =>
        Matches(pattern, """{"source":"s","detail":{"a":1,"b":2}}""").ShouldBe(expected);

    [Theory]
    [InlineData("""{"detail":{"people":{"first":["Ann"],"last":["Bee"]}}}""", true)]
    [InlineData("""{"detail":{"people":{"first":["Ann"],"last":["Dee"]}}}""", false)]
    [InlineData("""{"detail":{"people":{"age":[{"exists":false}]}}}""", false)]
    [InlineData("""{"detail":{"people":{"size":[{"exists":false}]}}}""", true)]
    public void Fields_of_an_array_must_match_in_one_element(string pattern, bool expected) =>
        Matches(pattern, """{"detail":{"people":[{"first":"Ann","last":"Bee"},{"first":"Cat","last":"Dee","age":4}]}}""")
            .ShouldBe(expected);

    [Fact]
    public void Text_that_is_no_Unicode_matches_nothing_and_does_not_throw()
    {
        Matches("""{"f":[{"prefix":""}]}""", """{"f":"\ud800"}""").ShouldBeFalse();
        Matches("""{"f":["x"]}""", """{"f":"\ud800"}""").ShouldBeFalse();
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("1")]
    public void What_is_no_object_does_not_match(string envelope) =>
        Matches("""{"f":[{"exists":false}]}""", envelope).ShouldBeFalse();

    [Fact]
    public void Many_wildcards_on_a_long_text_are_fast()
    {
        var pattern = Parsed($$"""{"f":[{"wildcard":"{{string.Concat(Enumerable.Repeat("a*", 500))}}b"}]}""");
        pattern.Matches(JsonElement.Parse($$"""{"f":"{{new string('a', 100_000)}}"}""")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"detail-type":["Email Request"]}""", true)]
    [InlineData("""{"source":["my.app"],"detail-type":["Email Request"]}""", true)]
    [InlineData("""{"source":[{"prefix":"my."}]}""", true)]
    [InlineData("""{"source":[{"anything-but":"my.app"}]}""", false)]
    [InlineData("""{"detail-type":["Other"],"detail":{"a":[1]}}""", false)]
    [InlineData("""{"source":[{"exists":false}]}""", false)]
    [InlineData("""{"detail-type":["Email Request"],"detail":{"a":[1]}}""", null)]
    [InlineData("""{"$or":[{"source":["a"]},{"source":["b"]}]}""", null)]
    public void Source_and_detail_type_decide_early_when_they_can(string pattern, bool? expected) =>
        Parsed(pattern).Judge("my.app", "Email Request").ShouldBe(expected);
}
