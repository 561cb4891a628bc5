using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.S3;
using SesMailEngine.Aws.CloudFormation;
using SesMailEngine.Aws.Deploy;
using SesMailEngine.Aws.DynamoDb;
using SesMailEngine.Aws.EventBridge;
using SesMailEngine.Aws.Lambda;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Aws.S3;
using SesMailEngine.Aws.Ses;
using SesMailEngine.Aws.Sts;

namespace SesMailEngine.Cli.Deploy;

// What a deployment works with, and where it stands when it is interrupted.
internal sealed class DeploySession : IDisposable
{
    // The seeder may take its time.
    private readonly HttpClient http = AwsHttp.Create(TimeSpan.FromMinutes(5));
    private readonly AmazonS3Client s3;
    private readonly AmazonDynamoDBClient tables;

    public DeploySession(AwsTarget target, string folder, TimeProvider time, IQuestions questions)
    {
        Target = target;
        Folder = folder;
        Time = time;
        Questions = questions;
        Log = new DeployLog(folder, time);
        Console = new DeployConsole(Log);
        s3 = S3Clients.ForCommands(target);
        tables = DynamoDbClients.ForCommands(target);
        var client = new AwsClient(http, target);
        var retries = new CallRetries(time, new Random(), 6);
        Stacks = new CloudFormationClient(client, retries);
        Buckets = new Buckets(s3, target.Region);
        Watcher = new StackWatcher(Stacks, time, Console);
        Changer = new StackChanger(Stacks, Watcher, time);
        Remover = new StackRemover(Stacks, Watcher, Buckets, Console);
        Sts = new StsClient(client);
        Preflight = new Preflight(Sts, new SenderCheck(client), Stacks, Buckets, tables, target.Region);
        Proof = new StackProof(new LambdaClient(client), new EventBridgeClient(client), tables, time);
    }

    public AwsTarget Target { get; }

    public string Folder { get; }

    public TimeProvider Time { get; }

    public IQuestions Questions { get; }

    public DeployLog Log { get; }

    public DeployConsole Console { get; }

    public CloudFormationClient Stacks { get; }

    public Buckets Buckets { get; }

    public StackWatcher Watcher { get; }

    public StackChanger Changer { get; }

    public StackRemover Remover { get; }

    public StsClient Sts { get; }

    public Preflight Preflight { get; }

    public StackProof Proof { get; }

    // What is true when the person presses Ctrl-C now.
    public string Standing { get; set; } = "Nothing has been changed.";

    // A change set that is prepared and not carried out; it is dropped when the run is interrupted.
    public (string ChangeSetId, string StackId)? Prepared { get; set; }

    // What a command of the aws CLI needs besides, to speak to the same place.
    public string EndpointOption => Target.EndpointUrl is { } address ? $" --endpoint-url {address.GetLeftPart(UriPartial.Authority)}" : "";

    // Names this run, for tokens by which CloudFormation knows a repetition.
    public string RunId => $"sesmailengine-{Time.GetUtcNow():yyyyMMddHHmmssfff}";

    // So that no word of a service can carry a secret into the log.
    public async Task HideSecretsAsync()
    {
        try
        {
            var credentials = await Target.Credentials.GetCredentialsAsync();
            Log.Hide(credentials.AccessKey, credentials.SecretKey, credentials.Token);
        }
        catch (AmazonClientException)
        {
            // Told by the first call that needs them.
        }
    }

    public void Dispose()
    {
        http.Dispose();
        s3.Dispose();
        tables.Dispose();
        Log.Dispose();
    }
}
