using System.Globalization;
using SesMailEngine.Aws.CloudFormation;
using SesMailEngine.Aws.Deploy;
using SesMailEngine.Cli.Commands;
using SesMailEngine.Cli.Output;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Cli.Deploy;

// sesmailengine uninstall: the stack goes; tables and templates stay unless somebody said otherwise.
internal sealed class UninstallFlow(DeploySession session, UninstallRequest request)
{
    private readonly DeployConsole console = session.Console;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        console.Begin(request.DeletesBucket ? 3 : 2);
        console.Step($"Looking at the stack '{request.StackName}' in {session.Target.Region}");
        var account = await session.Sts.GetAccountAsync(cancellationToken);
        console.Fact("account", account);
        var names = new ResourceNames(request.StackName, account, session.Target.Region);
        var stack = await FindAsync(names, account, cancellationToken);
        var keepsTables = stack?.Parameters.GetValueOrDefault("RetainDataOnDelete") != "false";
        if (stack is not null)
        {
            console.Fact("stack", $"{stack.Name} is {stack.Status}");
            console.Fact("tables", keepsTables ? "stay: records, suppression list, counters" : "go: the stack was made with RetainDataOnDelete=false");
        }
        console.Fact("templates", request.DeletesBucket ? $"go: {names.TemplateBucket} with all versions" : $"stay in {names.TemplateBucket}");
        if (!request.IsYes)
        {
            if (!session.Questions.CanAsk) throw new UsageException("Nobody is there to confirm. Give --yes to go ahead.");
            if (!await session.Questions.ConfirmAsync($"Delete the stack '{request.StackName}'?", cancellationToken))
            {
                console.Note("Nothing has been changed.");
                return ExitCodes.Negative;
            }
        }

        console.Step("Deleting the stack");
        if (stack is null) console.Note("It is gone already.");
        else await DeleteStackAsync(stack, account, cancellationToken);
        if (request.DeletesBucket)
        {
            console.Step("Deleting the templates");
            session.Standing = $"The stack is gone; {names.TemplateBucket} may be half empty. Run the same command again to go on.";
            await DeleteBucketAsync(names.TemplateBucket, account, cancellationToken);
        }
        End(names, keepsTables);
        return ExitCodes.Success;
    }

    // No stack is no error when the bucket of an earlier one has still to go.
    private async Task<StackState?> FindAsync(ResourceNames names, string account, CancellationToken cancellationToken)
    {
        if (await session.Stacks.FindAsync(request.StackName, cancellationToken) is not null)
        {
            return await StackFinding.RequireAsync(session, request.StackName, cancellationToken);
        }
        if (request.DeletesBucket && await session.Buckets.FindAsync(names.TemplateBucket, account, cancellationToken) == BucketOwner.Account) return null;
        throw StackFinding.Missing(session, request.StackName);
    }

    private async Task DeleteStackAsync(StackState stack, string account, CancellationToken cancellationToken)
    {
        session.Standing = $"CloudFormation goes on with '{stack.Name}' by itself. Run the same command again to wait for it.";
        var total = (await session.Stacks.ListResourcesAsync(stack.Id, cancellationToken)).Count;
        await console.WithBarAsync("Resources", total, async () =>
        {
            if (stack.IsMoving)
            {
                console.Note($"It is {stack.Status}: that is waited for.");
                var end = await session.Watcher.WatchAsync(stack.Id, null, cancellationToken);
                if (end.Status == "DELETE_COMPLETE") return true;
                stack = await session.Stacks.FindAsync(stack.Id, cancellationToken) ?? stack;
            }
            await session.Remover.RemoveAsync(stack, account, request.DeletesBucket, request.Keep, session.RunId, cancellationToken);
            return true;
        });
        console.Good($"The stack '{stack.Name}' is gone.");
    }

    private async Task DeleteBucketAsync(string bucket, string account, CancellationToken cancellationToken)
    {
        if (await session.Buckets.FindAsync(bucket, account, cancellationToken) != BucketOwner.Account)
        {
            console.Note($"{bucket} went with the stack.");
            return;
        }
        var count = await session.Buckets.EmptyAsync(bucket, account, cancellationToken);
        await session.Buckets.DeleteAsync(bucket, account, cancellationToken);
        console.Good(string.Create(CultureInfo.InvariantCulture, $"{bucket} is gone, with {count} versions."));
    }

    private void End(ResourceNames names, bool keepsTables)
    {
        if (keepsTables)
        {
            console.Note("Kept: the tables. 'sesmailengine install' with the same stack name takes them over again; to delete them for good:");
            foreach (var table in (string[])[names.TrackingTable, names.SuppressionTable, names.DailyStatsTable])
            {
                Terminal.Copyable($"aws dynamodb delete-table --table-name {table} --region {names.Region}{session.EndpointOption}");
            }
        }
        if (!request.DeletesBucket) console.Note($"Kept: the templates in {names.TemplateBucket}; --delete-bucket deletes them.");
        console.Note($"The code stays in the code bucket, sesmailengine-code-{names.AccountId}-{names.Region} unless another was named.");
    }
}
