using System.Globalization;
using SesMailEngine.Aws.CloudFormation;
using SesMailEngine.Aws.Deploy;
using SesMailEngine.Cli.Output;
using SesMailEngine.Core.Model;
using Spectre.Console;

namespace SesMailEngine.Cli.Deploy;

// The steps install and upgrade have in common.
internal sealed class FinishFlow(DeploySession session, InstallRequest request)
{
    private readonly DeployConsole console = session.Console;

    public async Task<string> UploadAsync(string account, CodePackage code, CancellationToken cancellationToken)
    {
        console.Step("Uploading the code");
        var bucket = request.BucketFor(account, session.Target.Region);
        session.Standing = $"The bucket {bucket} may have been made and the code uploaded; the stack has not been touched. Run the same command again to go on.";
        if (await session.Buckets.EnsureAsync(bucket, account, cancellationToken)) console.Note($"Made bucket {bucket}: private, encrypted.");
        var sent = await session.Buckets.UploadAsync(bucket, account, code.Key, code.Content, cancellationToken);
        console.Good(string.Create(
            CultureInfo.InvariantCulture, $"{(sent ? "Uploaded" : "Already there:")} s3://{bucket}/{code.Key} ({code.Content.Length / 1048576.0:0.0} MiB)"));
        return bucket;
    }

    public async Task<(ChangeSetState ChangeSet, string StackId)> PrepareAsync(ChangeSetRequest change, CancellationToken cancellationToken)
    {
        // What is prepared from here on is dropped when the run is interrupted.
        session.Prepared = (change.Name, change.StackName);
        session.Standing = $"The stack '{request.StackName}' has not been changed. Run the same command again to go on.";
        var prepared = await session.Changer.PrepareAsync(change, cancellationToken);
        session.Prepared = (prepared.ChangeSet.Id, prepared.StackId);
        return prepared;
    }

    public async Task ExecuteAsync(ChangeSetState changeSet, string stackId, string title, CancellationToken cancellationToken)
    {
        var end = await console.WithBarAsync(title, changeSet.Changes.Count, () => session.Changer.ExecuteAsync(
            changeSet.Id, stackId,
            () =>
            {
                session.Prepared = null;
                session.Standing = $"CloudFormation goes on with '{request.StackName}' by itself. Run the same command again to wait for it and go on.";
            },
            cancellationToken));
        if (StackChanger.FailureOf(end, request.StackName) is not { } failure) return;
        session.Standing = $"The stack '{request.StackName}' is {end.Status}.";
        throw failure;
    }

    // Seeds, tests, and says what comes next.
    public async Task<int> ProveAsync(string account, CancellationToken cancellationToken)
    {
        var names = new ResourceNames(request.StackName, account, session.Target.Region);
        console.Step("Seeding the starter templates");
        console.Good(await session.Proof.SeedAsync(names, cancellationToken));
        console.Step("Sending a test mail to SES's simulator");
        if (request.SendsTestMail)
        {
            var id = await session.Proof.SendAsync(names, cancellationToken);
            console.Good($"Delivered: {id}");
        }
        else
        {
            console.Note("Left out, as --no-test-mail says.");
        }
        NextSteps(names);
        return ExitCodes.Success;
    }

    private void NextSteps(ResourceNames names)
    {
        var place = session.Target.EndpointUrl is { } address ? $"--endpoint-url {address.GetLeftPart(UriPartial.Authority)}" : $"--aws --region {names.Region}";
        console.Console.MarkupLineInterpolated($"[green bold]{request.StackName} is ready.[/] Next:");
        console.Console.WriteLine(session.Target.EndpointUrl is null
            ? "  1. Confirm the subscription in the mail AWS sent to the alarms' address."
            : "  1. On AWS, confirm the subscription in the mail sent to the alarms' address; the embedded host asks for none.");
        console.Console.WriteLine("  2. Send a mail:");
        Terminal.Copyable($"   sesmailengine send {place} --stack {names.Stack} --to you@example.com --template welcome --data '{{\"userName\":\"Ada\",\"companyName\":\"Acme\"}}'");
        console.Console.WriteLine("  3. Give producers the policy CustomerIAMPolicy and the bus's name:");
        Terminal.Copyable($"   sesmailengine outputs --stack-name {names.Stack} --region {names.Region}{session.EndpointOption}");
        console.Console.WriteLine("  4. In the sandbox, ask for production access in the SES console.");
    }
}
