using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using SesMailEngine.Aws.CloudFormation;
using SesMailEngine.Aws.Ses;
using SesMailEngine.Aws.Sts;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Aws.Deploy;

/// <summary>Looks, before anything is changed, whether an installation can work. Changes nothing.</summary>
/// <param name="sts">Whose credentials these are.</param>
/// <param name="sender">What the account may send.</param>
/// <param name="stacks">CloudFormation.</param>
/// <param name="buckets">The buckets.</param>
/// <param name="tables">The tables.</param>
/// <param name="region">The region.</param>
public sealed class Preflight(
    StsClient sts, SenderCheck sender, CloudFormationClient stacks, Buckets buckets, IAmazonDynamoDB tables, string region)
{
    // A stack in one of these has no resources: a new one may take its place.
    private static readonly string[] Empty =
        ["REVIEW_IN_PROGRESS", "ROLLBACK_COMPLETE", "IMPORT_ROLLBACK_COMPLETE", "DELETE_COMPLETE"];

    /// <summary>Looks.</summary>
    /// <param name="stackName">The stack to be.</param>
    /// <param name="senderEmail">Who its mail will come from.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    public async Task<PreflightReport> LookAsync(string stackName, string senderEmail, CancellationToken cancellationToken)
    {
        var problems = new List<DeployException>();
        var account = await sts.GetAccountAsync(cancellationToken).ConfigureAwait(false);
        var standing = await sender.GetStandingAsync(cancellationToken).ConfigureAwait(false);
        var identity = await sender.FindVerifiedAsync(senderEmail, cancellationToken).ConfigureAwait(false);
        if (identity is null)
        {
            problems.Add(new DeployException(
                DeployFailure.SenderNotReady, $"Email not verified: SES in {region} does not know {senderEmail} or its domain as verified.",
                $"aws sesv2 create-email-identity --email-identity {senderEmail} --region {region}; then follow the link in the mail that comes, and run this again."));
        }
        if (!standing.IsSendingEnabled || standing.Enforcement == "SHUTDOWN")
        {
            problems.Add(new DeployException(
                DeployFailure.SenderNotReady, $"SES has paused sending for this account in {region}.",
                "Open the SES console, 'Account dashboard', and settle the case named there."));
        }
        var stack = await stacks.FindAsync(stackName, cancellationToken).ConfigureAwait(false);
        if (StackProblem(stack, stackName) is { } problem) problems.Add(problem);

        var names = new ResourceNames(stackName, account, region);
        var kept = new List<ResourceImport>();
        if (stack is null || Empty.Contains(stack.Status))
        {
            await FindTablesAsync(names, kept, cancellationToken).ConfigureAwait(false);
            switch (await buckets.FindAsync(names.TemplateBucket, account, cancellationToken).ConfigureAwait(false))
            {
                case BucketOwner.Account:
                    kept.Add(new ResourceImport("AWS::S3::Bucket", "TemplateBucket", "BucketName", names.TemplateBucket));
                    break;
                case BucketOwner.Other:
                    problems.Add(Buckets.Taken(names.TemplateBucket, BucketOwner.Other, "--stack-name, which its name begins with"));
                    break;
                case BucketOwner.OtherRegion:
                    problems.Add(Buckets.Taken(names.TemplateBucket, BucketOwner.OtherRegion, "--stack-name, which its name begins with"));
                    break;
            }
        }
        return new PreflightReport(account, region, standing, identity, stack, kept, problems);
    }

    /// <summary>Whether a stack is one of this product's; one that was only begun has no description yet.</summary>
    public static bool IsOurs(StackState stack) =>
        stack.Status == "REVIEW_IN_PROGRESS" || stack.Description?.StartsWith("SESMailEngine", StringComparison.Ordinal) == true;

    private static DeployException? StackProblem(StackState? stack, string name)
    {
        if (stack is null) return null;
        if (!IsOurs(stack))
        {
            return new(DeployFailure.StackExists, $"Stack already exists: '{name}' is not one of SESMailEngine.", "Choose another name with --stack-name.");
        }
        if (stack.Status == "DELETE_FAILED")
        {
            return new(
                DeployFailure.StackState, $"The stack '{name}' is in DELETE_FAILED.", $"sesmailengine uninstall --stack-name {name} finishes the deletion.")
            { ErrorCode = "INST005" };
        }
        // Without outputs it is an import that has not grown yet: install goes on with it.
        if (stack.Status != "CREATE_COMPLETE" && stack.Outputs.Count == 0) return null;
        return stack.Status is "CREATE_COMPLETE" or "UPDATE_COMPLETE" or "UPDATE_ROLLBACK_COMPLETE" or "UPDATE_ROLLBACK_FAILED" or "UPDATE_FAILED"
            ? new(
                DeployFailure.StackExists, $"Stack already exists: '{name}' is {stack.Status}.",
                $"'sesmailengine upgrade --stack-name {name}' brings it up to date, and seeds and tests it once more; --stack-name installs another beside it.")
            : null;
    }

    private async Task FindTablesAsync(ResourceNames names, List<ResourceImport> kept, CancellationToken cancellationToken)
    {
        foreach (var (id, table) in ((string, string)[])
        [
            ("EmailTrackingTable", names.TrackingTable), ("SuppressionTable", names.SuppressionTable), ("DailyStatsTable", names.DailyStatsTable),
        ])
        {
            try
            {
                await tables.DescribeTableAsync(new DescribeTableRequest { TableName = table }, cancellationToken).ConfigureAwait(false);
                kept.Add(new ResourceImport("AWS::DynamoDB::Table", id, "TableName", table));
            }
            catch (ResourceNotFoundException)
            {
            }
        }
    }
}
