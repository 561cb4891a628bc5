namespace SesMailEngine.EndToEnd.Tests.Fuzz;

/// <summary>
/// One valid request of each operation there is. A new operation gets its line here; the requests run in this order before they
/// are mutated, so a later one may build on an earlier one.
/// </summary>
internal static class FuzzCorpus
{
    private const string Queue = "http://127.0.0.1/000000000000/fuzz";
    private const string Bucket = "/sesmailengine-templates-000000000000";

    public static IReadOnlyList<FuzzCall> Calls { get; } =
        [.. Sqs(), .. SqsQuery(), .. Events(), .. DynamoDb(), .. S3(), .. Others()];

    private static IEnumerable<FuzzCall> Sqs()
    {
        foreach (var (operation, body, works) in new (string, string, bool)[]
        {
            ("CreateQueue", """{"QueueName":"fuzz","Attributes":{"DelaySeconds":"0","RedrivePolicy":"{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:sesmailengine-RetryDLQ\",\"maxReceiveCount\":\"3\"}"}}""", true),
            ("GetQueueUrl", """{"QueueName":"fuzz","QueueOwnerAWSAccountId":"000000000000"}""", true),
            ("ListQueues", """{"QueueNamePrefix":"f","MaxResults":1}""", true),
            ("GetQueueAttributes", """{"QueueUrl":"@QUEUE","AttributeNames":["All","QueueArn"]}""", true),
            ("SetQueueAttributes", """{"QueueUrl":"@QUEUE","Attributes":{"VisibilityTimeout":"1","MessageRetentionPeriod":"300"}}""", true),
            ("SendMessage", """{"QueueUrl":"@QUEUE","MessageBody":"m\u00e9","DelaySeconds":0,"MessageAttributes":{"a":{"DataType":"Binary","BinaryValue":"AQI="},"b":{"DataType":"Number","StringValue":"1.5"}}}""", true),
            ("SendMessageBatch", """{"QueueUrl":"@QUEUE","Entries":[{"Id":"a","MessageBody":"m"},{"Id":"b","MessageBody":"n","MessageAttributes":{"a":{"DataType":"String","StringValue":"\u00e9"}}}]}""", true),
            ("ReceiveMessage", """{"QueueUrl":"@QUEUE","MaxNumberOfMessages":2,"VisibilityTimeout":0,"WaitTimeSeconds":0,"AttributeNames":["All"],"MessageSystemAttributeNames":["SentTimestamp"],"MessageAttributeNames":["All","a.*"]}""", true),
            ("DeleteMessage", """{"QueueUrl":"@QUEUE","ReceiptHandle":"AAAAAAAAAAAAAAAAAAAAAAAAAAA"}""", false),
            ("DeleteMessageBatch", """{"QueueUrl":"@QUEUE","Entries":[{"Id":"a","ReceiptHandle":"AAAAAAAAAAAAAAAAAAAAAAAAAAA"}]}""", true),
            ("ChangeMessageVisibility", """{"QueueUrl":"@QUEUE","ReceiptHandle":"AAAAAAAAAAAAAAAAAAAAAAAAAAA","VisibilityTimeout":1}""", false),
            ("ChangeMessageVisibilityBatch", """{"QueueUrl":"@QUEUE","Entries":[{"Id":"a","ReceiptHandle":"AAAAAAAAAAAAAAAAAAAAAAAAAAA","VisibilityTimeout":1}]}""", true),
            ("StartMessageMoveTask", """{"SourceArn":"arn:aws:sqs:us-east-1:000000000000:sesmailengine-RetryDLQ","MaxNumberOfMessagesPerSecond":10}""", true),
            ("ListMessageMoveTasks", """{"SourceArn":"arn:aws:sqs:us-east-1:000000000000:sesmailengine-RetryDLQ","MaxResults":1}""", true),
            ("CancelMessageMoveTask", """{"TaskHandle":"AAAA"}""", false),
            ("PurgeQueue", """{"QueueUrl":"@QUEUE"}""", true),
            ("DeleteQueue", """{"QueueUrl":"http://127.0.0.1/000000000000/never"}""", false),
        })
            yield return FuzzCall.Json("sqs", "AmazonSQS." + operation, "1.0", Named(body), works);
    }

    private static IEnumerable<FuzzCall> SqsQuery()
    {
        var queue = $"QueueUrl={Uri.EscapeDataString(Queue)}";
        foreach (var form in new[]
        {
            "Action=CreateQueue&QueueName=fuzz&Attribute.1.Name=DelaySeconds&Attribute.1.Value=0",
            "Action=ListQueues&QueueNamePrefix=f&MaxResults=2",
            $"Action=GetQueueAttributes&{queue}&AttributeName.1=All&AttributeName.2=QueueArn",
            $"Action=SendMessage&{queue}&MessageBody=m%C3%A9+x&DelaySeconds=0&MessageAttribute.1.Name=a&MessageAttribute.1.Value.DataType=Binary&MessageAttribute.1.Value.BinaryValue=AQI%3D",
            $"Action=SendMessageBatch&{queue}&SendMessageBatchRequestEntry.1.Id=a&SendMessageBatchRequestEntry.1.MessageBody=x",
            $"Action=ReceiveMessage&{queue}&MaxNumberOfMessages=1&VisibilityTimeout=0&AttributeName.1=All&MessageAttributeName.1=All",
            $"Action=DeleteMessageBatch&{queue}&DeleteMessageBatchRequestEntry.1.Id=a&DeleteMessageBatchRequestEntry.1.ReceiptHandle=AAAAAAAAAAAAAAAAAAAAAAAAAAA",
            $"Action=ChangeMessageVisibilityBatch&{queue}&ChangeMessageVisibilityBatchRequestEntry.1.Id=a&ChangeMessageVisibilityBatchRequestEntry.1.ReceiptHandle=AAAAAAAAAAAAAAAAAAAAAAAAAAA&ChangeMessageVisibilityBatchRequestEntry.1.VisibilityTimeout=1",
        })
            yield return FuzzCall.Query("sqs", "2012-11-05", form);
        yield return FuzzCall.Query("sts", "2011-06-15", "Action=GetCallerIdentity");
    }

    private static IEnumerable<FuzzCall> Events()
    {
        foreach (var (operation, body) in new (string, string)[]
        {
            ("PutEvents", """{"Entries":[{"Source":"fuzz","DetailType":"Email Request","Detail":"{\"to\":\"fuzz@example.com\",\"templateName\":\"welcome\",\"templateData\":{\"userName\":\"\\u00e9\",\"companyName\":\"x\"}}","EventBusName":"@BUS","Time":1764000000.5,"Resources":["r"],"TraceHeader":"t"}]}"""),
            ("PutRule", """{"Name":"fuzz","EventBusName":"@BUS","EventPattern":"{\"source\":[{\"prefix\":\"never\"},\"x\"],\"detail\":{\"a\":[{\"numeric\":[\">\",0,\"<=\",5]},{\"exists\":false},{\"anything-but\":{\"suffix\":\"z\"}},{\"cidr\":\"10.0.0.0/8\"},{\"wildcard\":\"a*b\"}],\"$or\":[{\"b\":[1]},{\"c\":[null]}]}}","State":"ENABLED","Description":"d"}"""),
            ("PutTargets", """{"Rule":"fuzz","EventBusName":"@BUS","Targets":[{"Id":"q","Arn":"arn:aws:sqs:us-east-1:000000000000:fuzz","InputTransformer":{"InputPathsMap":{"a":"$.detail.x[0]"},"InputTemplate":"{\"a\":<a>}"},"DeadLetterConfig":{"Arn":"arn:aws:sqs:us-east-1:000000000000:fuzz"}},{"Id":"h","Arn":"http://127.0.0.1:9/x/*","HttpParameters":{"PathParameterValues":["p"],"HeaderParameters":{"X-A":"b"},"QueryStringParameters":{"q":"1"}},"RetryPolicy":{"MaximumRetryAttempts":0,"MaximumEventAgeInSeconds":60}}]}"""),
            ("ListTargetsByRule", """{"Rule":"fuzz","EventBusName":"@BUS","Limit":1}"""),
            ("ListRules", """{"EventBusName":"@BUS","NamePrefix":"f","Limit":1,"NextToken":"YQ=="}"""),
            ("DescribeRule", """{"Name":"fuzz","EventBusName":"@BUS"}"""),
            ("DisableRule", """{"Name":"fuzz","EventBusName":"@BUS"}"""),
            ("EnableRule", """{"Name":"fuzz","EventBusName":"@BUS"}"""),
            ("DescribeEventBus", """{"Name":"@BUS"}"""),
            ("ListEventBuses", """{"NamePrefix":"s","Limit":1}"""),
            ("TestEventPattern", """{"EventPattern":"{\"source\":[\"a\"]}","Event":"{\"id\":\"1\",\"account\":\"1\",\"source\":\"a\",\"time\":\"t\",\"region\":\"r\",\"resources\":[],\"detail-type\":\"d\",\"detail\":{}}"}"""),
            ("RemoveTargets", """{"Rule":"fuzz","EventBusName":"@BUS","Ids":["none"]}"""),
            ("DeleteRule", """{"Name":"never","EventBusName":"@BUS"}"""),
        })
            yield return FuzzCall.Json("events", "AWSEvents." + operation, "1.1", Named(body));
    }

    private static IEnumerable<FuzzCall> DynamoDb()
    {
        foreach (var (operation, body) in new (string, string)[]
        {
            ("PutItem", """{"TableName":"@SUPPRESSION","Item":{"email":{"S":"fuzz@example.org"},"suppressionType":{"S":"bounce"},"reason":{"S":"hard-bounce"},"addedToSuppressionDate":{"S":"2026-11-24T10:00:00.000Z"}},"ConditionExpression":"attribute_not_exists(#e) OR size(email) > :n","ExpressionAttributeNames":{"#e":"email"},"ExpressionAttributeValues":{":n":{"N":"1"}},"ReturnValues":"ALL_OLD"}"""),
            ("GetItem", """{"TableName":"@SUPPRESSION","Key":{"email":{"S":"fuzz@example.org"}},"ConsistentRead":true,"ProjectionExpression":"email, #r","ExpressionAttributeNames":{"#r":"reason"},"ReturnConsumedCapacity":"TOTAL"}"""),
            ("BatchGetItem", """{"RequestItems":{"@SUPPRESSION":{"Keys":[{"email":{"S":"fuzz@example.org"}},{"email":{"S":"b@example.org"}}]}},"ReturnConsumedCapacity":"INDEXES"}"""),
            ("BatchWriteItem", """{"RequestItems":{"@SUPPRESSION":[{"DeleteRequest":{"Key":{"email":{"S":"c@example.org"}}}},{"PutRequest":{"Item":{"email":{"S":"d@example.org"},"suppressionType":{"S":"manual"},"reason":{"S":"manual"},"addedToSuppressionDate":{"S":"2026-11-24T10:00:00.000Z"}}}}]}}"""),
            ("Query", """{"TableName":"@SUPPRESSION","IndexName":"suppression-type-date-index","KeyConditionExpression":"suppressionType = :t AND addedToSuppressionDate BETWEEN :a AND :b","FilterExpression":"contains(reason, :r) AND NOT (attribute_type(email, :s))","ExpressionAttributeValues":{":t":{"S":"bounce"},":a":{"S":"2026"},":b":{"S":"2027"},":r":{"S":"hard"},":s":{"S":"N"}},"Limit":5,"ScanIndexForward":false,"Select":"ALL_ATTRIBUTES"}"""),
            ("Query", """{"TableName":"@TRACKING","IndexName":"date-partition-index","KeyConditionExpression":"datePartition = :d","ExpressionAttributeValues":{":d":{"S":"2026-11-25"}},"Select":"COUNT"}"""),
            ("Scan", """{"TableName":"@TRACKING","FilterExpression":"metadata.campaignId IN (:a, :b) AND openCount >= :n","ExpressionAttributeValues":{":a":{"S":"x"},":b":{"L":[{"S":"y"},{"M":{"k":{"BOOL":true}}}]},":n":{"N":"1e2"}},"Segment":0,"TotalSegments":2,"Limit":10}"""),
            ("Scan", """{"TableName":"@SUPPRESSION","ExclusiveStartKey":{"email":{"S":"a"}}}"""),
            ("DescribeTable", """{"TableName":"@TRACKING"}"""),
            ("DescribeTimeToLive", """{"TableName":"@TRACKING"}"""),
            ("ListTables", """{"Limit":1,"ExclusiveStartTableName":"a"}"""),
            ("DeleteItem", """{"TableName":"@SUPPRESSION","Key":{"email":{"S":"gone@example.org"}},"ReturnValues":"ALL_OLD"}"""),
        })
            yield return FuzzCall.Json("dynamodb", "DynamoDB_20120810." + operation, "1.0", Named(body));
    }

    private static IEnumerable<FuzzCall> S3()
    {
        yield return FuzzCall.Rest("s3", "GET", "/");
        yield return FuzzCall.Rest("s3", "HEAD", Bucket);
        yield return FuzzCall.Rest("s3", "GET", Bucket + "?location");
        yield return FuzzCall.Rest("s3", "GET", Bucket + "?list-type=2&prefix=templates%2F&delimiter=%2F&max-keys=3&encoding-type=url&fetch-owner=true");
        yield return FuzzCall.Rest("s3", "GET", Bucket + "?prefix=templates%2Fwelcome&marker=a&max-keys=3");
        yield return FuzzCall.Rest(
            "s3", "PUT", Bucket + "/fuzz/a%20b.txt", "content", true,
            ("Content-Type", "text/plain"), ("x-amz-meta-a", "b"), ("x-amz-content-sha256", "UNSIGNED-PAYLOAD"), ("x-amz-checksum-crc32", "/sUwqQ=="), ("x-amz-sdk-checksum-algorithm", "CRC32"));
        yield return FuzzCall.Rest(
            "s3", "PUT", Bucket + "/fuzz/chunked", "7\r\ncontent\r\n0\r\nx-amz-checksum-crc32:/sUwqQ==\r\n\r\n", true,
            ("x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER"), ("x-amz-decoded-content-length", "7"),
            ("Content-Encoding", "aws-chunked"), ("x-amz-trailer", "x-amz-checksum-crc32"));
        yield return FuzzCall.Rest("s3", "GET", Bucket + "/fuzz/a%20b.txt?response-content-type=text%2Fhtml", "", true, ("Range", "bytes=1-3"), ("x-amz-checksum-mode", "ENABLED"));
        yield return FuzzCall.Rest("s3", "HEAD", Bucket + "/fuzz/a%20b.txt", "", true, ("If-None-Match", "\"x\""));
        yield return FuzzCall.Rest("s3", "PUT", Bucket + "/fuzz/copy", "", true, ("x-amz-copy-source", "sesmailengine-templates-000000000000/fuzz/a%20b.txt"), ("x-amz-metadata-directive", "REPLACE"));
        yield return FuzzCall.Rest("s3", "DELETE", Bucket + "/fuzz/copy");
        yield return FuzzCall.Rest("s3", "POST", Bucket + "?delete", """<Delete xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Object><Key>fuzz/none</Key></Object><Quiet>true</Quiet></Delete>""", true, ("Content-Type", "application/xml"));
        yield return FuzzCall.Rest("s3", "POST", Bucket + "/fuzz/large?uploads");
        yield return FuzzCall.Rest("s3", "GET", Bucket + "?uploads&prefix=f");
        yield return FuzzCall.Rest("s3", "PUT", Bucket + "/fuzz/large?partNumber=1&uploadId=none", "part", false);
        yield return FuzzCall.Rest("s3", "POST", Bucket + "/fuzz/large?uploadId=none", "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>x</ETag></Part></CompleteMultipartUpload>", false);
        yield return FuzzCall.Rest("s3", "DELETE", Bucket + "/fuzz/large?uploadId=none", "", false);
    }

    private static IEnumerable<FuzzCall> Others()
    {
        foreach (var (operation, body) in new (string, string)[]
        {
            ("FilterLogEvents", """{"logGroupName":"/aws/lambda/sesmailengine-EmailSender","filterPattern":"{ ($.level = \"ERROR\") && ($.durationMs > 1.5) }","startTime":1,"endTime":1900000000000,"limit":3,"interleaved":true}"""),
            ("FilterLogEvents", """{"logGroupName":"/aws/lambda/sesmailengine-EmailSender","filterPattern":"?ERROR ?\"Template error\" -x"}"""),
            ("GetLogEvents", """{"logGroupName":"/aws/lambda/sesmailengine-EmailSender","logStreamName":"@STREAM","startFromHead":true,"limit":2}"""),
            ("DescribeLogGroups", """{"logGroupNamePrefix":"/aws/lambda/","limit":2}"""),
            ("DescribeLogStreams", """{"logGroupName":"/aws/lambda/sesmailengine-EmailSender","orderBy":"LastEventTime","descending":true,"limit":2}"""),
        })
            yield return FuzzCall.Json("logs", "Logs_20140328." + operation, "1.1", body, works: operation != "GetLogEvents");
        foreach (var form in new[]
        {
            "Action=DescribeStacks&StackName=sesmailengine", "Action=ListStacks&StackStatusFilter.member.1=CREATE_COMPLETE",
            "Action=DescribeStackEvents&StackName=sesmailengine", "Action=DescribeStackResources&StackName=sesmailengine&LogicalResourceId=EmailQueue",
            "Action=DescribeStackResource&StackName=sesmailengine&LogicalResourceId=EmailQueue", "Action=ListStackResources&StackName=sesmailengine",
        })
            yield return FuzzCall.Query("cloudformation", "2010-05-15", form);
        const string alarm = "sesmailengine-SES-BounceRate";
        foreach (var (operation, body) in new (string, string)[]
        {
            ("DescribeAlarms", """{"AlarmNamePrefix":"sesmailengine","StateValue":"OK","MaxRecords":3}"""),
            ("DescribeAlarmHistory", $$"""{"AlarmName":"{{alarm}}","HistoryItemType":"StateUpdate","StartDate":1700000000,"EndDate":1900000000,"MaxRecords":3,"ScanBy":"TimestampAscending"}"""),
            ("GetMetricStatistics", """{"Namespace":"AWS/SES","MetricName":"Send","StartTime":1795500000,"EndTime":1795586400,"Period":3600,"Statistics":["Sum","Average"]}"""),
            ("GetMetricData", """{"StartTime":1795500000,"EndTime":1795586400,"MetricDataQueries":[{"Id":"a","MetricStat":{"Metric":{"Namespace":"AWS/SQS","MetricName":"NumberOfMessagesSent","Dimensions":[{"Name":"QueueName","Value":"sesmailengine-EmailQueue"}]},"Period":300,"Stat":"Sum"}}]}"""),
            ("ListMetrics", """{"Namespace":"AWS/Lambda","MetricName":"Errors"}"""),
            ("PutMetricAlarm", """{"AlarmName":"fuzz","Namespace":"AWS/SES","MetricName":"Bounce","Statistic":"Sum","Period":60,"EvaluationPeriods":2,"Threshold":1.5,"ComparisonOperator":"GreaterThanThreshold"}"""),
            ("SetAlarmState", $$"""{"AlarmName":"{{alarm}}","StateValue":"OK","StateReason":"fuzz"}"""),
            ("DeleteAlarms", """{"AlarmNames":["fuzz"]}"""),
            ("PutMetricData", """{"Namespace":"fuzz","MetricData":[{"MetricName":"m","Value":1.5,"Unit":"Count"}]}"""),
        })
            yield return FuzzCall.Json("monitoring", "GraniteServiceVersion20100801." + operation, "1.0", body);
        foreach (var form in new[]
        {
            "Action=DescribeAlarms&AlarmNames.member.1=" + alarm, "Action=DescribeAlarmHistory&MaxRecords=3",
            "Action=GetMetricStatistics&Namespace=AWS%2FLambda&MetricName=Errors&Dimensions.member.1.Name=FunctionName&Dimensions.member.1.Value=sesmailengine-EmailSender&StartTime=2026-11-25T00%3A00%3A00Z&EndTime=2026-11-26T00%3A00%3A00Z&Period=3600&Statistics.member.1=Sum",
            "Action=ListMetrics&Namespace=AWS%2FSES", $"Action=SetAlarmState&AlarmName={alarm}&StateValue=OK&StateReason=fuzz",
            $"Action=DisableAlarmActions&AlarmNames.member.1={alarm}", $"Action=EnableAlarmActions&AlarmNames.member.1={alarm}",
        })
            yield return FuzzCall.Query("monitoring", "2010-08-01", form);
        const string topic = "TopicArn=arn%3Aaws%3Asns%3Aus-east-1%3A000000000000%3Asesmailengine-SESFeedback";
        foreach (var form in new[]
        {
            $"Action=Publish&{topic}&Message=%7B%7D&Subject=s&MessageAttributes.entry.1.Name=a&MessageAttributes.entry.1.Value.DataType=String&MessageAttributes.entry.1.Value.StringValue=x",
            $"Action=PublishBatch&{topic}&PublishBatchRequestEntries.member.1.Id=a&PublishBatchRequestEntries.member.1.Message=%7B%7D",
            "Action=ListTopics", "Action=ListSubscriptions", $"Action=ListSubscriptionsByTopic&{topic}", $"Action=GetTopicAttributes&{topic}",
        })
            yield return FuzzCall.Query("sns", "2010-03-31", form);
        foreach (var form in new[]
        {
            "Action=SendEmail&Source=noreply%40example.com&Destination.ToAddresses.member.1=a%40example.com&Message.Subject.Data=s&Message.Body.Text.Data=%C3%A9",
            "Action=SendRawEmail&RawMessage.Data=RnJvbTogYUBleGFtcGxlLmNvbQ0KVG86IGJAZXhhbXBsZS5jb20NClN1YmplY3Q6IHMNCg0KdGV4dA0K&Source=noreply%40example.com&Destinations.member.1=b%40example.com",
            "Action=GetSendQuota", "Action=GetSendStatistics", "Action=GetAccountSendingEnabled", "Action=ListIdentities&IdentityType=Domain&MaxItems=5",
            "Action=GetIdentityVerificationAttributes&Identities.member.1=example.com", "Action=ListVerifiedEmailAddresses",
            "Action=DescribeConfigurationSet&ConfigurationSetName=sesmailengine-ConfigSet&ConfigurationSetAttributeNames.member.1=eventDestinations",
            "Action=ListConfigurationSets&MaxItems=5",
        })
            yield return FuzzCall.Query("ses", "2010-12-01", form);
        (string Name, string Value)[] json = [("Content-Type", "application/json")];
        foreach (var (method, path, body) in new (string, string, string)[]
        {
            ("POST", "outbound-emails", """{"FromEmailAddress":"noreply@example.com","Destination":{"ToAddresses":["a@example.com"]},"Content":{"Simple":{"Subject":{"Data":"s","Charset":"UTF-8"},"Body":{"Text":{"Data":"t"},"Html":{"Data":"<p>h</p>"}}}},"EmailTags":[{"Name":"a","Value":"b"}]}"""),
            ("POST", "outbound-emails", """{"FromEmailAddress":"noreply@example.com","Destination":{"ToAddresses":["a@example.com"]},"Content":{"Raw":{"Data":"RnJvbTogYUBleGFtcGxlLmNvbQ0KVG86IGJAZXhhbXBsZS5jb20NClN1YmplY3Q6IHMNCg0KdGV4dA0K"}}}"""),
            ("GET", "account", ""), ("GET", "identities?PageSize=5", ""), ("GET", "identities/example.com", ""), ("GET", "configuration-sets?PageSize=5", ""),
            ("GET", "configuration-sets/sesmailengine-ConfigSet", ""), ("GET", "configuration-sets/sesmailengine-ConfigSet/event-destinations", ""),
            ("PUT", "suppression/addresses", """{"EmailAddress":"fuzz@example.net","Reason":"BOUNCE"}"""), ("GET", "suppression/addresses?PageSize=5&Reason=BOUNCE", ""),
            ("GET", "suppression/addresses/fuzz%40example.net", ""),
        })
            yield return FuzzCall.Rest("ses", method, "/v2/email/" + path, body, true, json);
        yield return FuzzCall.Rest("lambda", "GET", "/2015-03-31/event-source-mappings?FunctionName=sesmailengine-EmailSender&MaxItems=5");
        const string functions = "/2015-03-31/functions";
        yield return FuzzCall.Rest("lambda", "GET", functions + "?MaxItems=1");
        yield return FuzzCall.Rest("lambda", "GET", functions + "/sesmailengine-EmailSender/configuration");
        yield return FuzzCall.Rest("lambda", "GET", functions + "/arn%3Aaws%3Alambda%3Aus-east-1%3A000000000000%3Afunction%3Asesmailengine-EmailSender");
        yield return FuzzCall.Rest(
            "lambda", "POST", functions + "/sesmailengine-TemplateSeeder/invocations", """{"a":{"b":[1,"c"]}}""", true,
            ("Content-Type", "application/json"), ("X-Amz-Invocation-Type", "DryRun"), ("X-Amz-Log-Type", "Tail"));
    }

    // Names of this stack, written short in the bodies.
    private static string Named(string body) => body
        .Replace("@BUS", "sesmailengine-EmailBus", StringComparison.Ordinal).Replace("@QUEUE", Queue, StringComparison.Ordinal)
        .Replace("@TRACKING", "sesmailengine-EmailTracking", StringComparison.Ordinal)
        .Replace("@SUPPRESSION", "sesmailengine-Suppression", StringComparison.Ordinal);
}
