using SesMailEngine.Aws.Protocol;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports.Operations;

namespace SesMailEngine.Aws.CloudFormation;

/// <summary>
/// What the stack is made of, from CloudFormation, and its functions from Lambda
/// (https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConfiguration.html).
/// </summary>
/// <param name="client">CloudFormation's client.</param>
/// <param name="calls">The calls to Lambda.</param>
/// <param name="names">The stack's names.</param>
public sealed class StackReader(CloudFormationClient client, PortCalls calls, ResourceNames names) : IStackReader
{
    /// <inheritdoc/>
    public async Task<StackSnapshot?> GetAsync(CancellationToken cancellationToken)
    {
        var stack = await PortFailures.RunAsync(
            "DescribeStacks", () => client.FindAsync(names.Stack, cancellationToken), cancellationToken).ConfigureAwait(false);
        return stack is null ? null : new StackSnapshot(
            stack.Name, stack.Status, stack.Parameters,
            stack.Outputs.GroupBy(output => output.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Value, StringComparer.Ordinal))
        {
            Reason = stack.Reason,
        };
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<FunctionReading>> ListFunctionsAsync(CancellationToken cancellationToken)
    {
        var found = new List<FunctionReading>(3);
        foreach (var name in (string[])[names.EmailSender, names.FeedbackProcessor, names.TemplateSeeder])
        {
            var answer = await calls.GetAsync(
                "GetFunctionConfiguration", "lambda", $"/2015-03-31/functions/{Uri.EscapeDataString(name)}/configuration", cancellationToken)
                .ConfigureAwait(false);
            if (answer is not { } function) continue;
            found.Add(new FunctionReading(
                name, function.Text("State") ?? "Active", function.Text("Runtime") ?? "", (int)(function.Number("MemorySize") ?? 0),
                TimeSpan.FromSeconds(function.Number("Timeout") ?? 0))
            {
                Reason = function.Text("StateReason")
                    ?? (function.Text("LastUpdateStatus") == "Failed" ? function.Text("LastUpdateStatusReason") ?? "its last update failed" : null),
            });
        }
        return found;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ResourceEvent>> ListEventsAsync(int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 100);
        var events = await PortFailures.RunAsync(
            "DescribeStackEvents", () => client.ListEventsAsync(names.Stack, null, cancellationToken), cancellationToken).ConfigureAwait(false);
        return
        [
            .. events.Reverse().Take(limit)
                .Select(step => new ResourceEvent(step.At ?? DateTimeOffset.UnixEpoch, step.LogicalId, step.Type, step.Status, step.Reason)),
        ];
    }
}
