using System.Net;
using System.Text;
using Amazon.Runtime;
using SesMailEngine.Aws.CloudFormation;
using SesMailEngine.Aws.Protocol;

namespace SesMailEngine.Aws.Tests.CloudFormation;

public sealed class CloudFormationClientTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stack_is_read_with_its_parameters_and_outputs()
    {
        var stack = await Client(new RecordingHandler(answer: """
            <DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member>
            <StackId>arn:1</StackId><StackName>mine</StackName><StackStatus>UPDATE_IN_PROGRESS</StackStatus>
            <Parameters><member><ParameterKey>A</ParameterKey><ParameterValue>1 &amp; 2</ParameterValue></member></Parameters>
            <Outputs><member><OutputKey>Bus</OutputKey><OutputValue>mine-EmailBus</OutputValue></member></Outputs>
            </member></Stacks></DescribeStacksResult></DescribeStacksResponse>
            """)).FindAsync("mine", Cancel);

        stack.ShouldNotBeNull();
        (stack.Id, stack.Status, stack.IsMoving, stack.Parameters["A"], stack.Output("Bus")).ShouldBe(("arn:1", "UPDATE_IN_PROGRESS", true, "1 & 2", "mine-EmailBus"));
    }

    [Fact]
    public async Task No_stack_is_null_and_any_other_refusal_an_error()
    {
        (await Client(Refusal("ValidationError", "Stack with id mine does not exist")).FindAsync("mine", Cancel)).ShouldBeNull();
        (await Should.ThrowAsync<AwsServiceException>(Client(Refusal("AccessDenied", "no")).FindAsync("mine", Cancel))).Code.ShouldBe("AccessDenied");
    }

    [Theory]
    [InlineData("""<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>""")]
    [InlineData("<html><body>proxy")]
    [InlineData("")]
    public async Task What_is_not_its_XML_is_an_error(string answer) =>
        (await Should.ThrowAsync<AwsServiceException>(Client(new RecordingHandler(answer: answer)).FindAsync("mine", Cancel))).Code.ShouldBe("InvalidResponse");

    [Fact]
    public async Task A_change_set_is_asked_for_in_the_words_of_the_query_protocol()
    {
        var handler = new RecordingHandler(answer: "<R><CreateChangeSetResult><Id>c</Id><StackId>s</StackId></CreateChangeSetResult></R>");

        var made = await Client(handler).CreateChangeSetAsync(
            new ChangeSetRequest("mine", "set", ChangeSetType.Import, "a: b & c\n", "token-1")
            {
                Parameters = new Dictionary<string, string> { ["Name"] = "ä=1" },
                Capabilities = ["CAPABILITY_IAM"],
                Imports = [new ResourceImport("AWS::DynamoDB::Table", "Table", "TableName", "mine-T")],
            },
            Cancel);

        made.ShouldBe(("c", "s"));
        var body = Encoding.UTF8.GetString(handler.Requests.Single().Body).Split('&').Select(Uri.UnescapeDataString);
        foreach (var pair in (string[])
            [
                "Action=CreateChangeSet", "Version=2010-05-15", "ChangeSetType=IMPORT", "TemplateBody=a: b & c\n", "ClientToken=token-1",
                "Capabilities.member.1=CAPABILITY_IAM", "Parameters.member.1.ParameterKey=Name", "Parameters.member.1.ParameterValue=ä=1",
                "ResourcesToImport.member.1.ResourceIdentifier.entry.1.key=TableName", "ResourcesToImport.member.1.ResourceIdentifier.entry.1.value=mine-T",
            ])
        {
            body.ShouldContain(pair);
        }
    }

    [Theory]
    [InlineData("Throttling", 400, 3)]
    [InlineData("InternalFailure", 500, 3)]
    [InlineData("ValidationError", 400, 1)]
    public async Task What_can_get_better_is_tried_again(string code, int status, int calls)
    {
        var handler = new RecordingHandler((HttpStatusCode)status, $"<E><Error><Code>{code}</Code><Message>m</Message></Error></E>");

        await Should.ThrowAsync<AwsServiceException>(Client(handler).ExecuteChangeSetAsync("c", "s", "t", Cancel));

        handler.Requests.Count.ShouldBe(calls);
    }

    private static RecordingHandler Refusal(string code, string message) =>
        new(HttpStatusCode.BadRequest, $"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error></ErrorResponse>");

    private static CloudFormationClient Client(RecordingHandler handler) => new(
        new AwsClient(new HttpClient(handler), new AwsTarget("us-east-1", new BasicAWSCredentials("a", "b"), new Uri("http://127.0.0.1:1"))),
        new CallRetries(TimeProvider.System, new Random(1), 3));
}
