using System.Text.Json.Nodes;

namespace SesMailEngine.Architecture.Tests.Stack;

/// <summary>Tables and bucket of the template: keys, encryption, recovery, and what becomes of them when the stack goes.</summary>
public sealed class DataTests
{
    private static readonly StackTemplate Template = StackTemplate.Load();

    public static TheoryData<string> Tables => [.. Template.OfType("AWS::DynamoDB::Table")];

    public static TheoryData<string> Data => [.. Template.OfType("AWS::DynamoDB::Table"), .. Template.OfType("AWS::S3::Bucket")];

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_table_is_on_demand_encrypted_and_can_be_recovered(string id)
    {
        var table = Template.Properties(id);
        table["BillingMode"]!.GetValue<string>().ShouldBe("PAY_PER_REQUEST");
        table["SSESpecification"]!["SSEEnabled"]!.GetValue<bool>().ShouldBeTrue();
        table["PointInTimeRecoverySpecification"]!["PointInTimeRecoveryEnabled"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Theory]
    [InlineData("EmailTrackingTable", null, "emailId:S")]
    [InlineData("EmailTrackingTable", "to-email-timestamp-index", "toEmail:S timestamp:S")]
    [InlineData("EmailTrackingTable", "ses-message-id-index", "sesMessageId:S")]
    [InlineData("EmailTrackingTable", "date-partition-index", "datePartition:S timestamp:S")]
    [InlineData("EmailTrackingTable", "original-email-id-index", "originalEmailId:S timestamp:S")]
    [InlineData("SuppressionTable", null, "email:S")]
    [InlineData("SuppressionTable", "suppression-type-date-index", "suppressionType:S addedToSuppressionDate:S")]
    [InlineData("DailyStatsTable", null, "statDate:S shard:N")]
    public void A_table_and_its_indexes_have_these_keys(string id, string? index, string keys)
    {
        var table = Template.Properties(id);
        var types = table["AttributeDefinitions"]!.AsArray().ToDictionary(a => a!["AttributeName"]!.GetValue<string>(), a => a!["AttributeType"]!.GetValue<string>());
        var schema = index is null ? table : Indexes(table).Single(i => i["IndexName"]!.GetValue<string>() == index);
        var found = schema["KeySchema"]!.AsArray().Select(key => key!["AttributeName"]!.GetValue<string>()).ToArray();
        string.Join(' ', found.Select(name => $"{name}:{types[name]}")).ShouldBe(keys);
        schema["KeySchema"]!.AsArray().Select(key => key!["KeyType"]!.GetValue<string>()).ShouldBe(found.Length == 1 ? ["HASH"] : ["HASH", "RANGE"]);
    }

    [Theory]
    [InlineData("to-email-timestamp-index", "ALL")]
    [InlineData("original-email-id-index", "ALL")]
    [InlineData("ses-message-id-index", "KEYS_ONLY")]
    [InlineData("date-partition-index", "INCLUDE")]
    public void An_index_holds_as_much_of_a_record_as_its_readers_need(string index, string projection) =>
        Index(index)["Projection"]!["ProjectionType"]!.GetValue<string>().ShouldBe(projection);

    [Fact]
    public void The_index_of_a_day_holds_what_statistics_ask_for_within_DynamoDB_s_limit()
    {
        var attributes = Index("date-partition-index")["Projection"]!["NonKeyAttributes"]!.AsArray().Select(name => name!.GetValue<string>()).ToArray();
        attributes.Length.ShouldBeLessThanOrEqualTo(20);
        attributes.ShouldBeUnique();
        new[] { "status", "templateName", "toEmail", "errorType", "bounceType", "sentAt", "deliveredAt", "openedAt", "ttl" }.ShouldBeSubsetOf(attributes);
        // These grow with every event, or hold what a request was made of.
        attributes.Intersect(["events", "feedbackIds", "retryDetail", "metadata", "version", "lastWrite"]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("EmailTrackingTable", 4)]
    [InlineData("SuppressionTable", 1)]
    [InlineData("DailyStatsTable", 0)]
    public void A_table_has_no_index_nobody_asked_for(string id, int indexes) => Indexes(Template.Properties(id)).Count().ShouldBe(indexes);

    [Fact]
    public void Tracking_records_expire_by_ttl_and_nothing_else_does() =>
        Template.OfType("AWS::DynamoDB::Table").Where(id => Template.Properties(id)["TimeToLiveSpecification"] is { } ttl
            && ttl["AttributeName"]!.GetValue<string>() == "ttl" && ttl["Enabled"]!.GetValue<bool>()).ShouldBe(["EmailTrackingTable"]);

    [Fact]
    public void The_bucket_is_versioned_encrypted_private_and_owned()
    {
        var bucket = Template.Properties("TemplateBucket");
        bucket["VersioningConfiguration"]!["Status"]!.GetValue<string>().ShouldBe("Enabled");
        bucket["BucketEncryption"]!["ServerSideEncryptionConfiguration"]![0]!["ServerSideEncryptionByDefault"]!["SSEAlgorithm"]!.GetValue<string>().ShouldBe("AES256");
        bucket["PublicAccessBlockConfiguration"]!.AsObject().Select(pair => (pair.Key, pair.Value!.GetValue<bool>())).ShouldBe(
            [("BlockPublicAcls", true), ("BlockPublicPolicy", true), ("IgnorePublicAcls", true), ("RestrictPublicBuckets", true)]);
        bucket["OwnershipControls"]!["Rules"]![0]!["ObjectOwnership"]!.GetValue<string>().ShouldBe("BucketOwnerEnforced");
    }

    [Fact]
    public void The_bucket_answers_over_HTTPS_only()
    {
        var statement = PolicyStatement.All(Template).Where(s => s.Owner == "TemplateBucketPolicy").ShouldHaveSingleItem();
        statement.IsAllow.ShouldBeFalse();
        statement.Actions.ShouldBe(["s3:*"]);
        statement.Resources.ShouldBe(["arn:aws:s3:::mail-templates-123456789012", "arn:aws:s3:::mail-templates-123456789012/*"]);
        statement.Condition!.ToJsonString().ShouldBe("""{"Bool":{"aws:SecureTransport":"false"}}""");
    }

    [Theory]
    [MemberData(nameof(Data))]
    public void RetainDataOnDelete_decides_whether_data_outlives_the_stack(string id)
    {
        StackTemplate.Load(("RetainDataOnDelete", "true")).Attribute(id, "DeletionPolicy").ShouldBe("RetainExceptOnCreate");
        StackTemplate.Load(("RetainDataOnDelete", "false")).Attribute(id, "DeletionPolicy").ShouldBe("Delete");
    }

    [Theory]
    [MemberData(nameof(Data))]
    public void An_update_never_deletes_data(string id) => Template.Attribute(id, "UpdateReplacePolicy").ShouldBe("Retain");

    [Theory]
    [MemberData(nameof(Data))]
    public void Data_refers_to_no_other_resource_so_that_it_can_be_imported_alone(string id) =>
        Referred(Template.Resources[id]!["Properties"]!).Distinct().Order(StringComparer.Ordinal)
            .ShouldBeSubsetOf(["AWS::AccountId", "AWS::StackName", "Environment"]);

    [Fact]
    public void Nothing_but_data_outlives_the_stack() =>
        Template.Resources.Where(resource => resource.Value!["DeletionPolicy"] is not null).Select(resource => resource.Key).Order()
            .ShouldBe(Data.Select(row => row.Data).Order());

    [Fact]
    public void The_transform_that_lets_a_condition_decide_is_declared() =>
        Template.Document["Transform"]!.GetValue<string>().ShouldBe("AWS::LanguageExtensions");

    private static JsonNode Index(string name) => Indexes(Template.Properties("EmailTrackingTable")).Single(i => i["IndexName"]!.GetValue<string>() == name);

    private static IEnumerable<JsonNode> Indexes(JsonObject table) => table["GlobalSecondaryIndexes"]?.AsArray().Select(index => index!) ?? [];

    private static IEnumerable<string> Referred(JsonNode node) => node switch
    {
        JsonObject { Count: 1 } map when map.First() is { Key: "Ref", Value: { } name } => [name.GetValue<string>()],
        JsonObject { Count: 1 } map when map.First() is { Key: "Fn::GetAtt", Value: { } path } => [path[0]!.GetValue<string>()],
        JsonObject { Count: 1 } map when map.First() is { Key: "Fn::Sub", Value: { } text } =>
            text.GetValue<string>().Split("${").Skip(1).Select(part => part[..part.IndexOf('}', StringComparison.Ordinal)]),
        JsonObject map => map.SelectMany(pair => Referred(pair.Value!)),
        JsonArray list => list.SelectMany(item => Referred(item!)),
        _ => [],
    };
}
