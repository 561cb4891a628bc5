using System.Globalization;
using System.Xml.Linq;
using SesMailEngine.Aws.Protocol;

namespace SesMailEngine.Aws.CloudFormation;

/// <summary>
/// AWS CloudFormation (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/Welcome.html), as far as a stack is made,
/// changed, watched and deleted. Calls that brought no answer, or were throttled, are made again: what they change carries a token
/// by which CloudFormation knows a repetition.
/// </summary>
/// <param name="client">The thin client.</param>
/// <param name="retries">How calls are repeated.</param>
public sealed class CloudFormationClient(AwsClient client, CallRetries retries)
{
    // A page has 100 events, a change set 100 changes; more pages than this are no stack of ours.
    private const int MaxPages = 50;

    /// <summary>The stack of a name or ARN; null when there is none. A deleted stack is found by its ARN only.</summary>
    public async Task<StackState?> FindAsync(string stack, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await CallAsync(new QueryForm("DescribeStacks").Add("StackName", stack), cancellationToken).ConfigureAwait(false);
            return answer.List("Stacks").Select(StackReading.Stack).FirstOrDefault();
        }
        catch (AwsServiceException exception) when (IsNoSuchStack(exception))
        {
            return null;
        }
    }

    /// <summary>Prepares a change; gives the change set's ARN and the stack's. Nothing is changed yet.</summary>
    public async Task<(string ChangeSetId, string StackId)> CreateChangeSetAsync(ChangeSetRequest request, CancellationToken cancellationToken)
    {
        var form = new QueryForm("CreateChangeSet")
            .Add("StackName", request.StackName)
            .Add("ChangeSetName", request.Name)
            .Add("ChangeSetType", request.Type.ToString().ToUpperInvariant())
            .Add("TemplateBody", request.TemplateBody)
            .Add("ClientToken", request.Token);
        var index = 0;
        foreach (var capability in request.Capabilities) form.Add($"Capabilities.member.{++index}", capability);
        index = 0;
        foreach (var (key, value) in request.Parameters)
        {
            index++;
            form.Add($"Parameters.member.{index}.ParameterKey", key).Add($"Parameters.member.{index}.ParameterValue", value);
        }
        index = 0;
        foreach (var import in request.Imports)
        {
            var prefix = $"ResourcesToImport.member.{++index}";
            form.Add($"{prefix}.ResourceType", import.Type).Add($"{prefix}.LogicalResourceId", import.LogicalId)
                .Add($"{prefix}.ResourceIdentifier.entry.1.key", import.IdentifierName)
                .Add($"{prefix}.ResourceIdentifier.entry.1.value", import.IdentifierValue);
        }
        var answer = await CallAsync(form, cancellationToken).ConfigureAwait(false);
        return (answer.Require("Id"), answer.Require("StackId"));
    }

    /// <summary>What a change set is about to do; null when there is none of that name.</summary>
    public async Task<ChangeSetState?> FindChangeSetAsync(string changeSet, string stack, CancellationToken cancellationToken)
    {
        ChangeSetState? state = null;
        var changes = new List<ResourceChange>();
        string? token = null;
        for (var page = 0; page < MaxPages; page++)
        {
            XElement answer;
            try
            {
                answer = await CallAsync(
                    new QueryForm("DescribeChangeSet").Add("ChangeSetName", changeSet).Add("StackName", stack).Add("NextToken", token),
                    cancellationToken).ConfigureAwait(false);
            }
            catch (AwsServiceException exception) when (exception.Code is "ChangeSetNotFound" or "ChangeSetNotFoundException" || IsNoSuchStack(exception))
            {
                return null;
            }
            changes.AddRange(answer.List("Changes").Select(StackReading.Change).OfType<ResourceChange>());
            state ??= StackReading.ChangeSet(answer);
            token = answer.Text("NextToken");
            if (token is null) break;
        }
        return state! with { Changes = changes };
    }

    /// <summary>Carries a change set out; CloudFormation goes on by itself.</summary>
    public Task ExecuteChangeSetAsync(string changeSetId, string stackId, string token, CancellationToken cancellationToken) => CallAsync(
        new QueryForm("ExecuteChangeSet").Add("ChangeSetName", changeSetId).Add("StackName", stackId).Add("ClientRequestToken", token),
        cancellationToken);

    /// <summary>Drops a change set; one that is not there is no error.</summary>
    public async Task DeleteChangeSetAsync(string changeSet, string stack, CancellationToken cancellationToken)
    {
        try
        {
            await CallAsync(new QueryForm("DeleteChangeSet").Add("ChangeSetName", changeSet).Add("StackName", stack), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (AwsServiceException exception) when (exception.Code is "ChangeSetNotFound" or "ChangeSetNotFoundException" || IsNoSuchStack(exception))
        {
        }
    }

    /// <summary>The stack's events that came after a known one, the oldest first; all of them when none is known.</summary>
    public async Task<IReadOnlyList<StackEvent>> ListEventsAsync(string stack, string? after, CancellationToken cancellationToken)
    {
        var events = new List<StackEvent>();
        string? token = null;
        for (var page = 0; page < MaxPages; page++)
        {
            var answer = await CallAsync(
                new QueryForm("DescribeStackEvents").Add("StackName", stack).Add("NextToken", token), cancellationToken).ConfigureAwait(false);
            foreach (var step in answer.List("StackEvents").Select(StackReading.Event))
            {
                if (step.Id == after)
                {
                    events.Reverse();
                    return events;
                }
                events.Add(step);
            }
            token = answer.Text("NextToken");
            if (token is null) break;
        }
        events.Reverse();
        return events;
    }

    /// <summary>The stack's resources.</summary>
    public async Task<IReadOnlyList<StackResource>> ListResourcesAsync(string stack, CancellationToken cancellationToken)
    {
        var answer = await CallAsync(new QueryForm("DescribeStackResources").Add("StackName", stack), cancellationToken).ConfigureAwait(false);
        return [.. answer.List("StackResources").Select(StackReading.Resource)];
    }

    /// <summary>Deletes a stack; CloudFormation goes on by itself.</summary>
    /// <param name="stack">Its ARN, so that a new stack of the name is not met by a repetition.</param>
    /// <param name="retain">Logical ids to leave alone; allowed only when an earlier deletion failed.</param>
    /// <param name="token">Names this deletion.</param>
    /// <param name="cancellationToken">Stops waiting for the answer.</param>
    public Task DeleteStackAsync(string stack, IReadOnlyList<string> retain, string token, CancellationToken cancellationToken)
    {
        var form = new QueryForm("DeleteStack").Add("StackName", stack).Add("ClientRequestToken", token);
        for (var i = 0; i < retain.Count; i++) form.Add(string.Create(CultureInfo.InvariantCulture, $"RetainResources.member.{i + 1}"), retain[i]);
        return CallAsync(form, cancellationToken);
    }

    private static bool IsNoSuchStack(AwsServiceException exception) =>
        exception.Code == "ValidationError" && exception.Message.Contains("does not exist", StringComparison.Ordinal);

    private async Task<XElement> CallAsync(QueryForm form, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var response = await client.SendAsync(
                    HttpMethod.Post, "cloudformation", "/", form.ToBytes(), "application/x-www-form-urlencoded; charset=utf-8", [],
                    cancellationToken).ConfigureAwait(false);
                return StackReading.Result(response, form.Action);
            }
            catch (AwsServiceException exception) when (
                CallFailures.Of(exception) is not (CallFailure.Refused or null) && attempt < retries.Tries
                && !cancellationToken.IsCancellationRequested)
            {
            }
            await retries.PauseAsync(attempt, cancellationToken).ConfigureAwait(false);
        }
    }
}
