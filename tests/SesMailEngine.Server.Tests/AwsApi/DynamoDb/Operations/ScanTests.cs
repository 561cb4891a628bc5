namespace SesMailEngine.Server.Tests.AwsApi.DynamoDb.Operations;

public class ScanTests
{
    [Fact]
    public async Task Records_of_a_campaign_are_found_by_their_metadata()
    {
        using var dynamo = new DynamoDbFixture();
        dynamo.Tables.Add(
            DynamoDbFixture.Record("m1") with { MetadataJson = """{"campaignId":"summer-sale-2024","n":1.50,"tags":["a",null,true]}""" },
            DynamoDbFixture.Record("m2") with { MetadataJson = """{"campaignId":"other"}""" },
            DynamoDbFixture.Record("m3"));
        var answer = await dynamo.CallAsync("Scan", """
            {"TableName":"s-EmailTracking","FilterExpression":"metadata.campaignId = :campaign",
             "ExpressionAttributeValues":{":campaign":{"S":"summer-sale-2024"}},"ProjectionExpression":"emailId, metadata"}
            """);
        answer.GetRawText().ShouldBe("""
            {"Items":[{"emailId":{"S":"m1"},"metadata":{"M":{"campaignId":{"S":"summer-sale-2024"},"n":{"N":"1.5"},"tags":{"L":[{"S":"a"},{"NULL":true},{"BOOL":true}]}}}}],"Count":1,"ScannedCount":3}
            """);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task Pages_give_each_record_once(int limit)
    {
        using var dynamo = Many();
        (await ReadAllAsync(dynamo, $"\"Limit\":{limit}")).Count.ShouldBe(100);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Segments_together_give_each_record_once(int total)
    {
        using var dynamo = Many();
        var ids = new List<string>();
        for (var segment = 0; segment < total; segment++)
        {
            var share = await ReadAllAsync(dynamo, $"\"Segment\":{segment},\"TotalSegments\":{total},\"Limit\":9");
            share.Count.ShouldBeGreaterThan(0);
            ids.AddRange(share);
        }
        ids.Distinct().Count().ShouldBe(100);
        ids.Count.ShouldBe(100);
    }

    [Fact]
    public async Task A_scan_of_an_index_gives_what_the_index_holds()
    {
        using var dynamo = new DynamoDbFixture();
        dynamo.Tables.Add(DynamoDbFixture.Record("m1") with { SesMessageId = "ses-1" }, DynamoDbFixture.Record("m2"));
        var answer = await dynamo.CallAsync("Scan", """{"TableName":"s-EmailTracking","IndexName":"ses-message-id-index"}""");
        (answer.GetProperty("Count").GetInt32(), answer.GetProperty("ScannedCount").GetInt32()).ShouldBe((1, 1));
    }

    [Theory]
    [InlineData("\"Segment\":0", "The TotalSegments parameter is required but was not present in the request when Segment parameter is present")]
    [InlineData("\"TotalSegments\":2", "The Segment parameter is required but was not present in the request when parameter TotalSegments is present")]
    [InlineData("\"Segment\":2,\"TotalSegments\":2", "The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: 2 is not less than TotalSegments: 2")]
    [InlineData("\"ExpressionAttributeNames\":{\"#a\":\"a\"}", "ExpressionAttributeNames can only be specified when using expressions")]
    [InlineData("\"ExpressionAttributeValues\":{\":a\":{\"S\":\"a\"}}", "ExpressionAttributeValues can only be specified when using expressions: FilterExpression is null")]
    [InlineData("\"FilterExpression\":\"a = :a\",\"ExpressionAttributeValues\":{\":a\":{\"N\":\"x\"}}", "ExpressionAttributeValues contains invalid value: The parameter cannot be converted to a numeric value: x for key :a")]
    [InlineData("\"IndexName\":\"no-index\"", "The table does not have the specified index: no-index")]
    [InlineData("\"ExclusiveStartKey\":{\"x\":{\"S\":\"a\"}}", "The provided starting key is invalid: The provided key element does not match the schema")]
    [InlineData("\"ScanFilter\":{}", "The legacy parameter ScanFilter is not supported here; use an expression parameter instead")]
    public async Task A_scan_that_cannot_be_is_refused(string member, string expected)
    {
        using var dynamo = new DynamoDbFixture();
        (await dynamo.RefusedAsync("Scan", $"{{\"TableName\":\"s-EmailTracking\",{member}}}")).Message.ShouldBe(expected);
    }

    [Fact]
    public async Task Values_over_2_MB_are_refused()
    {
        using var dynamo = new DynamoDbFixture();
        var refused = await dynamo.RefusedAsync("Scan", $$"""
            {"TableName":"s-EmailTracking","FilterExpression":"contains(subject, :v)","ExpressionAttributeValues":{":v":{"S":"{{new string('x', 2 << 20)}}"} } }
            """);
        refused.Message.ShouldBe("ExpressionAttributeValues are larger than the maximum allowed size of 2097152 bytes");
    }

    [Fact]
    public async Task A_long_stretch_of_expired_records_ends_the_page_and_not_the_scan()
    {
        using var dynamo = new DynamoDbFixture();
        var old = DynamoDbFixture.Noon.ToUnixTimeSeconds() - 1;
        for (var i = 0; i < 20_100; i++) dynamo.Tables.Add(DynamoDbFixture.Record($"m{i:000000}") with { Ttl = old });
        dynamo.Tables.Add(DynamoDbFixture.Record("z"));
        var first = await dynamo.CallAsync("Scan", """{"TableName":"s-EmailTracking"}""");
        (first.GetProperty("Count").GetInt32(), first.TryGetProperty("LastEvaluatedKey", out _)).ShouldBe((0, true));
        (await ReadAllAsync(dynamo, "\"Limit\":5")).ShouldBe(["z"]);
    }

    private static DynamoDbFixture Many()
    {
        var dynamo = new DynamoDbFixture();
        for (var i = 0; i < 100; i++) dynamo.Tables.Add(DynamoDbFixture.Record($"m{i:000}"));
        return dynamo;
    }

    private static async Task<List<string>> ReadAllAsync(DynamoDbFixture dynamo, string members)
    {
        var ids = new List<string>();
        string? start = null;
        do
        {
            var page = await dynamo.CallAsync("Scan",
                $"{{\"TableName\":\"s-EmailTracking\",{members}{(start is null ? "" : ",\"ExclusiveStartKey\":" + start)}}}");
            ids.AddRange(page.GetProperty("Items").EnumerateArray().Select(item => item.GetProperty("emailId").GetProperty("S").GetString()!));
            ids.Count.ShouldBeLessThanOrEqualTo(100);
            start = page.TryGetProperty("LastEvaluatedKey", out var last) ? last.GetRawText() : null;
        }
        while (start is not null);
        return ids;
    }
}
