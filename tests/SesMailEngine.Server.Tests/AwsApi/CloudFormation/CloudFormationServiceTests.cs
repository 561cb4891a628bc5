using System.Xml.Linq;
using SesMailEngine.Core.Model.Settings;
using SesMailEngine.Server.Tests.Fakes;
using SesMailEngine.Server.Tests.Hosting;

namespace SesMailEngine.Server.Tests.AwsApi.CloudFormation;

public sealed class CloudFormationServiceTests : IAsyncDisposable
{
    private const string StackId = "arn:aws:cloudformation:us-east-1:000000000000:stack/sesmailengine/01234567-89ab-7def-8123-456789abcdef";
    private static readonly DateTimeOffset Later = StackFixture.Created.AddDays(1);

    private RunningEndpoint? _endpoint;

    public ValueTask DisposeAsync() => _endpoint?.DisposeAsync() ?? default;

    private async Task<Answer> CallAsync(string form, StackFixture? stack = null)
    {
        _endpoint ??= await RunningEndpoint.StartAsync((stack ?? new StackFixture(new ListLog())).Parts());
        return await _endpoint.QueryAsync($"Version=2010-05-15&Action={form}");
    }

    private static List<XElement> Members(Answer answer, string list) =>
        [.. answer.Xml.Descendants().First(e => e.Name.LocalName == list).Elements()];

    private static string? Text(XElement element, string name) => element.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value;

    private static Dictionary<string, string> Pairs(Answer answer, string list, string key, string value) =>
        Members(answer, list).ToDictionary(member => Text(member, key)!, member => Text(member, value)!);

    [Theory]
    [InlineData("")]
    [InlineData("&StackName=sesmailengine")]
    [InlineData("&StackName=" + StackId)]
    public async Task The_stack_is_described_by_name_by_id_or_as_one_of_all(string which)
    {
        var answer = await CallAsync("DescribeStacks" + which);

        answer.Status.ShouldBe(200);
        var stack = Members(answer, "Stacks").ShouldHaveSingleItem();
        Text(stack, "StackName").ShouldBe("sesmailengine");
        Text(stack, "StackId").ShouldBe(StackId);
        Text(stack, "StackStatus").ShouldBe("CREATE_COMPLETE");
        Text(stack, "CreationTime").ShouldBe("2026-11-24T12:00:00.000Z");
        Text(stack, "LastUpdatedTime").ShouldBeNull();
    }

    [Fact]
    public async Task Its_parameters_are_those_of_the_catalogue_with_the_values_of_this_host()
    {
        var answer = await CallAsync("DescribeStacks", new StackFixture(new ListLog(), ("BounceRateThreshold", "7"), ("AdminEmail", "jo@example.com")));

        var parameters = Pairs(answer, "Parameters", "ParameterKey", "ParameterValue");
        parameters.Keys.ShouldBe(SettingsCatalogue.All.Where(s => s.Scope != SettingScope.Embedded).Select(s => s.Name));
        parameters["BounceRateThreshold"].ShouldBe("7");
        parameters["AdminEmail"].ShouldBe("jo@example.com");
        parameters["DefaultSenderEmail"].ShouldBe("noreply@example.com");
        parameters["EmailSenderMemory"].ShouldBe("512");
    }

    [Fact]
    public async Task Its_outputs_can_be_used_as_they_are()
    {
        var outputs = Pairs(await CallAsync("DescribeStacks"), "Outputs", "OutputKey", "OutputValue");

        outputs.Count.ShouldBe(15);
        outputs["EventBusArn"].ShouldBe("arn:aws:events:us-east-1:000000000000:event-bus/sesmailengine-EmailBus");
        outputs["EventBridgeDLQUrl"].ShouldBe($"{_endpoint!.Client.BaseAddress}000000000000/sesmailengine-EventBridgeDLQ");
        outputs["InstallTemplatesCommand"].ShouldContain("--function-name sesmailengine-TemplateSeeder");
        outputs["CustomerIAMPolicy"].ShouldStartWith("arn:aws:iam::000000000000:policy/sesmailengine-CustomerIAMPolicy-");
    }

    [Fact]
    public async Task A_stack_whose_settings_changed_was_updated()
    {
        var stack = new StackFixture(new ListLog(), ("LogRetentionDays", "30")).Updated(Later, ("LogRetentionDays", "30"));

        var answer = await CallAsync("DescribeStacks", stack);

        answer.XmlText("StackStatus").ShouldBe("UPDATE_COMPLETE");
        answer.XmlText("LastUpdatedTime").ShouldBe("2026-11-25T12:00:00.000Z");
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("&StackStatusFilter=", 1)]
    [InlineData("&StackStatusFilter.member.1=DELETE_COMPLETE&StackStatusFilter.member.2=CREATE_COMPLETE", 1)]
    [InlineData("&StackStatusFilter.member.1=DELETE_COMPLETE", 0)]
    public async Task Stacks_are_listed_by_status(string filter, int count) =>
        Members(await CallAsync("ListStacks" + filter), "StackSummaries").Count.ShouldBe(count);

    [Theory]
    [InlineData("EmailBus", "AWS::Events::EventBus", "sesmailengine-EmailBus")]
    [InlineData("EmailEventRule", "AWS::Events::Rule", "sesmailengine-EmailBus|sesmailengine-EmailEventRule")]
    [InlineData("SuppressionTable", "AWS::DynamoDB::Table", "sesmailengine-Suppression")]
    [InlineData("TemplateBucket", "AWS::S3::Bucket", "sesmailengine-templates-000000000000")]
    [InlineData("SESConfigurationSet", "AWS::SES::ConfigurationSet", "sesmailengine-ConfigSet")]
    [InlineData("SESFeedbackTopic", "AWS::SNS::Topic", "arn:aws:sns:us-east-1:000000000000:sesmailengine-SESFeedback")]
    [InlineData("FeedbackProcessor", "AWS::Lambda::Function", "sesmailengine-FeedbackProcessor")]
    [InlineData("EmailSenderLogGroup", "AWS::Logs::LogGroup", "/aws/lambda/sesmailengine-EmailSender")]
    [InlineData("SESBounceRateAlarm", "AWS::CloudWatch::Alarm", "sesmailengine-SES-BounceRate")]
    public async Task A_resource_has_the_id_other_services_know_it_by(string logicalId, string type, string physicalId)
    {
        var answer = await CallAsync($"DescribeStackResource&StackName=sesmailengine&LogicalResourceId={logicalId}");

        answer.XmlText("ResourceType").ShouldBe(type);
        answer.XmlText("PhysicalResourceId").ShouldBe(physicalId);
        answer.XmlText("ResourceStatus").ShouldBe("CREATE_COMPLETE");
    }

    [Fact]
    public async Task A_queue_is_known_by_its_URL_at_this_endpoint() =>
        (await CallAsync("DescribeStackResource&StackName=sesmailengine&LogicalResourceId=EmailQueue")).XmlText("PhysicalResourceId")
            .ShouldBe($"{_endpoint!.Client.BaseAddress}000000000000/sesmailengine-EmailQueue");

    [Fact]
    public async Task Logical_and_physical_ids_are_each_of_one_resource()
    {
        var resources = Members(await CallAsync("ListStackResources&StackName=sesmailengine"), "StackResourceSummaries");

        resources.Count.ShouldBeGreaterThan(30);
        resources.DistinctBy(r => Text(r, "LogicalResourceId")).Count().ShouldBe(resources.Count);
        resources.DistinctBy(r => (Text(r, "ResourceType"), Text(r, "PhysicalResourceId"))).Count().ShouldBe(resources.Count);
        resources.ShouldAllBe(r => Text(r, "LogicalResourceId")!.All(char.IsAsciiLetterOrDigit));
    }

    [Fact]
    public async Task A_physical_id_finds_its_stack() =>
        Members(await CallAsync("DescribeStackResources&PhysicalResourceId=sesmailengine-EmailBus"), "StackResources").Count.ShouldBeGreaterThan(30);

    [Fact]
    public async Task An_alarm_mail_is_a_resource_only_when_somebody_gets_it()
    {
        var stack = new StackFixture(new ListLog(), ("AdminEmail", "jo@example.com"));

        (await CallAsync("DescribeStackResource&StackName=sesmailengine&LogicalResourceId=AlarmEmailSubscription", stack)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Events_come_newest_first_and_keep_their_ids()
    {
        var stack = new StackFixture(new ListLog()).Updated(Later, ("EmailSenderMemory", "1024"));

        var first = Members(await CallAsync("DescribeStackEvents&StackName=sesmailengine", stack), "StackEvents");
        var again = Members(await CallAsync("DescribeStackEvents&StackName=" + StackId), "StackEvents");

        first.Select(e => $"{Text(e, "LogicalResourceId")} {Text(e, "ResourceStatus")}").Take(6).ShouldBe(
            ["sesmailengine UPDATE_COMPLETE", "sesmailengine UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "EmailSender UPDATE_COMPLETE",
                "EmailSender UPDATE_IN_PROGRESS", "sesmailengine UPDATE_IN_PROGRESS", "sesmailengine CREATE_COMPLETE"]);
        Text(first[3], "ResourceStatusReason").ShouldBe("Changed: EmailSenderMemory");
        first.Select(e => Text(e, "EventId")).ShouldBe(again.Select(e => Text(e, "EventId")));
        first.DistinctBy(e => Text(e, "EventId")).Count().ShouldBe(first.Count);
    }

    [Fact]
    public async Task Events_come_in_pages_that_miss_none()
    {
        var stack = new StackFixture(new ListLog());
        for (var i = 1; i <= 40; i++) stack.Updated(StackFixture.Created.AddDays(i), ("EmailSenderMemory", i % 2 == 0 ? "512" : "1024"));
        var ids = new List<string>();
        var token = "";
        do
        {
            var answer = await CallAsync("DescribeStackEvents&StackName=sesmailengine" + token, stack);
            ids.AddRange(Members(answer, "StackEvents").Select(e => Text(e, "EventId")!));
            token = answer.XmlText("NextToken") is { } next ? "&NextToken=" + next : null;
            ids.Count.ShouldBeLessThan(1000);
        }
        while (token is not null);

        ids.Count.ShouldBeGreaterThan(200);
        ids.Distinct().Count().ShouldBe(ids.Count);
        ids[^2].ShouldBe("EmailBus-CREATE_IN_PROGRESS-2026-11-24T12:00:00.000Z");
    }

    [Theory]
    [InlineData("DescribeStacks&StackName=other", "Stack with id other does not exist")]
    [InlineData("DescribeStacks&StackName=arn:aws:cloudformation:us-east-1:000000000000:stack/sesmailengine/x", "Stack with id arn:aws:cloudformation:us-east-1:000000000000:stack/sesmailengine/x does not exist")]
    [InlineData("DescribeStacks&StackName=a_b", "1 validation error detected: Value 'a_b' at 'stackName' failed")]
    [InlineData("DescribeStacks&NextToken=YQ", "The NextToken is not valid.")]
    [InlineData("ListStacks&NextToken=made+up", "The NextToken is not valid.")]
    [InlineData("ListStacks&StackStatusFilter.member.1=DONE", "1 validation error detected: Value 'DONE' at 'stackStatusFilter' failed")]
    [InlineData("DescribeStackEvents&StackName=other", "Stack [other] does not exist")]
    [InlineData("DescribeStackEvents", "1 validation error detected: Value null at 'stackName' failed")]
    [InlineData("DescribeStackEvents&StackName=sesmailengine&NextToken=YQ", "The NextToken is not valid.")]
    [InlineData("ListStackResources&StackName=other", "Stack with id other does not exist")]
    [InlineData("ListStackResources&StackName=sesmailengine&NextToken=YQ", "The NextToken is not valid.")]
    [InlineData("DescribeStackResources", "Either a stack name or a physical resource id must be specified")]
    [InlineData("DescribeStackResources&PhysicalResourceId=nothing", "Stack for nothing does not exist")]
    [InlineData("DescribeStackResource&StackName=sesmailengine&LogicalResourceId=X", "Resource X does not exist for stack sesmailengine")]
    [InlineData("DescribeStacks&Colour=red", "The parameter Colour is not supported")]
    public async Task What_cannot_be_is_a_validation_error(string call, string message)
    {
        var answer = await CallAsync(call);

        answer.Status.ShouldBe(400);
        answer.XmlText("Code").ShouldBe("ValidationError");
        answer.XmlText("Message")!.ShouldStartWith(message);
    }

    [Fact]
    public async Task What_it_does_not_have_is_refused() =>
        (await CallAsync("ContinueUpdateRollback&StackName=sesmailengine")).XmlText("Code").ShouldBe("UnknownOperationException");
}
