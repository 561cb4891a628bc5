using System.Text.Json;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Server.Tests.AwsApi.DynamoDb.Operations;

public class QueryTests
{
    private const string Recipient = """
        "TableName":"s-EmailTracking","IndexName":"to-email-timestamp-index","KeyConditionExpression":"toEmail = :e",
        "ExpressionAttributeValues":{":e":{"S":"jo@example.com"}}
        """;

    [Fact]
    public async Task A_recipients_records_come_in_the_order_of_time()
    {
        using var dynamo = Ten();
        var answer = await dynamo.CallAsync("Query", $"{{{Recipient}}}");
        Ids(answer).ShouldBe("m0 m1 m2 m3 m4 m5 m6 m7 m8 m9");
        (answer.GetProperty("Count").GetInt32(), answer.GetProperty("ScannedCount").GetInt32()).ShouldBe((10, 10));
        answer.TryGetProperty("LastEvaluatedKey", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("toEmail = :e AND #t > :t", "m6 m7 m8 m9")]
    [InlineData("toEmail = :e AND #t >= :t", "m5 m6 m7 m8 m9")]
    [InlineData("toEmail = :e AND #t < :t", "m0 m1 m2 m3 m4")]
    [InlineData("toEmail = :e AND #t <= :t", "m0 m1 m2 m3 m4 m5")]
    [InlineData("toEmail = :e AND #t = :t", "m5")]
    [InlineData(":t < #t AND :e = toEmail", "m6 m7 m8 m9")]
    [InlineData("(toEmail = :e) AND (#t BETWEEN :t AND :u)", "m5 m6 m7")]
    [InlineData("#t BETWEEN :t AND :u AND toEmail = :e", "m5 m6 m7")]
    [InlineData("toEmail = :e AND begins_with(#t, :p)", "m0 m1 m2 m3 m4 m5 m6 m7 m8 m9")]
    public async Task The_sort_key_may_be_asked_for_a_range(string expression, string expected)
    {
        using var dynamo = Ten();
        var values = new Dictionary<string, string>
        {
            [":e"] = "jo@example.com",
            [":t"] = "2026-11-24T12:05:00.000Z",
            [":u"] = "2026-11-24T12:07:00.000Z",
            [":p"] = "2026-11-24T12:0",
        };
        var used = string.Join(',', values.Where(pair => expression.Contains(pair.Key, StringComparison.Ordinal))
            .Select(pair => $"\"{pair.Key}\":{{\"S\":\"{pair.Value}\"}}"));
        var answer = await dynamo.CallAsync("Query", $$"""
            {"TableName":"s-EmailTracking","IndexName":"to-email-timestamp-index","KeyConditionExpression":"{{expression}}",
             "ExpressionAttributeNames":{"#t":"timestamp"},"ExpressionAttributeValues":{ {{used}} } }
            """);
        Ids(answer).ShouldBe(expected);
    }

    [Theory]
    [InlineData("true", 3)]
    [InlineData("false", 3)]
    [InlineData("false", 10)]
    [InlineData("true", 1)]
    public async Task Pages_give_each_item_once_in_either_direction(string forward, int limit)
    {
        using var dynamo = Ten();
        var ids = new List<string>();
        string? start = null;
        do
        {
            var page = await dynamo.CallAsync("Query",
                $"{{{Recipient},\"Limit\":{limit},\"ScanIndexForward\":{forward}{(start is null ? "" : ",\"ExclusiveStartKey\":" + start)}}}");
            page.GetProperty("ScannedCount").GetInt32().ShouldBeLessThanOrEqualTo(limit);
            if (Ids(page).Length > 0) ids.AddRange(Ids(page).Split(' '));
            ids.Count.ShouldBeLessThanOrEqualTo(100);
            start = page.TryGetProperty("LastEvaluatedKey", out var last) ? last.GetRawText() : null;
        }
        while (start is not null);
        string.Join(' ', ids).ShouldBe(forward == "true" ? "m0 m1 m2 m3 m4 m5 m6 m7 m8 m9" : "m9 m8 m7 m6 m5 m4 m3 m2 m1 m0");
    }

    [Fact]
    public async Task The_last_key_has_the_keys_of_index_and_table()
    {
        using var dynamo = Ten();
        var last = (await dynamo.CallAsync("Query", $"{{{Recipient},\"Limit\":2}}")).GetProperty("LastEvaluatedKey");
        last.EnumerateObject().Select(member => member.Name).Order().ShouldBe(["emailId", "timestamp", "toEmail"]);
    }

    [Fact]
    public async Task No_more_rows_are_read_than_the_limit_asks_for()
    {
        using var dynamo = Ten();
        await dynamo.CallAsync("Query", $"{{{Recipient},\"Limit\":2}}");
        dynamo.Tables.RowsRead.ShouldBe(2);
    }

    [Fact]
    public async Task A_filter_counts_what_it_drops_as_scanned()
    {
        using var dynamo = Ten();
        dynamo.Tables.Add(DynamoDbFixture.Record("m3", EmailStatus.Bounced, 3), DynamoDbFixture.Record("m7", EmailStatus.Bounced, 7));
        var answer = await dynamo.CallAsync("Query", """
            {"TableName":"s-EmailTracking","IndexName":"to-email-timestamp-index","KeyConditionExpression":"toEmail = :e",
             "FilterExpression":"#s = :b","ExpressionAttributeNames":{"#s":"status"},"ProjectionExpression":"emailId",
             "ExpressionAttributeValues":{":e":{"S":"jo@example.com"},":b":{"S":"bounced"}}}
            """);
        answer.GetRawText().ShouldBe("""{"Items":[{"emailId":{"S":"m3"}},{"emailId":{"S":"m7"}}],"Count":2,"ScannedCount":10}""");
    }

    [Fact]
    public async Task COUNT_answers_without_items()
    {
        using var dynamo = Ten();
        (await dynamo.CallAsync("Query", """
            {"TableName":"s-EmailTracking","IndexName":"date-partition-index","KeyConditionExpression":"datePartition = :d",
             "ExpressionAttributeValues":{":d":{"S":"2026-11-24"}},"Select":"COUNT"}
            """)).GetRawText().ShouldBe("""{"Count":10,"ScannedCount":10}""");
    }

    [Fact]
    public async Task Bounces_of_a_day_are_counted_on_the_suppression_index()
    {
        using var dynamo = new DynamoDbFixture();
        dynamo.Tables.Add(DynamoDbFixture.Entry("a@x.org"), DynamoDbFixture.Entry("b@x.org", minutes: -1440),
            DynamoDbFixture.Entry("c@x.org", SuppressionType.Complaint), DynamoDbFixture.Entry("d@x.org"));
        (await dynamo.CallAsync("Query", """
            {"TableName":"s-Suppression","IndexName":"suppression-type-date-index",
             "KeyConditionExpression":"suppressionType = :type AND begins_with(addedToSuppressionDate, :date)",
             "ExpressionAttributeValues":{":type":{"S":"bounce"},":date":{"S":"2026-11-24"}},"Select":"COUNT"}
            """)).GetProperty("Count").GetInt32().ShouldBe(2);
    }

    [Theory]
    [InlineData("ses-message-id-index", "sesMessageId", "ses-1", "m1")]
    [InlineData("original-email-id-index", "originalEmailId", "m1", "m1 m1-retry")]
    [InlineData(null, "emailId", "m1", "m1")]
    [InlineData(null, "emailId", "nobody", "")]
    public async Task Each_index_finds_its_records(string? index, string attribute, string value, string expected)
    {
        using var dynamo = new DynamoDbFixture();
        var first = DynamoDbFixture.Record("m1") with { SesMessageId = "ses-1" };
        dynamo.Tables.Add(first, DynamoDbFixture.Record("m1-retry", minutes: 15) with { OriginalEmailId = "m1", RetryAttempt = 1 }, DynamoDbFixture.Record("m2"));
        var indexMember = index is null ? "" : $"\"IndexName\":\"{index}\",";
        Ids(await dynamo.CallAsync("Query", $$"""
            {"TableName":"s-EmailTracking",{{indexMember}}"KeyConditionExpression":"{{attribute}} = :v",
             "ExpressionAttributeValues":{":v":{"S":"{{value}}"} } }
            """)).ShouldBe(expected);
    }

    [Fact]
    public async Task Counters_of_a_day_are_found_by_date_and_shard()
    {
        using var dynamo = new DynamoDbFixture();
        dynamo.Tables.Days.Add(new("2026-11-23", new DailyCounts { Sent = 1 }));
        dynamo.Tables.Days.Add(new("2026-11-24", new DailyCounts { Sent = 40, SoftBounced = 2, CountedBounces = 1 }));
        var item = (await dynamo.CallAsync("Query", """
            {"TableName":"s-DailyStats","KeyConditionExpression":"statDate = :d AND #s BETWEEN :a AND :b","ExpressionAttributeNames":{"#s":"shard"},
             "ExpressionAttributeValues":{":d":{"S":"2026-11-24"},":a":{"N":"0"},":b":{"N":"9"}}}
            """)).GetProperty("Items")[0];
        (item.GetProperty("sent").GetProperty("N").GetString(), item.GetProperty("soft_bounced").GetProperty("N").GetString(),
            item.GetProperty("countedBounces").GetProperty("N").GetString()).ShouldBe(("40", "2", "1"));
    }

    [Fact]
    public async Task Expired_records_are_passed_over()
    {
        using var dynamo = Ten();
        dynamo.Tables.Add(DynamoDbFixture.Record("m4", minutes: 4) with { Ttl = DynamoDbFixture.Noon.ToUnixTimeSeconds() - 1 });
        dynamo.Tables.Add(DynamoDbFixture.Record("m5", minutes: 5) with { Ttl = DynamoDbFixture.Noon.ToUnixTimeSeconds() + 1 });
        var answer = await dynamo.CallAsync("Query", $"{{{Recipient}}}");
        Ids(answer).ShouldBe("m0 m1 m2 m3 m5 m6 m7 m8 m9");
        answer.GetProperty("ScannedCount").GetInt32().ShouldBe(9);
    }

    [Fact]
    public async Task A_page_ends_at_one_megabyte()
    {
        using var dynamo = new DynamoDbFixture();
        var metadata = $"{{\"note\":\"{new string('x', 100_000)}\"}}";
        for (var i = 0; i < 30; i++) dynamo.Tables.Add(DynamoDbFixture.Record($"m{i:00}", minutes: i) with { MetadataJson = metadata });
        var answer = await dynamo.CallAsync("Query", $"{{{Recipient},\"ReturnConsumedCapacity\":\"INDEXES\"}}");
        answer.GetProperty("Count").GetInt32().ShouldBe(11);
        answer.GetProperty("LastEvaluatedKey").GetProperty("emailId").GetProperty("S").GetString().ShouldBe("m10");
        answer.GetProperty("ConsumedCapacity").GetProperty("CapacityUnits").GetDouble().ShouldBeInRange(134, 136);
    }

    [Theory]
    [InlineData("x = :v", null, "Query condition missed key schema element: toEmail")]
    [InlineData("toEmail > :v", null, "Query key condition not supported")]
    [InlineData("toEmail = :v AND x = :v", null, "Query condition missed key schema element: timestamp")]
    [InlineData("toEmail = :v AND toEmail = :v", null, "KeyConditionExpressions must only contain one condition per key")]
    [InlineData("toEmail = :v OR x = :v", null, "Invalid operator used in KeyConditionExpression: OR")]
    [InlineData("NOT toEmail = :v", null, "Invalid operator used in KeyConditionExpression: NOT")]
    [InlineData("toEmail <> :v", null, "Invalid operator used in KeyConditionExpression: <>")]
    [InlineData("toEmail IN (:v)", null, "Invalid operator used in KeyConditionExpression: IN")]
    [InlineData("contains(toEmail, :v)", null, "Invalid operator used in KeyConditionExpression: contains")]
    [InlineData("size(toEmail) = :v", null, "KeyConditionExpressions cannot contain nested operations")]
    [InlineData("toEmail.x = :v", null, "KeyConditionExpressions cannot have conditions on nested attributes")]
    [InlineData("toEmail = x", null, "Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition")]
    [InlineData(":v = :v", null, "Invalid condition in KeyConditionExpression: No key attribute specified")]
    [InlineData("begins_with(:v, toEmail)", null, "Invalid condition in KeyConditionExpression: begins_with operator must have the key attribute as its first operand")]
    [InlineData("toEmail = :v AND a = :v AND b = :v", null, "Conditions can be of length 1 or 2 only")]
    [InlineData("timestamp = :v", null, "Invalid KeyConditionExpression: Attribute name is a reserved keyword; reserved keyword: timestamp")]
    [InlineData("toEmail = :n", null, "One or more parameter values were invalid: Condition parameter type does not match schema type")]
    [InlineData("toEmail = :v", "\"FilterExpression\":\"toEmail = :v\"", "Filter Expression can only contain non-primary key attributes: Primary key attribute: toEmail")]
    [InlineData("toEmail = :v", "\"FilterExpression\":\"emailId.x = :v\"", "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: emailId")]
    [InlineData("toEmail = :v", "\"ConsistentRead\":true", "Consistent reads are not supported on global secondary indexes")]
    [InlineData("toEmail = :v", "\"Limit\":0", "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1")]
    [InlineData("toEmail = :v", "\"Select\":\"ALL\"", "1 validation error detected: Value 'ALL' at 'select' failed to satisfy constraint: Member must satisfy enum value set: [SPECIFIC_ATTRIBUTES, COUNT, ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES]")]
    [InlineData("toEmail = :v", "\"Select\":\"COUNT\",\"ProjectionExpression\":\"a\"", "Cannot specify the ProjectionExpression when choosing to get only the Count")]
    [InlineData("toEmail = :v", "\"ProjectionExpression\":\"a, a.b\"", "Invalid ProjectionExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a, b]")]
    [InlineData("toEmail = :v", "\"ProjectionExpression\":\"a.b, a[0]\"", "Invalid ProjectionExpression: Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [a, b], path two: [a, [0]]")]
    [InlineData("toEmail = :v", "\"KeyConditions\":{}", "The legacy parameter KeyConditions is not supported here; use an expression parameter instead")]
    [InlineData("toEmail = :v", "\"ExclusiveStartKey\":{\"emailId\":{\"S\":\"a\"}}", "The provided starting key is invalid")]
    [InlineData("toEmail = :v", "\"ExclusiveStartKey\":{\"emailId\":{\"S\":\"a\"},\"toEmail\":{\"S\":\"other\"},\"timestamp\":{\"S\":\"t\"}}", "The provided starting key is outside query boundaries based on provided conditions")]
    public async Task A_query_that_cannot_be_is_refused_in_DynamoDBs_words(string condition, string? member, string expected)
    {
        using var dynamo = new DynamoDbFixture();
        var value = condition.Contains(":n", StringComparison.Ordinal) ? "\":n\":{\"N\":\"1\"}" : "\":v\":{\"S\":\"v\"}";
        var refused = await dynamo.RefusedAsync("Query", $$"""
            {"TableName":"s-EmailTracking","IndexName":"to-email-timestamp-index","KeyConditionExpression":"{{condition}}",
             "ExpressionAttributeValues":{ {{value}} }{{(member is null ? "" : "," + member)}} }
            """);
        (refused.Code, refused.Message).ShouldBe(("ValidationException", expected));
    }

    private static DynamoDbFixture Ten()
    {
        var dynamo = new DynamoDbFixture();
        for (var i = 0; i < 10; i++) dynamo.Tables.Add(DynamoDbFixture.Record($"m{i}", minutes: i));
        dynamo.Tables.Add(DynamoDbFixture.Record("other") with { ToEmail = "other@example.com", Timestamp = DynamoDbFixture.Noon.AddDays(1) });
        return dynamo;
    }

    private static string Ids(JsonElement answer) =>
        string.Join(' ', answer.GetProperty("Items").EnumerateArray().Select(item => item.GetProperty("emailId").GetProperty("S").GetString()));
}
