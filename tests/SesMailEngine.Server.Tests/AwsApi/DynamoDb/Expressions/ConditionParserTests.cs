using System.Text.Json;
using SesMailEngine.Server.AwsApi.DynamoDb;
using SesMailEngine.Server.AwsApi.DynamoDb.Expressions;
using SesMailEngine.Server.AwsApi.DynamoDb.Values;

namespace SesMailEngine.Server.Tests.AwsApi.DynamoDb.Expressions;

public class ConditionParserTests
{
    private const string Item = """
        {"s":{"S":"banana"},"n":{"N":"10"},"b":{"B":"AQID"},"t":{"BOOL":true},"z":{"NULL":true},
         "ss":{"SS":["a","b"]},"ns":{"NS":["1","2.0"]},"l":{"L":[{"S":"x"},{"M":{"k":{"N":"7"}}}]},
         "m":{"M":{"campaignId":{"S":"summer"},"deep":{"M":{"er":{"S":"y"}}},"odd name":{"S":"q"}}},"u":{"S":"\ud83d\ude00"},
         "e":{"S":""},"s2":{"S":"banana"}}
        """;

    private const string Values = """
        {":s":{"S":"banana"},":a":{"S":"a"},":z":{"S":"zebra"},":x":{"S":"x"},":ban":{"S":"ban"},":nan":{"S":"nan"},
         ":n":{"N":"10.0"},":nine":{"N":"9"},":two":{"N":"2"},":six":{"N":"6"},":one":{"N":"1"},
         ":b":{"B":"AQID"},":b12":{"B":"AQI="},":b2":{"B":"Ag=="},":t":{"BOOL":true},":null":{"NULL":true},
         ":S":{"S":"S"},":M":{"S":"M"},":sum":{"S":"summer"},":ab":{"SS":["b","a"]},":y":{"S":"y"},":q":{"S":"q"},":e":{"S":""},
         ":pua":{"S":"\ue000"},":m":{"M":{"k":{"N":"7.0"}}},":l":{"L":[{"S":"x"},{"M":{"k":{"N":"7"}}}]}}
        """;

    private const string Names = """{"#s":"s","#m":"m","#odd":"odd name","#c":"campaignId","#gone":"nothing"}""";

    [Theory]
    [InlineData("s = :s", true)]
    [InlineData("s = :a", false)]
    [InlineData("n = :n", true)]
    [InlineData("n > :nine", true)]
    [InlineData("n < :nine", false)]
    [InlineData("n >= :n AND n <= :n", true)]
    [InlineData("s < :n", false)]
    [InlineData("s > :n", false)]
    [InlineData("s <> :n", true)]
    [InlineData("s > :a", true)]
    [InlineData("u > :pua", true)]
    [InlineData("b = :b", true)]
    [InlineData("b > :b12", true)]
    [InlineData("t = :t", true)]
    [InlineData("z = :null", true)]
    [InlineData("ss = :ab", true)]
    [InlineData("l = :l", true)]
    [InlineData("l[1] = :m", true)]
    [InlineData("s = s2", true)]
    [InlineData(":s = s", true)]
    [InlineData("#gone = :s", false)]
    [InlineData("#gone <> :s", true)]
    [InlineData("NOT #gone = :s", true)]
    [InlineData("#gone < :s", false)]
    [InlineData("s BETWEEN :a AND :z", true)]
    [InlineData("n BETWEEN :nine AND :n", true)]
    [InlineData("NOT n BETWEEN :nine AND :n", false)]
    [InlineData("s BETWEEN :a AND :z AND n = :n", true)]
    [InlineData("s IN (:a, :s)", true)]
    [InlineData("s in (:a)", false)]
    [InlineData("#gone IN (:a)", false)]
    [InlineData("s IN (s2)", true)]
    [InlineData("attribute_exists(s)", true)]
    [InlineData("attribute_exists(m.campaignId)", true)]
    [InlineData("attribute_exists(m.nope)", false)]
    [InlineData("attribute_exists(s.nope)", false)]
    [InlineData("attribute_exists(l[0])", true)]
    [InlineData("attribute_exists(l[2])", false)]
    [InlineData("attribute_exists(m[0])", false)]
    [InlineData("attribute_not_exists(nope)", true)]
    [InlineData("attribute_type(s, :S)", true)]
    [InlineData("attribute_type(m, :M)", true)]
    [InlineData("attribute_type(s, :M)", false)]
    [InlineData("begins_with(s, :ban)", true)]
    [InlineData("begins_with(s, :nan)", false)]
    [InlineData("begins_with(b, :b12)", true)]
    [InlineData("begins_with(n, :ban)", false)]
    [InlineData("begins_with(s, :e)", true)]
    [InlineData("contains(s, :nan)", true)]
    [InlineData("contains(s, :z)", false)]
    [InlineData("contains(s, :n)", false)]
    [InlineData("contains(ss, :a)", true)]
    [InlineData("contains(ns, :two)", true)]
    [InlineData("contains(l, :x)", true)]
    [InlineData("contains(l, :m)", true)]
    [InlineData("contains(b, :b2)", true)]
    [InlineData("contains(n, :one)", false)]
    [InlineData("size(s) = :six", true)]
    [InlineData("size(ss) = :two", true)]
    [InlineData("size(l) = :two", true)]
    [InlineData("size(m) > :two", true)]
    [InlineData("size(b) < :n", true)]
    [InlineData("size(e) < :one", true)]
    [InlineData("size(n) < :n", false)]
    [InlineData("size(nope) < :n", false)]
    [InlineData("m.campaignId = :sum", true)]
    [InlineData("#m.#c = :sum", true)]
    [InlineData("m.deep.er = :y", true)]
    [InlineData("m.#odd = :q", true)]
    [InlineData("l[1].k > :six", true)]
    [InlineData("s = :a OR n = :n", true)]
    [InlineData("s = :s OR n = :nine AND n = :nine", true)]
    [InlineData("(s = :s OR n = :nine) AND n = :nine", false)]
    [InlineData("NOT s = :a AND n = :n", true)]
    [InlineData("NOT (s = :s AND n = :n)", false)]
    [InlineData("not not s = :s", true)]
    [InlineData("  s=:s\tand\nn=:n ", true)]
    [InlineData("(s) = (:s)", true)]
    [InlineData("((s) = :s)", true)]
    [InlineData("((s = :a) OR (n = :n))", true)]
    public void A_condition_holds_or_not(string expression, bool expected) => Evaluate(expression).ShouldBe(expected);

    [Theory]
    [InlineData("", "The expression can not be empty;")]
    [InlineData("s =", "Syntax error; token: \"<EOF>\", near: \"=\"")]
    [InlineData("s", "Syntax error; token: \"<EOF>\", near: \"s\"")]
    [InlineData("s = = :s", "Syntax error; token: \"=\", near: \"= = :s\"")]
    [InlineData("s = :s AND", "Syntax error; token: \"<EOF>\", near: \"AND\"")]
    [InlineData("(s = :s", "Syntax error; token: \"<EOF>\", near: \":s\"")]
    [InlineData("s = :s)", "Syntax error; token: \")\", near: \":s)\"")]
    [InlineData("s = 'x'", "Syntax error; token: \"'\", near: \"= 'x\"")]
    [InlineData("s & :s", "Syntax error; token: \"&\", near: \"s & :s\"")]
    [InlineData("s = 5", "Syntax error; token: \"5\", near: \"= 5\"")]
    [InlineData("a..b = :s", "Syntax error; token: \".\", near: \"..b\"")]
    [InlineData("l[x] = :s", "Syntax error; token: \"x\", near: \"[x]\"")]
    [InlineData("s BETWEEN :a OR :z", "Syntax error; token: \"OR\", near: \":a OR :z\"")]
    [InlineData("s IN :a", "Syntax error; token: \":a\", near: \"IN :a\"")]
    [InlineData("s IN ()", "Syntax error; token: \")\", near: \"()\"")]
    [InlineData("begins_with()", "Syntax error; token: \")\", near: \"()\"")]
    [InlineData("# = :s", "Syntax error; token: \"#\", near: \"# =\"")]
    [InlineData("status = :s", "Attribute name is a reserved keyword; reserved keyword: status")]
    [InlineData("m.Timestamp = :s", "Attribute name is a reserved keyword; reserved keyword: Timestamp")]
    [InlineData("#x = :s", "An expression attribute name used in the document path is not defined; attribute name: #x")]
    [InlineData("s = :nope", "An expression attribute value used in expression is not defined; attribute value: :nope")]
    [InlineData("((s = :s))", "The expression has redundant parentheses;")]
    [InlineData("foo(s)", "Invalid function name; function: foo")]
    [InlineData("Begins_With(s, :a)", "Invalid function name; function: Begins_With")]
    [InlineData("begins_with(s)", "Incorrect number of operands for operator or function; operator or function: begins_with, number of operands: 1")]
    [InlineData("attribute_exists(s, n)", "Incorrect number of operands for operator or function; operator or function: attribute_exists, number of operands: 2")]
    [InlineData("begins_with(s, :n)", "Incorrect operand type for operator or function; operator or function: begins_with, operand type: N")]
    [InlineData("attribute_exists(:s)", "Operator or function requires a document path; operator or function: attribute_exists")]
    [InlineData("attribute_type(s, :n)", "Incorrect operand type for operator or function; operator or function: attribute_type, operand type: N")]
    [InlineData("attribute_type(s, n)", "Incorrect operand type for operator or function; operator or function: attribute_type, operand type: {NS,SS,L,BS,N,M,B,BOOL,NULL,S}")]
    [InlineData("attribute_type(s, :x)", "Invalid attribute type name found; type: x, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}")]
    [InlineData("size(:n) = :n", "Incorrect operand type for operator or function; operator or function: size, operand type: N")]
    [InlineData("size(s)", "The function is not allowed to be used this way in an expression; function: size")]
    [InlineData("begins_with(s, :a) = :t", "The function is not allowed to be used this way in an expression; function: begins_with")]
    [InlineData("s = s", "The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [s]")]
    [InlineData("l[1].k < l[1].k", "The first operand must be distinct from the remaining operands for this operator or function; operator: <, first operand: [l, [1], k]")]
    [InlineData("s BETWEEN :z AND :a", "The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {S:zebra}, upper bound operand: AttributeValue: {S:a}")]
    [InlineData("s BETWEEN :a AND :n", "The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: AttributeValue: {S:a}, upper bound operand: AttributeValue: {N:10}")]
    [InlineData("s < :t", "Incorrect operand type for operator or function; operator or function: <, operand type: BOOL")]
    [InlineData("l[99999999999] = :s", "List index is not within the allowable range; index: [99999999999]")]
    public void What_is_wrong_is_said_in_DynamoDBs_words(string expression, string expected) =>
        Should.Throw<DynamoDbException>(() => Evaluate(expression)).Message.ShouldBe("Invalid FilterExpression: " + expected);

    [Fact]
    public void An_expression_has_at_most_4096_bytes()
    {
        var longest = "s = :s" + new string(' ', 4090);
        Evaluate(longest).ShouldBeTrue();
        Should.Throw<DynamoDbException>(() => Evaluate(longest + ' ')).Message
            .ShouldBe("Invalid FilterExpression: Expression size has exceeded the maximum allowed size; expression size: 4097");
    }

    [Theory]
    [InlineData(300, null)]
    [InlineData(302, "Invalid FilterExpression: The expression contains too many operators; operator count: 303")]
    public void An_expression_has_at_most_300_operators(int operators, string? expected)
    {
        var text = string.Join(" OR ", Enumerable.Repeat("s=:s", (operators + 1) / 2 + (expected is null ? 0 : 1)));
        if (expected is null) Evaluate(text).ShouldBeTrue();
        else Should.Throw<DynamoDbException>(() => Evaluate(text)).Message.ShouldBe(expected);
    }

    [Fact]
    public void IN_takes_at_most_100_operands()
    {
        Evaluate($"s IN ({string.Join(',', Enumerable.Repeat(":s", 100))})").ShouldBeTrue();
        Should.Throw<DynamoDbException>(() => Evaluate($"s IN ({string.Join(',', Enumerable.Repeat(":s", 101))})")).Message
            .ShouldBe("Invalid FilterExpression: The IN operator is provided with too many operands; number of operands: 101");
    }

    [Theory]
    [InlineData("(")]
    [InlineData("NOT ")]
    [InlineData("size(")]
    [InlineData("m.")]
    [InlineData("s IN (")]
    public void Endless_nesting_is_refused_not_followed(string opening)
    {
        var text = string.Concat(Enumerable.Repeat(opening, 4096 / opening.Length));
        Should.Throw<DynamoDbException>(() => Evaluate(text)).Code.ShouldBe("ValidationException");
    }

    [Fact]
    public void Sets_of_many_thousand_elements_compare_at_once()
    {
        AttributeValue Numbers(IEnumerable<int> numbers) =>
            AttributeValue.Set(AttributeType.NS, [.. numbers.Select(n => AttributeValue.Of(n))]);
        var values = new AttributeMap { { ":a", Numbers(Enumerable.Range(0, 100_000)) }, { ":b", Numbers(Enumerable.Range(0, 100_000).Reverse()) } };
        ConditionParser.Parse("FilterExpression", ":a = :b", new ExpressionScope(null, values)).Condition.Holds([]).ShouldBeTrue();
    }

    [Fact]
    public void Names_and_values_that_no_expression_uses_are_refused()
    {
        var scope = Scope("""{"#a":"a","#b":"b"}""", """{":c":{"S":"c"}}""");
        ConditionParser.Parse("FilterExpression", "#a = :c", scope);
        Should.Throw<DynamoDbException>(scope.RefuseUnused).Message
            .ShouldBe("Value provided in ExpressionAttributeNames unused in expressions: keys: {#b}");
    }

    [Theory]
    [InlineData("{}", null, "ExpressionAttributeNames must not be empty")]
    [InlineData(null, "{}", "ExpressionAttributeValues must not be empty")]
    [InlineData("""{"a":"a"}""", null, "ExpressionAttributeNames contains invalid key: Syntax error; key: \"a\"")]
    [InlineData("""{"#":"a"}""", null, "ExpressionAttributeNames contains invalid key: Syntax error; key: \"#\"")]
    [InlineData(null, """{":a-b":{"S":"x"}}""", "ExpressionAttributeValues contains invalid key: Syntax error; key: \":a-b\"")]
    public void Malformed_placeholders_are_refused(string? names, string? values, string expected) =>
        Should.Throw<DynamoDbException>(() => Scope(names, values)).Message.ShouldBe(expected);

    [Fact]
    public void Random_text_of_the_language_is_parsed_or_refused_and_never_breaks()
    {
        string[] words = ["s", "n", "m.deep", "l[1]", "#s", ":s", ":n", "=", "<>", "<", "AND", "OR", "NOT", "BETWEEN", "IN",
            "(", ")", ",", "size(s)", "begins_with(", "attribute_exists(s)", ".", "[0]", "#", "status", "é", "\"", " "];
        var random = new Random(4711);
        for (var round = 0; round < 5_000; round++)
        {
            var text = string.Join(' ', Enumerable.Range(0, random.Next(1, 14)).Select(_ => words[random.Next(words.Length)]));
            try
            {
                Evaluate(text);
            }
            catch (DynamoDbException refused)
            {
                refused.Message.ShouldStartWith("Invalid FilterExpression: ");
            }
        }
    }

    private static bool Evaluate(string expression) =>
        ConditionParser.Parse("FilterExpression", expression, Scope(Names, Values)).Condition.Holds(Map(Item));

    private static ExpressionScope Scope(string? names, string? values) => new(
        names is null ? null : JsonSerializer.Deserialize<Dictionary<string, string>>(names),
        values is null ? null : Map(values));

    private static AttributeMap Map(string json) => AttributeValueReader.ReadMap(JsonDocument.Parse(json).RootElement);
}
