using SesMailEngine.Aws.CloudFormation;
using SesMailEngine.Aws.Deploy;

namespace SesMailEngine.Cli.Deploy;

internal static class StackFinding
{
    // The stack of the name, if it is one of ours.
    public static async Task<StackState> RequireAsync(DeploySession session, string name, CancellationToken cancellationToken)
    {
        var stack = await session.Stacks.FindAsync(name, cancellationToken) ?? throw Missing(session, name);
        return Preflight.IsOurs(stack)
            ? stack
            : throw new DeployException(
                DeployFailure.StackState, $"The stack '{name}' is not one of SESMailEngine.", "Name the right one with --stack-name. Nothing has been touched.");
    }

    public static DeployException Missing(DeploySession session, string name) => new(
        DeployFailure.StackMissing, $"There is no stack '{name}' in {session.Target.Region}.",
        "Name it with --stack-name and its region with --region; 'sesmailengine install' makes one.");
}
