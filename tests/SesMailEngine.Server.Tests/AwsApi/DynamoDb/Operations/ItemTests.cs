using SesMailEngine.Core.Model;

namespace SesMailEngine.Server.Tests.AwsApi.DynamoDb.Operations;

public class ItemTests
{
    [Fact]
    public async Task A_record_is_an_item_with_its_values_under_their_names()
    {
        using var dynamo = new DynamoDbFixture();
        var noon = DynamoDbFixture.Noon;
        dynamo.Tables.Add(DynamoDbFixture.Record("email-1", EmailStatus.Opened) with
        {
            Subject = "Hi",
            SesMessageId = "ses-1",
            SentAt = noon,
            OpenedAt = noon.AddMinutes(2),
            OpenCount = 2,
            MetadataJson = """{"campaignId":"c1"}""",
            Events = [new TimelineEntry("open", noon, "fb-1")],
            Ttl = noon.AddDays(90).ToUnixTimeSeconds(),
            RetryDetailJson = """{"templateData":{"secret":1}}""",
        });
        var answer = await dynamo.CallAsync("GetItem", """{"TableName":"s-EmailTracking","Key":{"emailId":{"S":"email-1"}}}""");
        answer.GetRawText().ShouldBe("""
            {"Item":{"emailId":{"S":"email-1"},"status":{"S":"opened"},"timestamp":{"S":"2026-11-24T12:00:00.000Z"},"datePartition":{"S":"2026-11-24"},"retryAttempt":{"N":"0"},"toEmail":{"S":"jo@example.com"},"templateName":{"S":"welcome"},"source":{"S":"my.app"},"originalEmailId":{"S":"email-1"},"subject":{"S":"Hi"},"sesMessageId":{"S":"ses-1"},"sentAt":{"S":"2026-11-24T12:00:00.000Z"},"openedAt":{"S":"2026-11-24T12:02:00.000Z"},"openCount":{"N":"2"},"metadata":{"M":{"campaignId":{"S":"c1"}}},"events":{"L":[{"M":{"type":{"S":"open"},"timestamp":{"S":"2026-11-24T12:00:00.000Z"},"id":{"S":"fb-1"}}}]},"ttl":{"N":"1803297600"}}}
            """);
    }

    [Fact]
    public async Task Nothing_and_an_expired_record_are_an_empty_answer()
    {
        using var dynamo = new DynamoDbFixture();
        dynamo.Tables.Add(DynamoDbFixture.Record("old") with { Ttl = 1 });
        foreach (var id in (string[])["old", "none"])
        {
            (await dynamo.CallAsync("GetItem", $$"""{"TableName":"s-EmailTracking","Key":{"emailId":{"S":"{{id}}"} } }"""))
                .GetRawText().ShouldBe("{}");
        }
    }

    [Fact]
    public async Task A_projection_picks_and_closes_up_lists()
    {
        using var dynamo = new DynamoDbFixture();
        dynamo.Tables.Add(DynamoDbFixture.Record("m") with { MetadataJson = """{"a":{"b":1,"c":2},"l":[10,20,30]}""" });
        (await dynamo.CallAsync("GetItem", """
            {"TableName":"s-EmailTracking","Key":{"emailId":{"S":"m"}},"ProjectionExpression":"metadata.l[2], metadata.l[0], #m.a.b, nope, #s",
             "ExpressionAttributeNames":{"#m":"metadata","#s":"status"}}
            """)).GetRawText().ShouldBe("""
            {"Item":{"metadata":{"M":{"l":{"L":[{"N":"10"},{"N":"30"}]},"a":{"M":{"b":{"N":"1"}}}}},"status":{"S":"sent"}}}
            """);
    }

    [Theory]
    [InlineData("GetItem", "{}", "ValidationException", "1 validation error detected: Value null at 'tableName' failed to satisfy constraint: Member must not be null")]
    [InlineData("GetItem", """{"TableName":"no-table","Key":{}}""", "ResourceNotFoundException", "Requested resource not found")]
    [InlineData("DescribeTable", """{"TableName":"no-table"}""", "ResourceNotFoundException", "Requested resource not found: Table: no-table not found")]
    [InlineData("GetItem", """{"TableName":"s-EmailTracking"}""", "ValidationException", "1 validation error detected: Value null at 'key' failed to satisfy constraint: Member must not be null")]
    [InlineData("GetItem", """{"TableName":"s-EmailTracking","Key":{}}""", "ValidationException", "The provided key element does not match the schema")]
    [InlineData("GetItem", """{"TableName":"s-EmailTracking","Key":{"emailId":{"N":"1"}}}""", "ValidationException", "The provided key element does not match the schema")]
    [InlineData("GetItem", """{"TableName":"s-EmailTracking","Key":{"emailId":{"S":"a"},"x":{"S":"b"}}}""", "ValidationException", "The provided key element does not match the schema")]
    [InlineData("GetItem", """{"TableName":"s-EmailTracking","Key":{"emailId":{"S":""}}}""", "ValidationException", "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: emailId")]
    [InlineData("GetItem", """{"TableName":"s-EmailTracking","Key":{"emailId":{}}}""", "ValidationException", "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes")]
    [InlineData("GetItem", """{"TableName":"s-EmailTracking","Key":{"emailId":{"S":"a","N":"1"}}}""", "ValidationException", "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes")]
    [InlineData("GetItem", """{"TableName":"s-EmailTracking","Key":{"emailId":"a"}}""", "SerializationException", "Unexpected value type in payload")]
    [InlineData("GetItem", """{"TableName":"s-EmailTracking","Key":{"emailId":{"S":1}}}""", "SerializationException", "NUMBER_VALUE cannot be converted to String")]
    [InlineData("GetItem", """{"TableName":"s-EmailTracking","Key":[]}""", "SerializationException", "Unrecognized collection type class java.lang.Map")]
    [InlineData("GetItem", """{"TableName":["x"]}""", "SerializationException", "Unrecognized collection type class java.lang.String")]
    [InlineData("GetItem", """{"TableName":"\ud800"}""", "SerializationException", "The request body is not valid JSON in UTF-8")]
    [InlineData("GetItem", "nonsense", "SerializationException", "The request body is not valid JSON")]
    [InlineData("GetItem", "[]", "SerializationException", "Unrecognized collection type class java.lang.Map")]
    [InlineData("PutItem", """{"TableName":"s-EmailTracking","Item":{"emailId":{"S":"a"}}}""", "AccessDeniedException", null)]
    [InlineData("DeleteItem", """{"TableName":"s-EmailTracking","Key":{"emailId":{"S":"a"}}}""", "AccessDeniedException", null)]
    [InlineData("UpdateItem", """{"TableName":"s-EmailTracking","Key":{"emailId":{"S":"a"}}}""", "AccessDeniedException", null)]
    [InlineData("PutItem", """{"TableName":"s-DailyStats","Item":{}}""", "ValidationException", "One or more parameter values were invalid: The key statDate must be a day, YYYY-MM-DD")]
    [InlineData("PutItem", """{"TableName":"s-DailyStats","Item":{"statDate":{"S":"2026-13-01"},"shard":{"N":"0"}}}""", "ValidationException", "One or more parameter values were invalid: The key statDate must be a day, YYYY-MM-DD")]
    [InlineData("PutItem", """{"TableName":"s-DailyStats","Item":{"statDate":{"S":"2026-11-01"},"shard":{"N":"1"}}}""", "ValidationException", "One or more parameter values were invalid: The key shard must be the number 0: this host keeps a day's counters in one item")]
    [InlineData("PutItem", """{"TableName":"s-DailyStats","Item":{"statDate":{"S":"2026-11-01"},"shard":{"N":"0"},"sent":{"N":"1.5"}}}""", "ValidationException", "One or more parameter values were invalid: The attribute sent must be a whole number")]
    [InlineData("PutItem", """{"TableName":"s-DailyStats","Item":{"statDate":{"S":"2026-11-01"},"shard":{"N":"0"},"x":{"N":"1"}}}""", "ValidationException", null)]
    [InlineData("DeleteItem", """{"TableName":"s-DailyStats","Key":{"statDate":{"S":"2026-11-01"},"shard":{"N":"0"}}}""", "AccessDeniedException", null)]
    [InlineData("UpdateItem", """{"TableName":"s-Suppression"}""", "UnknownOperationException", null)]
    [InlineData("CreateTable", """{"TableName":"new"}""", "UnknownOperationException", null)]
    [InlineData("BatchGetItem", """{"RequestItems":{"s-EmailTracking":{"Keys":[{"emailId":{"S":"a"}},{"emailId":{"S":"a"}}]}}}""", "ValidationException", "Provided list of item keys contains duplicates")]
    public async Task A_call_that_cannot_be_is_refused(string operation, string body, string code, string? message)
    {
        using var dynamo = new DynamoDbFixture();
        var refused = await dynamo.RefusedAsync(operation, body);
        refused.Code.ShouldBe(code);
        if (message is not null) refused.Message.ShouldBe(message);
    }

    [Fact]
    public async Task A_key_over_2048_bytes_is_refused()
    {
        using var dynamo = new DynamoDbFixture();
        var key = new string('x', 2049);
        (await dynamo.RefusedAsync("GetItem", $$"""{"TableName":"s-EmailTracking","Key":{"emailId":{"S":"{{key}}"} } }""")).Message
            .ShouldBe("One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes");
    }

    [Fact]
    public async Task A_batch_gives_what_there_is_of_several_tables()
    {
        using var dynamo = new DynamoDbFixture();
        dynamo.Tables.Add(DynamoDbFixture.Record("m1"), DynamoDbFixture.Record("m2")).Add(DynamoDbFixture.Entry("a@x.org"));
        var answer = await dynamo.CallAsync("BatchGetItem", """
            {"RequestItems":{
              "s-EmailTracking":{"Keys":[{"emailId":{"S":"m1"}},{"emailId":{"S":"none"}},{"emailId":{"S":"m2"}}],"ProjectionExpression":"emailId"},
              "s-Suppression":{"Keys":[{"email":{"S":"a@x.org"}}],"ProjectionExpression":"suppressionType"}}}
            """);
        answer.GetRawText().ShouldBe("""
            {"Responses":{"s-EmailTracking":[{"emailId":{"S":"m1"}},{"emailId":{"S":"m2"}}],"s-Suppression":[{"suppressionType":{"S":"bounce"}}]},"UnprocessedKeys":{}}
            """);
    }

    [Theory]
    [InlineData("""{"email":{"S":"a@x.org"}}""", "manual", "manual", "2026-11-24T12:00:00.000Z")]
    [InlineData("""{"email":{"S":"a@x.org"},"suppressionType":{"S":"bounce"}}""", "bounce", "hard-bounce", "2026-11-24T12:00:00.000Z")]
    [InlineData("""{"email":{"S":"a@x.org"},"suppressionType":{"S":"complaint"},"addedToSuppressionDate":{"S":"2024-01-02T03:04:05+01:00"}}""", "complaint", "spam-complaint", "2024-01-02T02:04:05.000Z")]
    public async Task A_suppression_entry_may_be_put_with_little(string item, string type, string reason, string date)
    {
        using var dynamo = new DynamoDbFixture();
        (await dynamo.CallAsync("PutItem", $$"""{"TableName":"s-Suppression","Item":{{item}} }""")).GetRawText().ShouldBe("{}");
        var entry = (await dynamo.Tables.GetSuppressionAsync("a@x.org", CancellationToken.None))!;
        (entry.Type.ToWireName(), entry.Reason, entry.AddedAt.ToWire()).ShouldBe((type, reason, date));
    }

    [Theory]
    [InlineData("""{"x":{"S":"a"}}""", "This table does not keep the attribute x")]
    [InlineData("""{"reason":{"S":"manual"}}""", "Missing the key email in the item")]
    [InlineData("""{"email":{"N":"1"}}""", "Type mismatch for key email expected: S actual: N")]
    [InlineData("""{"email":{"S":"A@x.org"}}""", "lower case")]
    [InlineData("""{"email":{"S":"not an address"}}""", "one bare address")]
    [InlineData("""{"email":{"S":"a@x.org\r\nBcc: b@x.org"}}""", "one bare address")]
    [InlineData("""{"email":{"S":"a@x.org"},"suppressionType":{"S":"mood"}}""", "suppressionType must be bounce, complaint or manual, not 'mood'")]
    [InlineData("""{"email":{"S":"a@x.org"},"reason":{"S":"mood"}}""", "reason must be")]
    [InlineData("""{"email":{"S":"a@x.org"},"reason":{"N":"1"}}""", "Type mismatch for attribute reason expected: S actual: N")]
    [InlineData("""{"email":{"S":"a@x.org"},"addedToSuppressionDate":{"S":"yesterday"}}""", "ISO 8601")]
    public async Task A_suppression_entry_the_engine_could_not_read_is_refused(string item, string expected)
    {
        using var dynamo = new DynamoDbFixture();
        var refused = await dynamo.RefusedAsync("PutItem", $$"""{"TableName":"s-Suppression","Item":{{item}} }""");
        refused.Code.ShouldBe("ValidationException");
        refused.Message.ShouldContain(expected);
    }

    [Fact]
    public async Task Deleting_an_entry_gives_the_old_one_when_asked_and_lets_mail_flow()
    {
        using var dynamo = new DynamoDbFixture();
        dynamo.Tables.Add(DynamoDbFixture.Entry("a@x.org"));
        var answer = await dynamo.CallAsync("DeleteItem", """{"TableName":"s-Suppression","Key":{"email":{"S":"a@x.org"}},"ReturnValues":"ALL_OLD"}""");
        answer.GetProperty("Attributes").GetProperty("suppressionType").GetProperty("S").GetString().ShouldBe("bounce");
        (await dynamo.Tables.GetSuppressionAsync("a@x.org", CancellationToken.None)).ShouldBeNull();
        (await dynamo.CallAsync("DeleteItem", """{"TableName":"s-Suppression","Key":{"email":{"S":"a@x.org"}},"ReturnValues":"ALL_OLD"}"""))
            .GetRawText().ShouldBe("{}");
    }

    [Fact]
    public async Task A_write_happens_only_if_its_condition_holds()
    {
        using var dynamo = new DynamoDbFixture();
        const string put = """{"TableName":"s-Suppression","Item":{"email":{"S":"a@x.org"}},"ConditionExpression":"attribute_not_exists(email)","ReturnValuesOnConditionCheckFailure":"ALL_OLD"}""";
        await dynamo.CallAsync("PutItem", put);
        var refused = await dynamo.RefusedAsync("PutItem", put);
        (refused.Code, refused.Message).ShouldBe(("ConditionalCheckFailedException", "The conditional request failed"));
        refused.Item!["email"].Text.ShouldBe("a@x.org");
        (await dynamo.RefusedAsync("DeleteItem", """
            {"TableName":"s-Suppression","Key":{"email":{"S":"a@x.org"}},"ConditionExpression":"suppressionType <> :t",
             "ExpressionAttributeValues":{":t":{"S":"manual"}}}
            """)).Item.ShouldBeNull();
    }

    [Fact]
    public async Task A_batch_of_writes_is_checked_whole_before_the_first_is_made()
    {
        using var dynamo = new DynamoDbFixture();
        dynamo.Tables.Add(DynamoDbFixture.Entry("old@x.org"));
        await dynamo.RefusedAsync("BatchWriteItem", """
            {"RequestItems":{"s-Suppression":[{"PutRequest":{"Item":{"email":{"S":"a@x.org"}}}},{"PutRequest":{"Item":{"email":{"S":"NO"}}}}]}}
            """);
        (await dynamo.Tables.GetSuppressionAsync("a@x.org", CancellationToken.None)).ShouldBeNull();
        (await dynamo.CallAsync("BatchWriteItem", """
            {"RequestItems":{"s-Suppression":[{"PutRequest":{"Item":{"email":{"S":"a@x.org"}}}},{"DeleteRequest":{"Key":{"email":{"S":"old@x.org"}}}}]}}
            """)).GetRawText().ShouldBe("""{"UnprocessedItems":{}}""");
        (await dynamo.Tables.CountRowsAsync(CancellationToken.None)).Suppression.ShouldBe(1);
    }

    [Fact]
    public async Task A_table_is_described_with_keys_and_indexes()
    {
        using var dynamo = new DynamoDbFixture();
        var table = (await dynamo.CallAsync("DescribeTable", """{"TableName":"arn:aws:dynamodb:us-east-1:000000000000:table/s-EmailTracking"}""")).GetProperty("Table");
        table.GetProperty("TableStatus").GetString().ShouldBe("ACTIVE");
        table.GetProperty("TableArn").GetString().ShouldBe("arn:aws:dynamodb:us-east-1:000000000000:table/s-EmailTracking");
        table.GetProperty("KeySchema").GetRawText().ShouldBe("""[{"AttributeName":"emailId","KeyType":"HASH"}]""");
        var index = table.GetProperty("GlobalSecondaryIndexes")[0];
        index.GetProperty("IndexName").GetString().ShouldBe("to-email-timestamp-index");
        index.GetProperty("KeySchema").GetRawText().ShouldBe("""[{"AttributeName":"toEmail","KeyType":"HASH"},{"AttributeName":"timestamp","KeyType":"RANGE"}]""");
    }

    [Fact]
    public async Task Tables_are_listed_in_pages()
    {
        using var dynamo = new DynamoDbFixture();
        (await dynamo.CallAsync("ListTables", """{"Limit":2}""")).GetRawText()
            .ShouldBe("""{"TableNames":["s-DailyStats","s-EmailTracking"],"LastEvaluatedTableName":"s-EmailTracking"}""");
        (await dynamo.CallAsync("ListTables", """{"ExclusiveStartTableName":"s-EmailTracking"}""")).GetRawText()
            .ShouldBe("""{"TableNames":["s-Suppression"]}""");
    }
}
