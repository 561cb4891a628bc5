using System.Xml.Linq;
using SesMailEngine.Core.Ports;
using SesMailEngine.Server.AwsApi.CloudFormation.Stacks;
using SesMailEngine.Server.Tests.Fakes;
using SesMailEngine.Server.Tests.Hosting;

namespace SesMailEngine.Server.Tests.AwsApi.CloudFormation;

/// <summary>Change sets, creation, update and deletion of the host's stack, over a host that only remembers.</summary>
public sealed class StackChangeTests : IAsyncLifetime
{
    private const string Name = "StackName=sesmailengine";
    private const string Agreed = "&Capabilities.member.1=CAPABILITY_IAM&Capabilities.member.2=CAPABILITY_AUTO_EXPAND";

    private readonly StackFixture _stack = new(new ListLog(), ("AdminEmail", "jo@example.com"));
    private RunningEndpoint _endpoint = null!;

    private static string Own => HostStack.Template.Text;

    public async ValueTask InitializeAsync() => _endpoint = await RunningEndpoint.StartAsync(_stack.Parts());

    public async ValueTask DisposeAsync()
    {
        await _stack.Work.DisposeAsync();
        await _endpoint.DisposeAsync();
    }

    private Task<Answer> CallAsync(string form) => _endpoint.QueryAsync($"Version=2010-05-15&Action={form}");

    private static string Body(string template) => "&TemplateBody=" + Uri.EscapeDataString(template);

    private static string With(params (string Key, string Value)[] parameters) => string.Concat(new[] { ("AdminEmail", "jo@example.com"), ("LambdaCodeS3Bucket", "code"), ("DefaultSenderEmail", "noreply@example.com") }
        .Where(one => parameters.All(other => other.Key != one.Item1)).Concat(parameters)
        .Select((one, i) => $"&Parameters.member.{i + 1}.ParameterKey={one.Item1}&Parameters.member.{i + 1}.ParameterValue={Uri.EscapeDataString(one.Item2)}"));

    private async Task<string?> StatusAsync() => (await CallAsync("DescribeStacks&" + Name)).XmlText("StackStatus");

    private async Task<string> RestAsync(string stack = "sesmailengine")
    {
        await _stack.Work.Idle;
        return (await CallAsync("DescribeStacks&StackName=" + stack)).XmlText("StackStatus") ?? "none";
    }

    private static List<string> Changes(Answer answer) => [.. answer.Xml.Descendants().Where(e => e.Name.LocalName == "ResourceChange")
        .Select(change => $"{Child(change, "Action")} {Child(change, "LogicalResourceId")}")];

    private static string? Child(XElement element, string name) => element.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value;

    private async Task<List<string>> EventsAsync(string stack = "sesmailengine") =>
        [.. (await CallAsync("DescribeStackEvents&StackName=" + stack)).Xml.Descendants().Where(e => e.Name.LocalName == "StackEvents").Elements()
            .Select(step => $"{Child(step, "LogicalResourceId")} {Child(step, "ResourceStatus")} {Child(step, "ResourceStatusReason")}".TrimEnd())];

    private async Task<string> DeleteAsync()
    {
        var id = _stack.Book.Find("sesmailengine")!.Id;
        (await CallAsync("DeleteStack&" + Name)).Status.ShouldBe(200);
        return await RestAsync(id);
    }

    [Fact]
    public async Task A_change_set_names_what_a_parameter_changes_and_nothing_else()
    {
        await CallAsync($"CreateChangeSet&{Name}&ChangeSetName=one{Body(Own)}{With(("EmailSenderMemory", "1024"))}{Agreed}");

        var set = await CallAsync($"DescribeChangeSet&{Name}&ChangeSetName=one");
        set.XmlText("Status").ShouldBe("CREATE_COMPLETE");
        set.XmlText("ExecutionStatus").ShouldBe("AVAILABLE");
        Changes(set).ShouldBe(["Modify EmailSender", "Modify FeedbackProcessor", "Modify TemplateSeeder"]);
        _stack.Host.Applied.ShouldBeEmpty();
    }

    [Fact]
    public async Task Carried_out_it_reaches_the_host_and_the_events_tell_it()
    {
        await CallAsync($"CreateChangeSet&{Name}&ChangeSetName=one{Body(Own)}{With(("LogRetentionDays", "30"))}{Agreed}");

        (await CallAsync($"ExecuteChangeSet&{Name}&ChangeSetName=one&ClientRequestToken=t")).Status.ShouldBe(200);
        (await CallAsync($"ExecuteChangeSet&{Name}&ChangeSetName=one&ClientRequestToken=t")).Status.ShouldBe(200);

        (await RestAsync()).ShouldBe("UPDATE_COMPLETE");
        _stack.Host.Applied.ShouldHaveSingleItem().Parameters["LogRetentionDays"].ShouldBe("30");
        var events = await EventsAsync();
        events[0].ShouldBe("sesmailengine UPDATE_COMPLETE");
        events.ShouldContain("EmailSenderLogGroup UPDATE_COMPLETE");
        events.ShouldContain("sesmailengine UPDATE_IN_PROGRESS User Initiated");
        (await CallAsync($"ExecuteChangeSet&{Name}&ChangeSetName=one")).XmlText("Code").ShouldBe("InvalidChangeSetStatus");
    }

    [Fact]
    public async Task The_same_again_is_a_change_set_that_failed()
    {
        await CallAsync($"UpdateStack&{Name}{Body(Own)}{With()}{Agreed}");
        await RestAsync();

        await CallAsync($"CreateChangeSet&{Name}&ChangeSetName=same{Body(Own)}{With()}{Agreed}");

        var set = await CallAsync($"DescribeChangeSet&{Name}&ChangeSetName=same");
        set.XmlText("Status").ShouldBe("FAILED");
        set.XmlText("StatusReason")!.ShouldStartWith("The submitted information didn't contain changes.");
        (await CallAsync($"UpdateStack&{Name}{Body(Own)}{With()}{Agreed}")).XmlText("Message").ShouldBe("No updates are to be performed.");
    }

    [Fact]
    public async Task Deleted_it_leaves_tables_and_bucket_and_is_found_by_its_id_only()
    {
        var id = _stack.Book.Find("sesmailengine")!.Id;

        (await DeleteAsync()).ShouldBe("DELETE_COMPLETE");

        _stack.Host.Presence.ShouldBe(new StackPresence(false, true, true, true, true));
        (await CallAsync("DescribeStacks&" + Name)).XmlText("Message").ShouldBe("Stack with id sesmailengine does not exist");
        (await EventsAsync(id)).ShouldContain("EmailTrackingTable DELETE_SKIPPED");
        (await EventsAsync(id)).ShouldContain("EmailQueue DELETE_COMPLETE");
        (await CallAsync("ListStacks&StackStatusFilter.member.1=DELETE_COMPLETE")).XmlText("StackId").ShouldBe(id);
        (await CallAsync("DeleteStack&" + Name)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Without_retention_a_full_bucket_stops_the_deletion_and_an_empty_one_does_not()
    {
        await CallAsync($"UpdateStack&{Name}{Body(Own)}{With(("RetainDataOnDelete", "false"))}{Agreed}");
        await RestAsync();

        (await DeleteAsync()).ShouldBe("DELETE_FAILED");
        _stack.Host.Presence.ShouldBe(new StackPresence(false, false, false, false, true));
        (await EventsAsync()).ShouldContain(step => step.StartsWith("TemplateBucket DELETE_FAILED Resource handler returned message: \"The bucket you tried to delete is not empty", StringComparison.Ordinal));
        _stack.Host.HasTemplates = false;

        (await DeleteAsync()).ShouldBe("DELETE_COMPLETE");
        _stack.Host.Presence.Bucket.ShouldBeFalse();
    }

    [Fact]
    public async Task A_bucket_can_be_left_behind_once_its_deletion_failed()
    {
        await CallAsync($"UpdateStack&{Name}{Body(Own)}{With(("RetainDataOnDelete", "false"))}{Agreed}");
        await RestAsync();
        var id = _stack.Book.Find("sesmailengine")!.Id;
        (await CallAsync($"DeleteStack&{Name}&RetainResources.member.1=TemplateBucket")).XmlText("Message")!.ShouldContain("DELETE_FAILED");
        await DeleteAsync();

        await CallAsync($"DeleteStack&{Name}&RetainResources.member.1=TemplateBucket");

        (await RestAsync(id)).ShouldBe("DELETE_COMPLETE");
        _stack.Host.Presence.Bucket.ShouldBeTrue();
    }

    [Fact]
    public async Task What_was_left_behind_stands_in_the_way_of_a_creation_which_is_taken_back()
    {
        await DeleteAsync();

        await CallAsync($"CreateStack&{Name}{Body(Own)}{With()}{Agreed}");

        (await RestAsync()).ShouldBe("ROLLBACK_COMPLETE");
        var events = await EventsAsync();
        events.ShouldContain("SuppressionTable CREATE_FAILED sesmailengine-Suppression already exists");
        events.ShouldContain("EmailQueue CREATE_FAILED Resource creation cancelled");
        _stack.Host.Presence.Engine.ShouldBeFalse();
        (await CallAsync($"UpdateStack&{Name}{Body(Own)}{With()}{Agreed}")).XmlText("Message")!.ShouldEndWith("is in ROLLBACK_COMPLETE state and can not be updated.");
        (await DeleteAsync()).ShouldBe("DELETE_COMPLETE");
        _stack.Host.Presence.Bucket.ShouldBeTrue();
    }

    [Fact]
    public async Task Imported_it_takes_the_tables_over_and_grows_by_an_update()
    {
        await DeleteAsync();
        const string Template = "Resources:\n  SuppressionTable:\n    Type: AWS::DynamoDB::Table\n    DeletionPolicy: Retain\n    Properties: {TableName: sesmailengine-Suppression}\n";
        const string Import = "&ResourcesToImport.member.1.ResourceType=AWS::DynamoDB::Table&ResourcesToImport.member.1.LogicalResourceId=SuppressionTable"
            + "&ResourcesToImport.member.1.ResourceIdentifier.entry.1.key=TableName&ResourcesToImport.member.1.ResourceIdentifier.entry.1.value=";

        (await CallAsync($"CreateChangeSet&{Name}&ChangeSetName=i&ChangeSetType=IMPORT{Body(Template)}{Import}other")).XmlText("Message")!.ShouldContain("does not exist on this host");
        await CallAsync($"CreateChangeSet&{Name}&ChangeSetName=i&ChangeSetType=IMPORT{Body(Template)}{Import}sesmailengine-Suppression");
        (await StatusAsync()).ShouldBe("REVIEW_IN_PROGRESS");
        Changes(await CallAsync($"DescribeChangeSet&{Name}&ChangeSetName=i")).ShouldBe(["Import SuppressionTable"]);
        await CallAsync($"ExecuteChangeSet&{Name}&ChangeSetName=i");

        (await RestAsync()).ShouldBe("IMPORT_COMPLETE");
        (await EventsAsync())[1].ShouldBe("SuppressionTable IMPORT_COMPLETE Resource import completed.");
        _stack.Host.Applied.Count.ShouldBe(1, "nothing but the deletion changed the host");
    }

    [Theory]
    [InlineData("  Mine:\n    Type: AWS::SQS::Queue\n", "Mine CREATE_FAILED This host cannot make Mine (AWS::SQS::Queue)")]
    [InlineData("  Mine:\n    Type: AWS::EC2::Instance\n", "Mine CREATE_FAILED This host cannot make Mine (AWS::EC2::Instance)")]
    public async Task What_the_host_cannot_make_fails_with_the_reason_and_is_taken_back(string resource, string failure)
    {
        await CallAsync($"CreateChangeSet&{Name}&ChangeSetName=more{Body(Own.Replace("\nResources:\n", "\nResources:\n" + resource, StringComparison.Ordinal))}{With()}{Agreed}");
        Changes(await CallAsync($"DescribeChangeSet&{Name}&ChangeSetName=more")).ShouldContain("Add Mine");

        await CallAsync($"ExecuteChangeSet&{Name}&ChangeSetName=more");

        (await RestAsync()).ShouldBe("UPDATE_ROLLBACK_COMPLETE");
        (await EventsAsync()).ShouldContain(step => step.StartsWith(failure, StringComparison.Ordinal));
        _stack.Host.Applied.ShouldBeEmpty();
        (await CallAsync($"DescribeStackResource&{Name}&LogicalResourceId=Mine")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_property_the_engine_has_otherwise_cannot_be_changed()
    {
        await CallAsync($"UpdateStack&{Name}{Body(Own.Replace("DelaySeconds: 900", "DelaySeconds: 60", StringComparison.Ordinal))}{With()}{Agreed}");

        (await RestAsync()).ShouldBe("UPDATE_ROLLBACK_COMPLETE");
        (await EventsAsync()).ShouldContain(step => step.StartsWith("RetryQueue UPDATE_FAILED", StringComparison.Ordinal) && step.Contains("DelaySeconds", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Parts_of_the_engine_cannot_be_left_out()
    {
        var template = Own.Replace("\n  EmailQueueAgeAlarm:\n", "\n  Another:\n", StringComparison.Ordinal);

        await CallAsync($"CreateChangeSet&{Name}&ChangeSetName=less{Body(template)}{With()}{Agreed}");

        (await CallAsync($"DescribeChangeSet&{Name}&ChangeSetName=less")).XmlText("StatusReason")!.ShouldContain("leaves out EmailQueueAgeAlarm");
    }

    [Fact]
    public async Task Code_that_is_not_there_fails_the_functions()
    {
        _stack.Host.CodeProblem = "Error occurred while GetObject. S3 Error Code: NoSuchKey.";

        await CallAsync($"UpdateStack&{Name}{Body(Own)}{With(("LambdaCodeVersion", "9"))}{Agreed}");

        (await RestAsync()).ShouldBe("UPDATE_ROLLBACK_COMPLETE");
        (await EventsAsync()).ShouldContain("EmailSender UPDATE_FAILED Error occurred while GetObject. S3 Error Code: NoSuchKey.");
    }

    [Fact]
    public async Task A_host_that_cannot_be_changed_stays_as_it_was()
    {
        _stack.Host.Trouble = new PortException("The disk is full.", true);

        await CallAsync($"UpdateStack&{Name}{Body(Own)}{With(("LogRetentionDays", "30"))}{Agreed}");

        (await RestAsync()).ShouldBe("UPDATE_ROLLBACK_COMPLETE");
        (await EventsAsync()).ShouldContain(step => step.EndsWith("The disk is full.", StringComparison.Ordinal));
        _stack.Book.Find("sesmailengine")!.Parameters.ShouldContain(new KeyedValue("LogRetentionDays", "90"));
    }

    [Fact]
    public async Task While_it_changes_nothing_else_can_change_it()
    {
        var held = new TaskCompletionSource();
        _stack.Host.Held = held.Task;
        await CallAsync($"UpdateStack&{Name}{Body(Own)}{With(("LogRetentionDays", "30"))}{Agreed}");

        var second = await CallAsync($"UpdateStack&{Name}{Body(Own)}{With(("LogRetentionDays", "60"))}{Agreed}");
        var deletion = await CallAsync("DeleteStack&" + Name);
        held.SetResult();

        second.XmlText("Message")!.ShouldEndWith("is in UPDATE_IN_PROGRESS state and can not be updated.");
        deletion.Status.ShouldBe(400);
        (await RestAsync()).ShouldBe("UPDATE_COMPLETE");
    }

    [Fact]
    public async Task Protected_it_cannot_be_deleted()
    {
        await CallAsync($"UpdateTerminationProtection&{Name}&EnableTerminationProtection=true");

        (await CallAsync("DeleteStack&" + Name)).XmlText("Message").ShouldBe("Stack [sesmailengine] cannot be deleted while TerminationProtection is enabled");
        (await CallAsync("DescribeStacks")).XmlText("EnableTerminationProtection").ShouldBe("true");
    }

    [Theory]
    [InlineData("", "ValidationError", "Either Template URL or Template Body must be specified.")]
    [InlineData("&TemplateURL=https://x", "ValidationError", "This host reads no templates from URLs")]
    [InlineData("&TemplateBody=Resources%3A%20%5B", "ValidationError", "Template format error: YAML not well-formed.")]
    [InlineData("&TemplateBody=a%3A%20%26x%20%5B1%5D%0Ab%3A%20*x", "ValidationError", "Template format error: YAML aliases are not supported.")]
    [InlineData("&TemplateBody=%7B%22Resources%22%3A%7B%22A%22%3A%7B%7D%7D%7D", "ValidationError", "Template format error: the resource A has no Type.")]
    [InlineData("&TemplateBody=%7B%22Resources%22%3A%7B%22A%22%3A%7B%22Type%22%3A%22AWS%3A%3AIAM%3A%3ARole%22%7D%7D%7D", "InsufficientCapabilitiesException", "Requires capabilities : [CAPABILITY_IAM]")]
    [InlineData("&TemplateBody=%7B%22Resources%22%3A%7B%22A%22%3A%7B%22Type%22%3A%22T%22%2C%22Properties%22%3A%7B%22P%22%3A%7B%22Ref%22%3A%22B%22%7D%7D%7D%7D%7D", "ValidationError", "Template format error: Unresolved resource dependencies [B]")]
    [InlineData("&UsePreviousTemplate=true&Parameters.member.1.ParameterKey=Colour&Parameters.member.1.ParameterValue=red" + Agreed, "ValidationError", "Parameters: [Colour] do not exist in the template")]
    [InlineData("&UsePreviousTemplate=true&Parameters.member.1.ParameterKey=DataRetentionDays&Parameters.member.1.ParameterValue=7" + Agreed, "ValidationError", "Parameter 'DataRetentionDays' must be a number between 30 and 365")]
    [InlineData("&ChangeSetType=CREATE&UsePreviousTemplate=true", "AlreadyExistsException", "Stack [sesmailengine] already exists")]
    [InlineData("&RoleARN=arn", "ValidationError", "The parameter RoleARN is not supported")]
    public async Task What_cannot_be_planned_is_refused(string rest, string code, string message)
    {
        var answer = await CallAsync($"CreateChangeSet&{Name}&ChangeSetName=c{rest}");

        (answer.Status, answer.XmlText("Code")).ShouldBe((400, code));
        answer.XmlText("Message")!.ShouldStartWith(message);
    }

    [Fact]
    public async Task A_stack_of_another_name_is_not_this_hosts() =>
        (await CallAsync($"CreateStack&StackName=other{Body(Own)}{With()}{Agreed}")).XmlText("Message").ShouldBe(
            "This host has one stack, sesmailengine: the engine it runs. Others cannot be made here.");

    [Fact]
    public async Task The_template_comes_back_as_it_was_sent_and_is_summed_up()
    {
        (await CallAsync("GetTemplate&" + Name)).XmlText("TemplateBody").ShouldBe(Own);
        var summary = await CallAsync("GetTemplateSummary&" + Name);
        summary.XmlText("CapabilitiesReason").ShouldBe("The following resource(s) require capabilities: [AWS::IAM::Role, AWS::IAM::ManagedPolicy]");
        summary.Xml.Descendants().Where(e => e.Name.LocalName == "ParameterKey").Select(e => e.Value).ShouldContain("AdminEmail");
        (await CallAsync("ValidateTemplate" + Body(Own))).Xml.Descendants().Where(e => e.Name.LocalName == "member").Select(e => e.Value)
            .ShouldContain("CAPABILITY_AUTO_EXPAND");
    }

    [Fact]
    public async Task Change_sets_are_listed_and_dropped()
    {
        await CallAsync($"CreateChangeSet&{Name}&ChangeSetName=one{Body(Own)}{With()}{Agreed}&ClientToken=t");
        var again = await CallAsync($"CreateChangeSet&{Name}&ChangeSetName=one{Body(Own)}{With()}{Agreed}&ClientToken=t");
        var other = await CallAsync($"CreateChangeSet&{Name}&ChangeSetName=one{Body(Own)}{With()}{Agreed}&ClientToken=u");

        again.XmlText("Id").ShouldBe((await CallAsync("ListChangeSets&" + Name)).XmlText("ChangeSetId"));
        other.XmlText("Code").ShouldBe("AlreadyExistsException");
        (await CallAsync($"DeleteChangeSet&{Name}&ChangeSetName=one")).Status.ShouldBe(200);
        (await CallAsync($"DescribeChangeSet&{Name}&ChangeSetName=one")).XmlText("Code").ShouldBe("ChangeSetNotFound");
    }
}
